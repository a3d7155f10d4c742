import type { NewRecord } from '../../../nodes/EightByEightCampaigns/client/api';
import type { Entry, Outcome } from '../../../nodes/EightByEightCampaigns/delivery/outcome';
import type { Try } from './tries';
import type { Request, World } from './world';

/**
 * Where the report of the last try does not agree with what the campaigns hold at the end. "By this
 * run" means by any of its tries.
 */
export function outcomeFaults(world: World, tries: readonly Try[]): string[] {
	const { planned, outcomes, cancelled } = tries.at(-1)!;
	const repeated = new Map(planned.repeats.map(({ entry, first }) => [entry.itemIndex, first]));
	const firsts = firstEntries(planned.entries);
	return planned.entries.flatMap((entry, n) => {
		const outcome = outcomes[n];
		if (!outcome) return cancelled ? [] : [`Item ${n} has no outcome`];
		if (!entry) return [`Item ${n} was taken for invalid`];
		const first = repeated.get(n);
		const faults = firsts.has(entry)
			? firstFaults(world, entry, outcome, requestsUntilSettled(world, tries, n))
			: repeatFaults(outcome, first && outcomes[first.itemIndex]);
		return faults.map((fault) => `Item ${n} (${shown(outcome)}) ${fault}`);
	});
}

/** What is settled stays so: later tries do not send it again, and say nothing more of it. */
function requestsUntilSettled({ requests }: World, tries: readonly Try[], n: number): Request[] {
	const kind = tries.at(-1)!.outcomes[n]!.kind;
	const settling = tries.find(({ outcomes }) => kind !== 'failed' && outcomes[n]?.kind === kind);
	return requests.slice(0, (settling ?? tries.at(-1)!).requests[1]);
}

const shown = (outcome: Outcome) =>
	outcome.kind === 'failed' ? outcome.failure.code : outcome.kind;

function firstEntries(entries: ReadonlyArray<Entry | undefined>): Set<Entry> {
	const byKey = new Map<string, Entry>();
	for (const entry of entries) {
		if (!entry) continue;
		const key = `${entry.campaignId} ${entry.record.crmRecordId}`;
		if (!byKey.has(key)) byKey.set(key, entry);
	}
	return new Set(byKey.values());
}

/** An item that brings an id again shares the outcome of the first one, or was refused unsent. */
function repeatFaults(outcome: Outcome, first: Outcome | undefined): string[] {
	if (!first) return shown(outcome) === 'duplicateRecord' ? [] : ['repeats an earlier item'];
	const expected = first.kind === 'failed' ? shown(first) : 'alreadyInCampaign';
	return shown(outcome) === expected ? [] : [`should be ${expected} as the first item`];
}

function firstFaults(
	{ server }: World,
	{ campaignId, record }: Entry,
	outcome: Outcome,
	requests: readonly Request[],
): string[] {
	const row = server.find(campaignId, record.crmRecordId);
	const stored = row?.request !== undefined;
	const wasThere = row !== undefined && !stored;
	const lost = mayBeStored(
		requests.filter((request) => request.campaignId === campaignId),
		record.crmRecordId,
	);
	const checks: Partial<Record<string, Array<[boolean, string]>>> = {
		added: [
			[stored, 'is not stored by this run'],
			[row !== undefined && isSame(row.record, record), 'is stored in another form'],
		],
		addedUnconfirmed: [
			[row !== undefined, 'is not in the campaign'],
			[lost, 'was not lost, or its loss is refuted'],
		],
		alreadyInCampaign: [[wasThere, 'was not there before']],
		duplicateRecord: [[wasThere, 'was not there before']],
		unconfirmed: [[lost, 'was not lost, or its loss is refuted']],
	};
	const ofOtherFailures: Array<[boolean, string]> = [[!stored, 'is stored by this run']];
	return (checks[shown(outcome)] ?? ofOtherFailures)
		.filter(([holds]) => !holds)
		.map(([, fault]) => fault);
}

/** A record that brings no rank may be stored with one of ours. */
const isSame = ({ rank, ...stored }: NewRecord, { rank: own, ...record }: NewRecord) =>
	JSON.stringify(stored) === JSON.stringify(record) && (own === undefined || rank === own);

/**
 * Whether 8x8 may have stored a record without saying so. A request that was lost has stored nothing
 * when any of its records was newly accepted later: it is stored whole or not at all.
 *
 * @param requests those of the campaign
 */
function mayBeStored(requests: readonly Request[], id: string): boolean {
	const accepted = new Set(
		requests.flatMap(({ answer }) =>
			answer?.verdict.verdict === 'stored' ? [...answer.verdict.records.keys()] : [],
		),
	);
	return requests.some(({ records, answer }) => {
		const ids = records.map(({ crmRecordId }) => crmRecordId);
		if (!ids.includes(id)) return false;
		const verdict = answer?.verdict;
		if (verdict?.verdict === 'stored') return !verdict.records.has(id);
		return verdict?.verdict === 'lost' && !ids.some((one) => accepted.has(one));
	});
}
