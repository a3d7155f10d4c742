import type { Entry, Outcome } from '../../delivery/outcome';
import type { Plan } from '../../delivery/plan';

/** What one try tells the next, by campaign and record: an index could mean another item. */
export interface RecordMemory {
	/** What the campaign holds, by id: an expression such as `$now` may make other fields next time. */
	held: Map<string, Outcome>;
	/** What 8x8 has rejected, by the whole record: with other fields it may be right. */
	rejected: Map<string, Outcome>;
	/** The ids of each request that may have been stored without an answer. */
	losses: string[][];
}

/** For the first try. */
export const freshMemory = (): RecordMemory => ({
	held: new Map(),
	rejected: new Map(),
	losses: [],
});

const idOf = ({ campaignId, record }: Entry) => `${campaignId} ${record.crmRecordId}`;

const recordOf = ({ campaignId, record }: Entry) => `${campaignId} ${JSON.stringify(record)}`;

const codeOf = (outcome: Outcome) => (outcome.kind === 'failed' ? outcome.failure.code : undefined);

const isHeld = (outcome: Outcome) =>
	outcome.kind !== 'failed' || codeOf(outcome) === 'duplicateRecord';

/**
 * Settles what an earlier try has settled, and takes it out of the loads.
 *
 * @returns the entries of each request of the earlier try that may have been stored
 */
export function recall(
	{ held, rejected, losses }: RecordMemory,
	{ loads, outcomes }: Plan,
): Entry[][] {
	if (held.size === 0 && rejected.size === 0 && losses.length === 0) return [];
	const byId = new Map<string, Entry>();
	for (const load of loads) {
		load.entries = load.entries.filter((entry) => {
			byId.set(idOf(entry), entry);
			const outcome = held.get(idOf(entry)) ?? rejected.get(recordOf(entry));
			if (outcome) outcomes[entry.itemIndex] = outcome;
			return !outcome;
		});
	}
	return losses.map((ids) => ids.map((id) => byId.get(id)).filter((entry) => entry !== undefined));
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
			if (!outcome) continue;
			if (isHeld(outcome)) memory.held.set(idOf(entry), outcome);
			else if (codeOf(outcome) === 'invalidRecord') memory.rejected.set(recordOf(entry), outcome);
		}
	}
	memory.losses = openLosses.map((lost) => lost.map(idOf));
}
