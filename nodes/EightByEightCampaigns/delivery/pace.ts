import type { Clock } from './clock';

/** First delay at most, in milliseconds; Stripe's and AWS's clients start alike. */
export const BASE_DELAY = 500;

/** Longest delay of our own, in milliseconds: the cap of AWS's standard retry mode. */
export const MAX_DELAY = 20_000;

/** Longest Retry-After that is waited for, in milliseconds; beyond it the run had better fail. */
export const MAX_RETRY_AFTER = 5 * 60_000;

/**
 * Milliseconds before a retry: exponential backoff with full jitter, which spreads the retries of
 * many clients best (AWS Architecture Blog, "Exponential Backoff and Jitter").
 *
 * @param retry 0 for the first retry
 */
export const backoff = (retry: number, random: () => number) =>
	random() * Math.min(MAX_DELAY, BASE_DELAY * 2 ** retry);

/** The run-wide speed: slows down for everybody when 8x8 limits the rate, and recovers. */
export interface Pace {
	/** Resolves when requests may be sent, or when nothing is to be sent any more. Undefined if at once. */
	ready: (stopped: () => boolean) => Promise<void> | undefined;
	/** How many requests may be in flight just now. */
	limit: () => number;
	/** Counts the requests that got an answer to act on. */
	progress: () => number;
	/** Nothing is sent for that many milliseconds, then half as much at once. */
	slowDown: (milliseconds: number) => void;
	/** A request got an answer to act on. */
	passed: () => void;
}

/**
 * Halves the requests in flight on every 429 and adds one back after a full round of answers
 * (additive increase, multiplicative decrease, as TCP does).
 *
 * @param concurrency requests in flight at most
 */
export function createPace(concurrency: number, { now, sleep }: Clock): Pace {
	let limit = concurrency;
	let passed = 0;
	let round = 0;
	let pausedUntil = 0;
	/** Waits again if the pause grew. A sleep that was cut short ends it: the execution was cancelled. */
	async function pause(stopped: () => boolean): Promise<void> {
		for (let until = 0; until < pausedUntil && pausedUntil > now() && !stopped();) {
			until = pausedUntil;
			await sleep(until - now(), stopped);
		}
	}
	return {
		ready: (stopped) => (pausedUntil > now() ? pause(stopped) : undefined),
		limit: () => limit,
		progress: () => passed,
		slowDown: (milliseconds) => {
			pausedUntil = Math.max(pausedUntil, now() + milliseconds);
			limit = Math.max(1, Math.floor(limit / 2));
			round = 0;
		},
		passed: () => {
			passed += 1;
			round += 1;
			if (limit < concurrency && round >= limit) {
				limit += 1;
				round = 0;
			}
		},
	};
}
