import type { FailureCode } from '../../client/failure';
import type { Entry, Outcome } from '../../delivery/outcome';
import type { Plan } from '../../delivery/plan';

/** What one try tells the next, by campaign and record: an index could mean another item. */
export interface RecordMemory {
	/** What is in, and what was refused for good. */
	settled: Map<string, Outcome>;
	/** The records of each request that may have been stored without an answer. */
	losses: string[][];
}

/** For the first try. */
export const freshMemory = (): RecordMemory => ({ settled: new Map(), losses: [] });

/** Sending the same record again would only be refused again. */
const FINAL: readonly FailureCode[] = ['invalidRecord', 'duplicateRecord'];

const isFinal = (outcome: Outcome) =>
	outcome.kind !== 'failed' || FINAL.includes(outcome.failure.code);

const keyOf = ({ campaignId, record }: Entry) => `${campaignId} ${JSON.stringify(record)}`;

/**
 * Settles what an earlier try has settled, and takes it out of the loads.
 *
 * @returns the entries of each request of the earlier try that may have been stored
 */
export function recall({ settled, losses }: RecordMemory, { loads, outcomes }: Plan): Entry[][] {
	if (settled.size === 0 && losses.length === 0) return [];
	const byKey = new Map<string, Entry>();
	for (const load of loads) {
		load.entries = load.entries.filter((entry) => {
			const key = keyOf(entry);
			byKey.set(key, entry);
			const outcome = settled.get(key);
			if (outcome) outcomes[entry.itemIndex] = outcome;
			return !outcome;
		});
	}
	return losses.map((keys) =>
		keys.map((key) => byKey.get(key)).filter((entry) => entry !== undefined),
	);
}

/** Keeps for the next try what it need not send again, and what it may find there. */
export function remember(
	memory: RecordMemory,
	{ loads, outcomes }: Pick<Plan, 'loads' | 'outcomes'>,
	openLosses: ReadonlyArray<readonly Entry[]>,
): void {
	for (const { entries } of loads) {
		for (const entry of entries) {
			const outcome = outcomes[entry.itemIndex];
			if (outcome && isFinal(outcome)) memory.settled.set(keyOf(entry), outcome);
		}
	}
	memory.losses = openLosses.map((lost) => lost.map(keyOf));
}
