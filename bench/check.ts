import type { Contender } from './contenders';
import { contactAt } from './contacts';

/** A record as the simulator holds it; only its id when there are too many to fetch in full. */
export interface HeldRecord {
	crmRecordId: string;
	priority?: string;
	nextAttemptAfter?: string;
}

/** What the server says of a run. */
export interface Held {
	records: HeldRecord[];
	requests: number;
	maxInFlight: number;
}

/** Differences that are told; one cause usually makes many. */
const TOLD = 5;

/** What is wrong with the result of a run, in words; a time counts only when it is nothing. */
export function differences(
	contender: Pick<Contender, 'bare' | 'ordered' | 'limited' | 'batch'>,
	size: number,
	concurrency: number,
	{ records, requests, maxInFlight }: Held,
): string[] {
	const expected = contender.bare ? 0 : size;
	const wrong: string[] = [];
	const places = new Map<string, number>();
	for (const [place, held] of records.entries()) {
		const { crmRecordId } = held;
		const index = Number(crmRecordId.slice(4));
		if (!(index < expected) || contactAt(index).crmRecordId !== crmRecordId) {
			wrong.push(`${crmRecordId} is there, and nobody sent it`);
		} else if (places.has(crmRecordId)) {
			wrong.push(`${crmRecordId} is there twice`);
		} else if (contender.ordered && index !== place) {
			wrong.push(`${crmRecordId} is in place ${place}`);
		} else if (!sameFields(held, index)) {
			wrong.push(`${crmRecordId} is there with other fields`);
		}
		places.set(crmRecordId, place);
	}
	for (let index = 0; index < expected; index++) {
		if (!places.has(contactAt(index).crmRecordId)) {
			wrong.push(`${contactAt(index).crmRecordId} is missing`);
		}
	}
	const needed = Math.ceil(expected / contender.batch);
	if (requests !== needed) wrong.push(`${requests} requests instead of ${needed}`);
	const limit = contender.ordered ? 1 : contender.limited ? concurrency : Infinity;
	if (maxInFlight > limit) wrong.push(`${maxInFlight} requests at once instead of ${limit}`);
	const more = wrong.length - TOLD;
	return more > 0 ? [...wrong.slice(0, TOLD), `… and ${more} more`] : wrong;
}

function sameFields({ priority, nextAttemptAfter }: HeldRecord, index: number): boolean {
	if (priority === undefined) return true;
	const sent = contactAt(index);
	return priority === sent.priority && nextAttemptAfter === sent.scheduleAt;
}
