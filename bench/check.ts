import { CONCURRENCY, type Contender } from './contenders';
import { BATCH, records } from './records';

/** The server's side of a run. */
export interface Held {
	/** Only their IDs where there are too many to fetch in full. */
	records: Array<{ crmRecordId: string; priority?: string; nextAttemptAfter?: string }>;
	requests: number;
	maxInFlight: number;
}

const numberOf = ({ crmRecordId }: { crmRecordId: string }) => Number(crmRecordId.slice(4));

/** What is wrong with the result of a run. Its time counts only if nothing is. */
export function difference(
	{ bare, ordered, unlimited }: Pick<Contender, 'bare' | 'ordered' | 'unlimited'>,
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
	const needed = Math.ceil(sent.length / BATCH);
	if (held.requests !== needed) return `${held.requests} requests instead of ${needed}`;
	const limit = ordered ? 1 : unlimited ? Infinity : CONCURRENCY;
	if (held.maxInFlight > limit) return `${held.maxInFlight} requests at once instead of ${limit}`;
	return undefined;
}
