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
	/** Single records in a row that 8x8 refused because it has them. */
	knownInARow: number;
	/** Nothing more can be done for this campaign. */
	stoppedBy?: Failure;
}

/** A campaign of which nothing has been sent. */
export function createCampaign(run: Run, { campaignId, entries }: CampaignLoad): Campaign {
	const { keepOrder, maxWait } = run.options;
	// Where every record brings its rank, the order of sending says nothing.
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
		knownInARow: 0,
	};
}

/** Nothing more of this campaign may be sent. */
export const isStopped = ({ run, stoppedBy }: Campaign) =>
	run.cancelled ||
	run.fault !== undefined ||
	run.stoppedBy !== undefined ||
	stoppedBy !== undefined;

/**
 * Takes a place for one request, once no other one of the campaign asks whether it takes records, and
 * 8x8 has asked for no pause.
 *
 * @param begunAt the first item of the request, where it belongs to a batch that has begun
 * @param asks this is the one that asks
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
	/** It is the one that asks whether the campaign takes records. */
	asks: boolean;
	/** It has a place already. */
	placed?: boolean;
}

/**
 * Sends entries until 8x8 says something other than that the campaign is not ready, or the time for
 * that is over.
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

/** One request of a campaign asks again and again; the others stand behind it. */
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
			await waiting.wait();
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

/** A single record that is refused without a reason may only be too early. */
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
