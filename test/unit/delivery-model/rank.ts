import { PRIORITIES, type Priority } from '../../../nodes/EightByEightCampaigns/client/api';
import type { CampaignLoad, Entry } from '../../../nodes/EightByEightCampaigns/delivery/outcome';
import type { DeliveryOptions } from '../../../nodes/EightByEightCampaigns/delivery/run';
import { dialOrder } from '../../../simulator/api/dialOrder';
import { sentAhead } from './order';
import type { Row } from './server';
import type { Try } from './tries';
import type { Request, World } from './world';

/**
 * Where 8x8 would dial the records of a try By Rank in another order than that of their items, or behind
 * records that others append while the load goes on. It is about the records without a rank of their own;
 * free are those reported as `unconfirmed`, and those under way when the execution was stopped. A record
 * that was sent ahead of its place is free where 8x8 did not tell its rank, as it is in sequence.
 */
export function rankFaults(world: World, run: Try, { order }: DeliveryOptions): string[] {
	if (order !== 'rank') return [];
	const requests = world.requests.slice(...run.requests);
	return run.planned.loads.flatMap((load) => {
		return PRIORITIES.flatMap((priority) => {
			const entries = load.entries.filter(
				({ record }) => record.rank === undefined && priorityOf(record) === priority,
			);
			const line = { load, priority, entries };
			return [
				...changedRanks(line, requests),
				...itemOrderFaults(world, run, line, requests),
				...othersFaults(world, run, line, requests),
			];
		});
	});
}

/** The entries without rank of one priority and campaign, in the order of their items. */
interface Line {
	load: CampaignLoad;
	priority: Priority;
	entries: readonly Entry[];
}

const priorityOf = ({ priority = 'HIGH' }: { priority?: Priority }): Priority => priority;

/** A record that was numbered keeps its number. */
function changedRanks({ load, entries }: Line, requests: readonly Request[]): string[] {
	const own = new Set(entries.map(({ record }) => record.crmRecordId));
	const numbers = new Map<string, number>();
	return requests
		.filter(({ campaignId }) => campaignId === load.campaignId)
		.flatMap(({ records }) => records)
		.filter(({ crmRecordId, rank }) => {
			const before = numbers.get(crmRecordId);
			if (own.has(crmRecordId) && rank !== undefined) numbers.set(crmRecordId, rank);
			return before !== undefined && rank !== before;
		})
		.map(({ crmRecordId, rank }) => `Record ${crmRecordId} is sent with another rank, ${rank}`);
}

/** By rank alone: an earlier `scheduleAt` goes first in any case. */
const dialled = (rows: readonly Row[]): Row[] =>
	dialOrder(
		rows.map((row, serial) => ({ priority: priorityOf(row.record), rank: row.rank, serial, row })),
	).map(({ row }) => row);

/** The records of a line that the campaign holds by this try, in the order of dialling. */
function heldRows({ server }: World, run: Try, { load, entries }: Line): Row[] {
	const [from, to] = run.requests;
	const told = new Set(
		entries.flatMap(({ itemIndex, record }) => {
			const outcome = run.outcomes[itemIndex];
			const isOpen = outcome?.kind === 'failed' && outcome.failure.code === 'unconfirmed';
			return outcome && !isOpen ? [record.crmRecordId] : [];
		}),
	);
	return dialled(
		server.rows.filter(
			({ campaignId, record, request }) =>
				campaignId === load.campaignId &&
				told.has(record.crmRecordId) &&
				request !== undefined &&
				request >= from &&
				request < to,
		),
	);
}

function itemOrderFaults(
	world: World,
	run: Try,
	line: Line,
	requests: readonly Request[],
): string[] {
	const places = new Map(line.entries.map(({ record }, place) => [record.crmRecordId, place]));
	const held = heldRows(world, run, line);
	const { ahead } = sentAhead(
		line.entries,
		requests.filter(({ campaignId }) => campaignId === line.load.campaignId),
	);
	const free = held.filter(
		(row) =>
			row.record.rank === undefined &&
			ahead.has(places.get(row.record.crmRecordId)!) &&
			toldRank(world, row) === undefined,
	);
	const rows = held.filter((row) => !free.includes(row));
	const tooMany = free.length > 1 ? [`${free.length} records are stored ahead`] : [];
	const wrong = rows.flatMap(({ record, rank }, n) => {
		const next = rows[n + 1];
		if (!next || places.get(record.crmRecordId)! < places.get(next.record.crmRecordId)!) return [];
		return [
			`Record ${record.crmRecordId} (${rank}) is dialled before ${next.record.crmRecordId} (${next.rank})`,
		];
	});
	return [...tooMany, ...wrong];
}

/** The rank in the answer that stored it. */
function toldRank({ requests }: World, { record, request }: Row): number | undefined {
	const verdict = requests[request!]!.answer?.verdict;
	const told = verdict?.verdict === 'stored' && verdict.records.get(record.crmRecordId)?.rank;
	const rank = typeof told === 'string' ? Number(told) : told;
	return typeof rank === 'number' && Number.isFinite(rank) ? rank : undefined;
}

/**
 * What others append goes before the load if all of it comes later, and behind what the campaign held
 * then. Once the first number is sent, it also goes behind all that is numbered.
 */
function othersFaults(world: World, run: Try, line: Line, requests: readonly Request[]): string[] {
	const { rows } = world.server;
	const others = rows.filter(
		({ campaignId, record, request }) =>
			campaignId === line.load.campaignId &&
			request === undefined &&
			priorityOf(record) === line.priority,
	);
	const held = heldRows(world, run, line);
	const ids = new Set(line.entries.map(({ record }) => record.crmRecordId));
	const numberedFrom = requests.find(
		({ campaignId, records }) =>
			campaignId === line.load.campaignId &&
			records.some(({ crmRecordId, rank }) => rank !== undefined && ids.has(crmRecordId)),
	)?.sentAt;
	const first = Math.min(...held.map((row) => rows.indexOf(row)));
	return others.flatMap((other) => {
		const at = rows.indexOf(other);
		return held
			.filter((own) => {
				const isFirst = dialled([own, other])[0] === own;
				if (at < first) return isFirst;
				const isNumbered = own.record.rank !== undefined;
				const mustBeFirst =
					rows.indexOf(own) < at ||
					(isNumbered && numberedFrom !== undefined && other.at > numberedFrom);
				return mustBeFirst && !isFirst;
			})
			.map(
				(own) =>
					`Record ${other.record.crmRecordId} of somebody else (${other.rank}) is on the wrong side of ${own.record.crmRecordId} (${own.rank})`,
			);
	});
}
