import { precededBy } from '../client/failure';
import type { RateLimit } from '../client/rateLimit';
import type { NoSuccess } from '../client/noSuccess';
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

/** What an answer has once it is judged. */
interface Judged {
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
export async function attempt<T extends Judged>(
	send: () => Promise<T | NoSuccess>,
	onLost: () => void,
	{ maxRetries, pace, clock, stopped }: Attempts,
): Promise<T | NoSuccess | undefined> {
	let retries = 0;
	let last: NoSuccess | undefined;
	for (;;) {
		const sentAt = await pace.leave(stopped);
		let answer: T | NoSuccess | undefined;
		try {
			if (stopped()) return last;
			answer = await send();
		} finally {
			pace.ended(answer?.rateLimit);
		}
		if (!mayPass(answer)) {
			pace.passed(sentAt);
			return answer;
		}
		last = answer;
		if (answer.limited) {
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

const mayPass = (answer: { verdict: string }): answer is NoSuccess =>
	answer.verdict === 'tryAgain' || answer.verdict === 'lost';

const outOfReach = (answer: NoSuccess): NoSuccess => ({
	...answer,
	verdict: 'stopRun',
	failure: precededBy(
		'No request has been answered for some time, so nothing more is sent.',
		answer.failure,
	),
});
