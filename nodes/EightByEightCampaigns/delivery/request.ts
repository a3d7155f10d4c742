import type { Stored } from '../client/addRecords';
import type { Refusal } from '../client/refusal';
import { attempt } from './attempt';
import { isStopped, type Campaign } from './campaign';
import type { Entry } from './outcome';

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
