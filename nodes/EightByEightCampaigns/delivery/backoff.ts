/** First delay at most, in milliseconds; Stripe's and AWS's clients start alike. */
export const BASE_DELAY = 500;

/** Longest delay of our own, in milliseconds: the cap of AWS's standard retry mode. */
export const MAX_DELAY = 20_000;

/**
 * Milliseconds before a retry: exponential backoff with full jitter, which spreads the retries of
 * many clients best (AWS Architecture Blog, "Exponential Backoff and Jitter").
 *
 * @param retry 0 for the first retry
 */
export const backoff = (retry: number, random: () => number) =>
	random() * Math.min(MAX_DELAY, BASE_DELAY * 2 ** retry);
