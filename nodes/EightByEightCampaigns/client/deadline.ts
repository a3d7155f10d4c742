/** A signal that gives a request up, and what is to be done once the request is over. */
export interface Deadline {
	signal: AbortSignal;
	/** Stops listening to the execution, which lives longer than its requests. */
	release: () => void;
}

/** Longest time that a timer of Node.js can wait, in milliseconds. It reads a longer one as 1. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Gives a request up when its time is over, or when the execution is cancelled.
 *
 * @param milliseconds until it is given up
 */
export function deadline(milliseconds: number, cancelled: AbortSignal | undefined): Deadline {
	const controller = new AbortController();
	const giveUp = () => controller.abort();
	const over = AbortSignal.timeout(Math.min(milliseconds, LONGEST_TIMER));
	const sources = cancelled ? [over, cancelled] : [over];
	for (const source of sources) source.addEventListener('abort', giveUp);
	return {
		signal: controller.signal,
		release: () => {
			for (const source of sources) source.removeEventListener('abort', giveUp);
		},
	};
}
