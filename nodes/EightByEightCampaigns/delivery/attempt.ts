import type { Refusal } from '../client/refusal';
import type { Clock } from './clock';
import { backoff, MAX_RETRY_AFTER, type Pace } from './pace';

/** What governs the attempts of one request. */
export interface Attempts {
	/** Attempts after the first. */
	maxRetries: number;
	pace: Pace;
	clock: Clock;
	/** True if nothing more may be sent. It ends the retries and their waits. */
	stopped: () => boolean;
}

/**
 * Repeats a request until an answer calls for action or the retries are used up. Returns the last
 * answer then, still with the verdict `tryAgain` or `lost`. It does not wait after the last attempt.
 *
 * @param onLost called after each attempt that may have been stored although its answer got lost
 */
export async function attempt<T extends { verdict: string }>(
	send: () => Promise<T | Refusal>,
	onLost: () => void,
	{ maxRetries, pace, clock, stopped }: Attempts,
): Promise<T | Refusal> {
	let retries = 0;
	let progress = pace.progress();
	let last: Refusal | undefined;
	for (;;) {
		await pace.ready(stopped);
		if (last && stopped()) return last;
		const answer = await send();
		if (!mayPass(answer)) {
			pace.passed();
			return answer;
		}
		if (answer.verdict === 'lost') onLost();

		const { retryAfter, throttled } = answer;
		if (retryAfter !== undefined && retryAfter > MAX_RETRY_AFTER) {
			// A limit holds for every request of the run, a failure of the server for this one.
			return throttled ? { ...answer, verdict: 'stopRun' } : answer;
		}
		const delay = retryAfter ?? backoff(retries, clock.random);
		// The pause holds for the whole run, even if this request gives up.
		if (throttled) pace.slowDown(delay);
		// If other requests get through, the limit is not a failure of this one.
		const othersPassed = throttled === true && pace.progress() > progress;
		progress = pace.progress();
		if (retries >= maxRetries && !othersPassed) return answer;

		if (!throttled) await clock.sleep(delay, stopped);
		if (!othersPassed) retries += 1;
		last = answer;
	}
}

const mayPass = (answer: { verdict: string }): answer is Refusal =>
	answer.verdict === 'tryAgain' || answer.verdict === 'lost';
