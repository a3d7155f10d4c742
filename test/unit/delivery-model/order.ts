import type { DeliveryOptions } from '../../../nodes/EightByEightCampaigns/delivery/run';
import type { CampaignLoad, Entry } from '../../../nodes/EightByEightCampaigns/delivery/outcome';
import { isInSequence } from './traffic';
import type { Try } from './tries';
import type { Request, World } from './world';

/**
 * Where a campaign in sequence holds the records of a try in another order than their items. Free are
 *
 * - records reported as `unconfirmed`, and those under way when the execution was stopped: their
 *   request may be processed at any time, even later
 * - one record that was sent by itself ahead of its place, after everything so far was refused without
 *   a reason and nothing was accepted: only so can it be found out whether the campaign refuses all
 */
export function orderFaults(world: World, run: Try, { order }: DeliveryOptions): string[] {
	return run.planned.loads
		.filter((load) => isInSequence(load, order))
		.flatMap((load) => {
			const requests = world.requests.slice(...run.requests).filter(isOf(load));
			const { ahead, faults } = sentAhead(load.entries, requests);
			const places = storedPlaces(world, run, load);
			const inOrder = places.filter((place) => !ahead.has(place));
			const wrong = inOrder.findIndex((place, n) => n > 0 && place < inOrder[n - 1]!);
			if (wrong >= 0) {
				faults.push(`Record ${inOrder[wrong]} is stored after record ${inOrder[wrong - 1]}`);
			}
			const storedAhead = places.filter((place) => ahead.has(place));
			if (storedAhead.length > 1) faults.push(`${storedAhead.length} records are stored ahead`);
			return faults;
		});
}

const isOf =
	({ campaignId }: CampaignLoad) =>
	(request: Request) =>
		request.campaignId === campaignId;

/** Places in the load, in the order in which the records were stored by this try. */
function storedPlaces({ server }: World, run: Try, load: CampaignLoad): number[] {
	const [from, to] = run.requests;
	const places = placesOf(load.entries);
	return server.rows
		.filter(isOfLoad(load))
		.filter(({ request }) => request !== undefined && request >= from && request < to)
		.map(({ record }) => places.get(record.crmRecordId)!)
		.filter((place) => {
			const outcome = run.outcomes[load.entries[place]!.itemIndex];
			return outcome && !(outcome.kind === 'failed' && outcome.failure.code === 'unconfirmed');
		});
}

const isOfLoad =
	({ campaignId }: CampaignLoad) =>
	(row: { campaignId: string }) =>
		row.campaignId === campaignId;

const placesOf = (entries: readonly Entry[]) =>
	new Map(entries.map(({ record }, place) => [record.crmRecordId, place]));

/** Single records that are sent at most to find out whether a campaign refuses everything. */
const PROBES = 5;

/**
 * The places that were sent for the first time while an earlier one was still to be sent, or sent again;
 * and those of a refused batch that were tried by themselves before earlier ones.
 *
 * @param requests those of the campaign; what they hold besides the entries does not count
 */
export function sentAhead(entries: readonly Entry[], requests: readonly Request[]) {
	const places = placesOf(entries);
	const held = requests.map(({ records }) =>
		records.flatMap(({ crmRecordId }) => places.get(crmRecordId) ?? []),
	);
	/** Each place with the request that held it first. */
	const sent = new Map<number, number>();
	const ahead = new Set<number>();
	const faults: string[] = [];
	for (const [at, own] of held.entries()) {
		const later = held.slice(at + 1).flat();
		const stillToCome = Math.min(...later.filter((place) => !own.includes(place)));
		const first = own.filter((place) => !sent.has(place));
		const [again] = own.length === 1 && first.length === 0 ? own : [];
		// A record of a batch that was refused as a whole, before those to its left.
		if (again !== undefined && again > stillToCome && mayProbe(requests.slice(0, at))) {
			ahead.add(again);
		}
		first.forEach((place) => sent.set(place, at));
		for (const place of first.filter((one) => one > stillToCome)) {
			ahead.add(place);
			if (own.length > 1) faults.push(`Record ${place} is sent ahead, and not alone`);
			// It may be any of the probes: the first ones may have been in their places.
			const starts = [...sent.values()].slice(-PROBES);
			if (!starts.some((start) => allRefusedUnexplained(requests.slice(0, start)))) {
				faults.push(`Record ${place} is sent ahead without need`);
			}
		}
	}
	if (ahead.size > PROBES) faults.push(`${ahead.size} records are sent ahead`);
	return { ahead, faults };
}

/** Enough single records were refused to try others ahead of them. */
const mayProbe = (requests: readonly Request[]) =>
	allRefusedUnexplained(requests) &&
	requests.filter(({ records }) => records.length === 1).length >= PROBES;

function allRefusedUnexplained(requests: readonly Request[]): boolean {
	const alone = requests.filter(({ records }) => records.length === 1);
	const codes = alone.flatMap(({ answer }) =>
		answer?.verdict.verdict === 'split' ? [answer.verdict.failure.code] : [],
	);
	return (
		requests.every(({ answer }) => answer?.verdict.verdict !== 'stored') &&
		codes.length > 0 &&
		codes.every((code) => code === 'refusedUnexplained')
	);
}
