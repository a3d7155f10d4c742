import type { Clock } from './clock';

/** So many requests in a row without an answer end the run, if they have taken long enough. */
const MOST_ROUNDS = 5;

/** First and longest pause before the next request, in milliseconds. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/** Shortest and longest time without an answer after which a run may end, in milliseconds. */
const LEAST_PATIENCE = 10_000;
const MOST_PATIENCE = 120_000;

/** Milliseconds that all attempts of one request may wait for an answer to begin. */
export const timeoutsOf = ({ maxRetries, timeout }: { maxRetries: number; timeout: number }) =>
	(maxRetries + 1) * timeout;

/** Requests that were given up while 8x8 answered nothing. */
export interface Outage {
	/** Whether a request was given up, and nothing has been answered since. */
	isOn: () => boolean;
	/** 8x8 has answered, be it with a refusal. */
	answered: () => void;
	/**
	 * A request was given up.
	 *
	 * @param sentAt when its last attempt left
	 * @returns milliseconds to wait before the next one, or undefined when the run should end
	 */
	givenUp: (sentAt: number) => number | undefined;
}

/**
 * Without an end, a large load goes on for hours while the server is gone, and every record of it is
 * in doubt. A server that is away for a minute ends no run with the default options.
 *
 * @param timeouts milliseconds: the timeouts of all attempts of one request
 */
export function createOutage(timeouts: number, { now, random }: Clock): Outage {
	const patience = Math.min(MOST_PATIENCE, Math.max(LEAST_PATIENCE, timeouts));
	let answeredAt = now();
	let roundAt = -Infinity;
	let rounds = 0;
	return {
		isOn: () => rounds > 0,
		answered: () => {
			answeredAt = now();
			rounds = 0;
		},
		givenUp: (sentAt) => {
			// Requests that were under way at once count once: they met the same moment.
			if (sentAt < roundAt) return 0;
			roundAt = now();
			rounds += 1;
			if (rounds >= MOST_ROUNDS && now() - answeredAt >= patience) return undefined;
			// One request that is given up says little: the next one tells more.
			if (rounds === 1) return 0;
			return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (rounds - 2)) * (1 + random() / 4);
		},
	};
}
