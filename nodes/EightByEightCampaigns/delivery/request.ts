import type { Stored } from '../client/addRecords';
import type { NoSuccess } from '../client/noSuccess';
import { attempt } from './attempt';
import { isBlocked, isStopped, type Campaign } from './campaign';
import type { Entry } from './outcome';
import { beginsMore } from './run';

/**
 * Waits while the door is closed, takes a place for one request, and holds it until the pace lets a
 * request leave.
 *
 * @param begunAt as for `Places.take`
 * @param asks true for a request that passes the closed door
 */
export async function takePlace(
	campaign: Campaign,
	begunAt: number | 'poll' | undefined,
	asks: boolean,
): Promise<void> {
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
): Promise<Judged> {
	const send = requestOf(campaign, entries, placed);
	if (!placed) await takePlace(campaign, entries[0]!.itemIndex, asks);
	const sent = await send();
	return sent.isNotReady
		? await answerOnceReady(campaign, entries, { asks, send, sent })
		: sent.answer;
}

/** An answer, or the lack of one, with its verdict. Undefined where nothing was sent. */
type Judged = Stored | NoSuccess | undefined;

/** One sending, with all its attempts. */
interface Sent {
	answer: Judged;
	/** The campaign is not ready, as far as the answer tells. */
	isNotReady: boolean;
}

/** One request polls. The others wait behind the door, because they would get the same answer. */
async function answerOnceReady(
	campaign: Campaign,
	entries: readonly Entry[],
	{ asks, send, sent }: { asks: boolean; send: () => Promise<Sent>; sent: Sent },
): Promise<Judged> {
	const { door, waiting } = campaign;
	const begunAt = entries[0]!.itemIndex;
	const mustWait = () => sent.isNotReady && !waiting.isOver();
	const poll = async () => {
		while (mustWait()) {
			await waiting.wait(() => isStopped(campaign));
			await takePlace(campaign, 'poll', true);
			sent = await send();
		}
	};
	if (asks) await poll();
	while (mustWait()) {
		if (!door.isClosed()) {
			await door.closedFor(poll);
			break;
		}
		await door.opened();
		if (waiting.isOver()) break;
		await takePlace(campaign, begunAt, asks);
		sent = await send();
	}
	return sent.answer;
}

/**
 * 8x8 may refuse a single record without a reason only because the campaign is not ready.
 *
 * @param anyAccepted whether 8x8 had accepted a request of the campaign when this one was sent
 */
const saysNotReady = (answer: Judged, entries: readonly Entry[], anyAccepted: boolean): boolean =>
	answer?.verdict === 'wait' ||
	(answer?.verdict === 'split' &&
		answer.failure.code === 'refusedUnexplained' &&
		entries.length === 1 &&
		!anyAccepted);

/**
 * Sends the same body each time, with all its retries, from a place that it gives back.
 *
 * @param begins true for something new: until it has left, an item that fails may still hold it back
 */
function requestOf(campaign: Campaign, entries: readonly Entry[], begins = false) {
	const { run } = campaign;
	const { environment, ledger, options, pace, places } = run;
	const records = entries.map((entry) => campaign.ranks?.recordOf(entry) ?? entry.record);
	let body: string | undefined;
	const stopped = () => isStopped(campaign) || (begins && body === undefined && !beginsMore(run));
	const sendOnce = async () => {
		body ??= environment.serialise(records);
		return afterSuccess(campaign, await environment.add(campaign.id, records, body));
	};
	return async (): Promise<Sent> => {
		const { anyAccepted } = campaign;
		try {
			if (stopped()) return { answer: undefined, isNotReady: false };
			const answer = await attempt(sendOnce, () => ledger.lost(entries), {
				maxRetries: options.maxRetries,
				pace,
				clock: environment,
				stopped,
			});
			return { answer, isNotReady: saysNotReady(answer, entries, anyAccepted) };
		} finally {
			places.giveBack();
		}
	};
}

/**
 * A campaign that has taken records exists: a 404 after that comes from something in between. And its
 * requests get through: a firewall that blocks one dislikes what it holds.
 */
function afterSuccess(campaign: Campaign, answer: Stored | NoSuccess): Stored | NoSuccess {
	if (answer.verdict === 'stored' || !campaign.anyAccepted) return answer;
	const { verdict, failure } = answer;
	if (verdict === 'stopCampaign' && failure.code === 'notFound') {
		return { ...answer, verdict: 'tryAgain' };
	}
	return isBlocked(failure) && campaign.blockedInARow < MOST_BLOCKED
		? { ...answer, verdict: 'split' }
		: answer;
}

/** So many single records in a row: then it blocks whatever is sent. */
const MOST_BLOCKED = 3;
