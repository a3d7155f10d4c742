import { PRIORITIES, type StoredRecord } from './model';

/** What decides when a record is dialled. */
export type Dialled = Pick<StoredRecord, 'scheduleAt' | 'priority' | 'rank' | 'serial'>;

/**
 * The records in the order in which 8x8 would dial them: the earliest `scheduleAt` first, then by
 * priority, then by rank. A record without `scheduleAt` waits for no time. Where two are equal, the one
 * that was added first goes first, which 8x8 does not promise.
 */
export const dialOrder = <T extends Dialled>(records: Iterable<T>): T[] =>
	[...records].sort(
		(one, other) =>
			(one.scheduleAt ?? 0) - (other.scheduleAt ?? 0) ||
			PRIORITIES.indexOf(one.priority) - PRIORITIES.indexOf(other.priority) ||
			one.rank - other.rank ||
			one.serial - other.serial,
	);
