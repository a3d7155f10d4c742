import type { RecordAnswer } from '../simulator';
import { CONCURRENCY, type Contender } from './contenders';
import { dialOrder } from '../simulator/api/dialOrder';
import { BATCH, PRIORITIES, records, type BenchRecord } from './records';

/** The server's side of a run. */
export interface Held {
	/** In the order of their arrival. Only their IDs where there are too many to fetch in full. */
	records: Array<
		Pick<RecordAnswer, 'crmRecordId'> &
			Partial<Pick<RecordAnswer, 'priority' | 'rank' | 'nextAttemptAfter'>>
	>;
	requests: number;
	maxInFlight: number;
}

const numberOf = ({ crmRecordId }: { crmRecordId: string }) => Number(crmRecordId.slice(4));

/** What is wrong with the result of a run. Its time counts only if nothing is. */
export function difference(
	{
		bare,
		ordered,
		ranked,
		unlimited,
	}: Pick<Contender, 'bare' | 'ordered' | 'ranked' | 'unlimited'>,
	size: number,
	held: Held,
): string | undefined {
	const sent = records(bare ? 0 : size);
	const found = ordered ? held.records : held.records.toSorted((a, b) => numberOf(a) - numberOf(b));
	for (let place = 0; place < Math.max(sent.length, found.length); place++) {
		const [record, there] = [sent[place], found[place]];
		const names = `${there?.crmRecordId ?? 'nothing'} instead of ${record?.crmRecordId ?? 'nothing'}`;
		if (there?.crmRecordId !== record?.crmRecordId) return `the campaign holds ${names}`;
		const { priority, nextAttemptAfter } = there ?? {};
		if (priority && (priority !== record?.priority || nextAttemptAfter !== record.scheduleAt)) {
			return `${there?.crmRecordId} has other fields`;
		}
	}
	const misdialled = ordered || ranked ? outOfDialOrder(sent, held.records) : undefined;
	if (misdialled) return misdialled;
	// The server counts in whole ranks. Records that it ranks are in order only if they arrive in order.
	const byArrival = ranked ? held.records.filter(({ rank }) => Number.isInteger(rank)).length : 0;
	if (byArrival > BATCH) return `${byArrival} records were ranked by their arrival`;
	const needed = Math.ceil(sent.length / BATCH);
	if (held.requests !== needed) return `${held.requests} requests instead of ${needed}`;
	const limit = ordered ? 1 : unlimited ? Infinity : CONCURRENCY;
	if (held.maxInFlight > limit) return `${held.maxInFlight} requests at once instead of ${limit}`;
	return undefined;
}

/** Where 8x8 would dial the records in another order than that of the items, which holds in a priority. */
function outOfDialOrder(sent: BenchRecord[], held: Held['records']): string | undefined {
	const wanted = PRIORITIES.flatMap((one) => sent.filter(({ priority }) => priority === one));
	const stored = held.map(({ crmRecordId, priority, rank, nextAttemptAfter }, serial) => ({
		...{ crmRecordId, priority: priority!, rank: rank!, serial },
		scheduleAt: Date.parse(nextAttemptAfter!),
	}));
	const unknown = stored.find(({ priority, rank, scheduleAt }) => {
		return !priority || !Number.isFinite(rank) || !Number.isFinite(scheduleAt);
	});
	if (unknown) return `nothing tells when ${unknown.crmRecordId} would be dialled`;
	const dialled = dialOrder(stored);
	const place = wanted.findIndex(({ crmRecordId }, at) => dialled[at]?.crmRecordId !== crmRecordId);
	if (place < 0) return undefined;
	return `8x8 would dial ${dialled[place]?.crmRecordId} instead of ${wanted[place]?.crmRecordId}`;
}
