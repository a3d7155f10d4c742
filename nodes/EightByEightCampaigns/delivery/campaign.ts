import type { Stored } from '../client/addRecords';
import type { Failure } from '../client/failure';
import type { Refusal } from '../client/refusal';
import { attempt } from './attempt';
import { createDoor, type Door } from './door';
import type { CampaignLoad, Entry } from './outcome';
import type { Run } from './run';
import { createSilence, type Silence } from './silence';
import { createUnsent, type Unsent } from './unsent';
import { createWaiting, type Waiting } from './waiting';

/** What the requests of one campaign share. */
export interface Campaign {
	readonly run: Run;
	readonly id: string;
	/** One request after the other, so that the ranks that 8x8 assigns follow the items. */
	readonly ordered: boolean;
	readonly unsent: Unsent;
	readonly waiting: Waiting;
	readonly door: Door;
	readonly silence: Silence;
	/** 8x8 has accepted a request of this campaign. */
	anyAccepted: boolean;
	/** Single records in a row that 8x8 refused as duplicates. */
	duplicatesInARow: number;
	/** Nothing more can be done for this campaign. */
	stoppedBy?: Failure;
}

/** A campaign of which nothing has been sent. */
export function createCampaign(run: Run, { campaignId, entries }: CampaignLoad): Campaign {
	const { keepOrder, maxWait } = run.options;
	// If every record has a rank of its own, the order of sending says nothing.
	const ordered = keepOrder && entries.some(({ record }) => record.rank === undefined);
	return {
		run,
		id: campaignId,
		ordered,
		unsent: createUnsent(entries),
		waiting: createWaiting(maxWait, run.environment),
		door: createDoor(),
		silence: createSilence(ordered),
		anyAccepted: false,
		duplicatesInARow: 0,
	};
}

/** Nothing more of this campaign may be sent. */
export const isStopped = ({ run, stoppedBy }: Campaign) =>
	run.cancelled ||
	run.fault !== undefined ||
	run.stoppedBy !== undefined ||
	stoppedBy !== undefined;

/**
 * Waits while the door is closed or a pause is on, then takes a place for one request.
 *
 * @param begunAt the first item of the request, where it belongs to a batch that has begun
 * @param asks true for a request that passes the closed door
 */
export async function takePlace(campaign: Campaign, begunAt?: number, asks = false): Promise<void> {
	const { door, run } = campaign;
	for (;;) {
		if (!asks && door.isClosed()) await door.opened();
		await run.places.take(begunAt);
		await run.pace.ready(() => isStopped(campaign));
		if (asks || !door.isClosed()) return;
		run.places.giveBack();
	}
}

/** What a request needs besides its entries. */
export interface Sending {
	/** True for a request that passes the closed door. */
	asks: boolean;
	/** It has a place already. */
	placed?: boolean;
}

/**
 * Sends the entries. If 8x8 answers that the campaign is not ready, sends them again, for at most Max
 * Wait.
 *
 * @returns undefined when the campaign or the run was stopped before anything could be sent
 */
export async function answerTo(
	campaign: Campaign,
	entries: readonly Entry[],
	{ asks, placed }: Sending,
): Promise<Answer> {
	const send = requestOf(campaign, entries);
	if (!placed) await takePlace(campaign, entries[0]!.itemIndex, asks);
	const answer = await send();
	return saysNotReady(campaign, entries, answer)
		? await answerOnceReady(campaign, entries, { asks, send, answer })
		: answer;
}

type Answer = Stored | Refusal | undefined;

/** One request polls. The others wait behind the door, because they would get the same answer. */
async function answerOnceReady(
	campaign: Campaign,
	entries: readonly Entry[],
	{ asks, send, answer }: { asks: boolean; send: () => Promise<Answer>; answer: Answer },
): Promise<Answer> {
	const { door, waiting } = campaign;
	const begunAt = entries[0]!.itemIndex;
	const isNotReady = () => saysNotReady(campaign, entries, answer) && !waiting.isOver();
	const askAgain = async () => {
		while (isNotReady()) {
			await waiting.wait(() => isStopped(campaign));
			await takePlace(campaign, begunAt, true);
			answer = await send();
		}
	};
	if (asks) await askAgain();
	while (isNotReady()) {
		if (!door.isClosed()) {
			await door.closedFor(askAgain);
			break;
		}
		await door.opened();
		if (waiting.isOver()) break;
		await takePlace(campaign, begunAt);
		answer = await send();
	}
	return answer;
}

/** 8x8 may refuse a single record without a reason only because the campaign is not ready. */
const saysNotReady = (
	{ anyAccepted }: Campaign,
	entries: readonly Entry[],
	answer: Answer,
): boolean =>
	answer?.verdict === 'wait' ||
	(answer?.verdict === 'split' &&
		answer.failure.code === 'refusedUnexplained' &&
		entries.length === 1 &&
		!anyAccepted);

/** Sends the same body each time, with all its retries, from a place that it gives back. */
function requestOf(campaign: Campaign, entries: readonly Entry[]) {
	const { run } = campaign;
	const { environment, ledger, options, pace, places } = run;
	const records = entries.map(({ record }) => record);
	let body: string | undefined;
	const sendOnce = async () => {
		body ??= environment.serialise(records);
		return afterSuccess(campaign, await environment.add(campaign.id, records, body));
	};
	return async () => {
		try {
			if (isStopped(campaign)) return undefined;
			return await attempt(sendOnce, () => ledger.lost(entries), {
				maxRetries: options.maxRetries,
				pace,
				clock: environment,
				stopped: () => isStopped(campaign),
			});
		} finally {
			places.giveBack();
		}
	};
}

/** A campaign that has taken records exists: a 404 after that comes from something in between. */
const afterSuccess = ({ anyAccepted }: Campaign, answer: Stored | Refusal): Stored | Refusal =>
	answer.verdict === 'stopCampaign' && answer.failure.code === 'notFound' && anyAccepted
		? { ...answer, verdict: 'tryAgain' }
		: answer;
