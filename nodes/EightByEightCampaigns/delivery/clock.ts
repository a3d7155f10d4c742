/** Waiting and randomness are handed in, so that tests need no real time. */
export interface Clock {
	/** Milliseconds from some moment on. It never goes back, as the time of day does when it is corrected. */
	now: () => number;
	/**
	 * Resolves after that many milliseconds, or soon after the execution was cancelled or there is
	 * nothing more to wait for.
	 */
	sleep: (milliseconds: number, over?: () => boolean) => Promise<void>;
	/** 0 (included) to 1 (excluded). */
	random: () => number;
}
