import { precededBy } from '../client/failure';
import type { RateLimit } from '../client/rateLimit';
import type { Refusal } from '../client/refusal';
import { backoff } from './backoff';
import type { Clock } from './clock';
import { MAX_PAUSE } from './limit';
import type { Pace } from './pace';

/** What governs the attempts of one request. */
export interface Attempts {
	/** Attempts after the first. */
	maxRetries: number;
	pace: Pace;
	clock: Clock;
	/** True if nothing more may be sent. It ends the retries and their waits. */
	stopped: () => boolean;
}

/** What an answer with any verdict has. */
interface Answer {
	verdict: string;
	rateLimit?: RateLimit;
}

/**
 * Repeats a request until an answer calls for action or the retries are used up. Returns the last
 * answer then, still with the verdict `tryAgain` or `lost`; with `stopRun`, if no other request would
 * fare better. It does not wait after the last attempt. Undefined if nothing was sent.
 *
 * A refusal for the rate uses up no retry: it says nothing of the request.
 *
 * @param onLost called after each attempt that may have been stored although its answer got lost
 */
export async function attempt<T extends Answer>(
	send: () => Promise<T | Refusal>,
	onLost: () => void,
	{ maxRetries, pace, clock, stopped }: Attempts,
): Promise<T | Refusal | undefined> {
	let retries = 0;
	let last: Refusal | undefined;
	for (;;) {
		const sentAt = await pace.enter(stopped);
		let answer: T | Refusal | undefined;
		try {
			if (stopped()) return last;
			answer = await send();
		} finally {
			pace.left(answer?.rateLimit);
		}
		if (!mayPass(answer)) {
			pace.passed(sentAt);
			return answer;
		}
		last = answer;
		if (answer.throttled) {
			if (!pace.limited(sentAt, answer.retryAfter)) return { ...answer, verdict: 'stopRun' };
			continue;
		}

		if (answer.verdict === 'lost') onLost();
		const delay = answer.retryAfter ?? backoff(retries, clock.random);
		// In an outage, each request is tried once: it only finds out whether 8x8 is back.
		if (retries >= maxRetries || delay > MAX_PAUSE || pace.inOutage()) {
			return pace.givenUp(sentAt) ? answer : outOfReach(answer);
		}
		await clock.sleep(delay, stopped);
		retries += 1;
	}
}

const mayPass = (answer: { verdict: string }): answer is Refusal =>
	answer.verdict === 'tryAgain' || answer.verdict === 'lost';

const outOfReach = (answer: Refusal): Refusal => ({
	...answer,
	verdict: 'stopRun',
	failure: precededBy(
		'No request has been answered for some time, so nothing more is sent.',
		answer.failure,
	),
});
