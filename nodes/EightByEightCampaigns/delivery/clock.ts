/** Waiting and randomness are handed in, so that tests need no real time. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now: () => number;
	/**
	 * Resolves after that many milliseconds, or soon after the execution was cancelled or there is
	 * nothing more to wait for.
	 */
	sleep: (milliseconds: number, over?: () => boolean) => Promise<void>;
	/** 0 (included) to 1 (excluded). */
	random: () => number;
}
