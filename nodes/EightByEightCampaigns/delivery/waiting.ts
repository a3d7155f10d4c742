import type { Clock } from './clock';

/** Shortest and longest wait between two polls, in milliseconds. */
const FIRST_POLL = 250;
const LONGEST_POLL = 5_000;

/** Waits for a campaign that is not ready yet, from its first refusal on. */
export interface Waiting {
	/** Whether the time is over, which begins with the first question. */
	isOver: () => boolean;
	/** Waits until the next poll. @returns false when the time is over */
	wait: (stopped?: () => boolean) => Promise<boolean>;
}

/** @param maxWait milliseconds in all */
export function createWaiting(maxWait: number, { now, sleep }: Clock): Waiting {
	let deadline: number | undefined;
	let poll = FIRST_POLL;
	const left = () => (deadline ??= now() + maxWait) - now();
	return {
		isOver: () => left() <= 0,
		wait: async (stopped) => {
			if (left() <= 0) return false;
			await sleep(Math.min(left(), poll), stopped);
			poll = Math.min(poll * 2, LONGEST_POLL);
			return true;
		},
	};
}
