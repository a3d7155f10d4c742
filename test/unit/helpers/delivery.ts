import {
	addRecordsBody,
	judgeAddRecords,
} from '../../../nodes/EightByEightCampaigns/client/addRecords';
import type { NewRecord } from '../../../nodes/EightByEightCampaigns/client/api';
import type { Reply } from '../../../nodes/EightByEightCampaigns/client/reply';
import { deliver } from '../../../nodes/EightByEightCampaigns/delivery/deliver';
import { createOutcomes, type Entry } from '../../../nodes/EightByEightCampaigns/delivery/outcome';
import type { DeliveryOptions } from '../../../nodes/EightByEightCampaigns/delivery/run';
import { virtualClock } from './clock';
import { answer, noAnswer } from './replies';

type Answering = Reply | ((ids: string[]) => Reply);

/** What 8x8 answers to a request, at once or after so many milliseconds. */
export type Turn = Answering | { after: number; reply: Answering };

/** Stores those records, whatever the request holds. */
export const accepted = (...ids: string[]) =>
	answer(201, { records: ids.map((crmRecordId) => ({ crmRecordId, state: 'PENDING' })) });

/** Stores what the request holds. */
export const ACCEPTED = (ids: string[]) => accepted(...ids);

export const exists = (id: string) =>
	answer(409, { detail: `Campaign already contains record for Id: ${id}` });

/** Names the record at that place of the request. */
export const invalidAt = (place: number) =>
	answer(400, { errors: [{ field: `records[${place}].priority`, message: 'is not known' }] });

export const UNEXPLAINED = answer(400);
export const NOT_FOUND = answer(404);
export const BUILDING = answer(409, { detail: 'Campaign is in state BUILDING' });
export const COMPLETE = answer(409, { detail: 'Campaign is in state COMPLETE' });
export const LOST = noAnswer('lost');
export const UNREACHABLE = noAnswer('unreachable', 'ECONNREFUSED');

/** @param seconds of the header "Retry-After" */
export const limitedFor = (seconds: number) => answer(429, '', { 'retry-after': String(seconds) });

const DEFAULTS: DeliveryOptions = {
	batchSize: 100,
	order: 'sequence',
	concurrency: 5,
	onDuplicate: 'error',
	maxRetries: 3,
	maxWait: 0,
	timeout: 30_000,
	requestsPerMinute: 0,
	stopOnFailure: false,
};

/**
 * Delivers to an 8x8 that answers the requests in turns, and accepts after the last one.
 *
 * @param campaigns the records for each campaign, or their ids, as items in that order bring them
 */
export async function deliverTo(
	campaigns: ReadonlyArray<ReadonlyArray<string | NewRecord>>,
	turns: readonly Turn[],
	options: Partial<DeliveryOptions> = {},
	earlierLosses?: (entries: Entry[]) => Entry[][],
	turn = () => Promise.resolve(),
) {
	const clock = virtualClock();
	const loads = loadsOf(campaigns);
	const entries = loads.flatMap((load) => load.entries);
	const settled = createOutcomes(entries.length);
	/** The ids of each request. */
	const sent: string[] = [];
	/** The ranks of the records of each request. */
	const ranks: unknown[][] = [];
	/** Milliseconds after which each was sent. */
	const times: number[] = [];
	const { cancelled, losses, fault } = await deliver(
		loads,
		settled,
		{ ...DEFAULTS, ...options },
		{
			...clock,
			serialise: addRecordsBody,
			turn,
			add: async (_, records, body) => {
				const parsed = JSON.parse(body) as { records: NewRecord[] };
				const ids = parsed.records.map(({ crmRecordId }) => crmRecordId);
				const next = turns[sent.length] ?? ACCEPTED;
				sent.push(ids.join(' '));
				ranks.push(parsed.records.map(({ rank }) => rank));
				times.push(clock.elapsed());
				const { after, reply } = 'reply' in next ? next : { after: 0, reply: next };
				if (after) await clock.sleep(after);
				return judgeAddRecords(
					typeof reply === 'function' ? reply(ids) : reply,
					records,
					clock.now(),
				);
			},
		},
		earlierLosses?.(entries),
	);
	const outcomes = entries.map((_, itemIndex) => settled.of(itemIndex));
	return {
		sent,
		ranks,
		times,
		cancelled,
		losses,
		fault,
		/** In the order of the items. */
		told: outcomes.map((one) => (one?.kind === 'failed' ? one.failure.code : one?.kind)),
		failures: outcomes.map((one) => (one?.kind === 'failed' ? one.failure : undefined)),
		/** Milliseconds. */
		duration: clock.elapsed(),
	};
}

function loadsOf(campaigns: ReadonlyArray<ReadonlyArray<string | NewRecord>>) {
	let itemIndex = 0;
	return campaigns.map((records, n) => {
		const campaignId = `00000000-0000-4000-8000-00000000000${n}`;
		const entries = records.map((record): Entry => ({
			itemIndex: itemIndex++,
			campaignId,
			record: typeof record === 'string' ? { crmRecordId: record } : record,
		}));
		return { campaignId, entries };
	});
}
