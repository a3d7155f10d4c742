import type { IExecuteFunctions } from 'n8n-workflow';

import type { ActionOutcome } from '../delivery/act';
import type { Entry, Outcome } from '../delivery/outcome';
import type { Plan } from '../delivery/plan';
import { runsAsTool } from './asTool';

/** By an object that all tries share, then by node name. */
const memories = new WeakMap<object, Map<string, unknown>>();

/**
 * What an earlier try of the same node knows, when n8n's Retry On Fail runs it again; fresh on the
 * first try. The caller writes into it what the next try needs. Undefined without Retry On Fail.
 */
export function earlierTry<T extends object>(
	context: IExecuteFunctions,
	fresh: () => T,
): T | undefined {
	const { retryOnFail, name } = context.getNode();
	const run = retryOnFail === true ? runOf(context) : undefined;
	if (run === undefined) return undefined;
	const byNode = memories.get(run) ?? new Map<string, unknown>();
	memories.set(run, byNode);
	const memory = (byNode.get(name) as T | undefined) ?? fresh();
	byNode.set(name, memory);
	return memory;
}

/**
 * An object that n8n hands over again on every try, and only then. All tool calls of an agent share
 * their execute-data object, so for a tool it is the arguments of the call.
 */
const runOf = (context: IExecuteFunctions): object | undefined =>
	runsAsTool(context) ? context.getInputData()[0]?.json : context.getExecuteData();

/** What an earlier try knows of the actions, by item, campaign and request. */
export interface ActionMemory {
	done: Map<string, ActionOutcome>;
	/** An answer got lost, so they may be done. */
	lost: Set<string>;
}

export const freshActionMemory = (): ActionMemory => ({ done: new Map(), lost: new Set() });

/** What an earlier try knows of the records, by campaign and record: an index could mean another item. */
export interface RecordMemory {
	/** What the campaign holds, by id: an expression such as `$now` may make other fields next time. */
	held: Map<string, Outcome>;
	/** What 8x8 has refused for good, by the whole record: with other fields it may be right. */
	invalid: Map<string, Outcome>;
	/** The ids of each request that may have been stored although its answer got lost. */
	losses: string[][];
}

export const freshRecordMemory = (): RecordMemory => ({
	held: new Map(),
	invalid: new Map(),
	losses: [],
});

/**
 * Settles what an earlier try has settled, and takes it out of the loads.
 *
 * @returns the entries of each request of the earlier try that may have been stored
 */
export function recall(
	{ held, invalid, losses }: RecordMemory,
	{ loads, outcomes }: Pick<Plan, 'loads' | 'outcomes'>,
): Entry[][] {
	if (held.size === 0 && invalid.size === 0 && losses.length === 0) return [];
	const byId = new Map<string, Entry>();
	for (const load of loads) {
		load.entries = load.entries.filter((entry) => {
			byId.set(idOf(entry), entry);
			const outcome = held.get(idOf(entry)) ?? invalid.get(recordOf(entry));
			if (outcome) outcomes.settle(entry.itemIndex, outcome);
			return !outcome;
		});
	}
	return losses.map((ids) => ids.map((id) => byId.get(id)).filter((entry) => entry !== undefined));
}

/** Keeps for the next try what it need not send again, and what it may find in the campaign. */
export function remember(
	memory: RecordMemory,
	{ loads, outcomes }: Pick<Plan, 'loads' | 'outcomes'>,
	losses: ReadonlyArray<readonly Entry[]>,
): void {
	for (const { entries } of loads) {
		for (const entry of entries) {
			const outcome = outcomes.of(entry.itemIndex);
			if (!outcome) continue;
			if (isHeld(outcome)) memory.held.set(idOf(entry), outcome);
			else if (codeOf(outcome) === 'invalidRecord') memory.invalid.set(recordOf(entry), outcome);
		}
	}
	memory.losses = losses.map((lost) => lost.map(idOf));
}

const idOf = ({ campaignId, record }: Entry) => `${campaignId} ${record.crmRecordId}`;

const recordOf = ({ campaignId, record }: Entry) => `${campaignId} ${JSON.stringify(record)}`;

const codeOf = (outcome: Outcome) => (outcome.kind === 'failed' ? outcome.failure.code : undefined);

const isHeld = (outcome: Outcome) =>
	outcome.kind !== 'failed' || codeOf(outcome) === 'duplicateRecord';
