import type { Refusal } from '../client/refusal';
import { backoff, MAX_RETRY_AFTER, type Clock, type Pace } from './pace';

/** What governs the attempts of one request. */
export interface Attempts {
	/** Retries after the first try. */
	maxRetries: number;
	pace: Pace;
	clock: Clock;
	/** True when nothing more may be sent; ends the retries after the wait that is under way. */
	stopped: () => boolean;
}

/**
 * Sends until there is an answer to act on, or the retries are used up; then the last answer comes
 * back, still with the verdict `tryAgain` or `lost`. There is no wait after the last try.
 *
 * @param onLost called after every try that may have been stored although its answer got lost
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
		// For everybody, even when this request gives up.
		if (throttled) pace.slowDown(delay);
		// While others get through, being limited is not a failure of this request.
		const othersPassed = throttled === true && pace.progress() > progress;
		progress = pace.progress();
		if (retries >= maxRetries && !othersPassed) return answer;

		if (!throttled) await clock.sleep(delay);
		if (!othersPassed) retries += 1;
		last = answer;
	}
}

const mayPass = (answer: { verdict: string }): answer is Refusal =>
	answer.verdict === 'tryAgain' || answer.verdict === 'lost';
