import type { NewRecord } from '../../../nodes/EightByEightCampaigns/client/api';
import type { DeliveryOptions } from '../../../nodes/EightByEightCampaigns/delivery/run';
import type { CampaignLoad } from '../../../nodes/EightByEightCampaigns/delivery/outcome';
import type { Try } from './tries';
import type { Request, World } from './world';

/** Faults in the requests of a try, whatever the outcomes. */
export function trafficFaults(world: World, run: Try, options: DeliveryOptions): string[] {
	const requests = world.requests.slice(...run.requests);
	const loads = new Map(run.planned.loads.map((load) => [load.campaignId, load]));
	const faults = requests.flatMap((request, n) =>
		shapeFaults(request, loads.get(request.campaignId), options).map(
			(fault) => `Request ${run.requests[0] + n} ${fault}`,
		),
	);
	const limit = mostRequests(run, requests, options);
	if (requests.length > limit) faults.push(`There are more than ${limit} requests`);
	return faults;
}

/**
 * Cutting a load of n records up to the last one takes 2n requests where it is halved or its records
 * are named one by one, and wrong names cost another one each. Every request has its retries; those
 * after 429 come on top while others get through.
 *
 * One request of a campaign that is not ready polls: 5 times until the longest interval is reached,
 * then once in each, and a last time at the end. When it hears something else, those behind it are
 * sent again, as many as may be in flight: so each poll stands for that many requests at most.
 */
function mostRequests(
	{ planned: { loads } }: Try,
	requests: readonly Request[],
	{ maxRetries, maxWait, concurrency }: DeliveryOptions,
): number {
	const records = loads.reduce((sum, { entries }) => sum + entries.length, 0);
	const limited = requests.filter(
		({ answer }) => answer?.verdict.verdict === 'tryAgain' && answer.verdict.limited,
	);
	const polls = maxWait > 0 ? loads.length * concurrency * (6 + maxWait / LONGEST_POLL) : 0;
	return (3 * records + polls) * (maxRetries + 1) + limited.length;
}

/** Longest time between two polls of a campaign that is not ready, in milliseconds. */
const LONGEST_POLL = 5_000;

/** 8x8 gives ranks by the order of arrival, unless every record brings its own. */
export const isInSequence = ({ entries }: CampaignLoad, order: DeliveryOptions['order']) =>
	order === 'sequence' && entries.some(({ record }) => record.rank === undefined);

function shapeFaults(
	{ records, underWay, beside }: Request,
	load: CampaignLoad | undefined,
	{ batchSize, concurrency, order }: DeliveryOptions,
): string[] {
	if (!load) return ['is for a campaign that no item names'];
	const own = new Map(load.entries.map(({ record }) => [record.crmRecordId, record]));
	const isOwn = (sent: NewRecord) => {
		const record = own.get(sent.crmRecordId);
		return (
			record === sent || (order === 'rank' && record !== undefined && isNumbered(sent, record))
		);
	};
	const isUnranked = (request: { records: readonly NewRecord[] }) =>
		request.records.some(({ rank }) => rank === undefined);
	const ids = new Set(records.map(({ crmRecordId }) => crmRecordId));
	const wrong: Array<[boolean, string]> = [
		[records.length === 0, 'is empty'],
		[records.length > batchSize, `holds ${records.length} records`],
		[ids.size < records.length, 'holds an id twice'],
		[!records.every(isOwn), 'holds records that are not to be sent there'],
		[underWay > concurrency, `is one of ${underWay} at once`],
		[beside.length > 0 && isInSequence(load, order), 'goes out beside another one of its campaign'],
		[
			beside.length > 0 && order === 'rank' && [{ records }, ...beside].some(isUnranked),
			'goes out beside another one of its campaign, and one of them holds a record without rank',
		],
	];
	return wrong.filter(([is]) => is).map(([, fault]) => fault);
}

/** Whether it was sent as it is, but with a rank of ours. */
function isNumbered({ rank, ...sent }: NewRecord, record: NewRecord): boolean {
	return (
		record.rank === undefined &&
		Number.isFinite(rank) &&
		JSON.stringify(sent) === JSON.stringify(record)
	);
}
