import type { Clock } from './clock';

/** Longest pause that is waited for, in milliseconds; beyond it the run should fail. */
export const MAX_PAUSE = 5 * 60_000;

/** First and longest pause where 8x8 does not say how long, in milliseconds. */
const FIRST_OWN = 2_000;
const LONGEST_OWN = 60_000;

/** 8x8's refusals of too many requests, and the pauses after them. */
export interface Limit {
	/** Whether requests were refused as too many, and none that left later has got through. */
	isClosed: () => boolean;
	/**
	 * A request was refused as one too many.
	 *
	 * @param sentAt when it left
	 * @param told milliseconds that 8x8 asks to wait
	 * @returns milliseconds of the pause, or undefined when nothing has got through for too long
	 */
	refused: (sentAt: number, told: number | undefined) => number | undefined;
	/** A request got through. @returns whether that opens the limit again */
	passed: (sentAt: number) => boolean;
}

/**
 * Where 8x8 does not say how long to wait, each pause is twice as long as the one before, from 2
 * seconds on as 8x8 advises for its Administration API. The chance makes it longer, never shorter: a
 * pause that is too short costs a request.
 */
export function createLimit({ now, random }: Pick<Clock, 'now' | 'random'>): Limit {
	let closedSince: number | undefined;
	let pausedAt = -Infinity;
	let pauses = 0;
	return {
		isClosed: () => closedSince !== undefined,
		refused: (sentAt, told) => {
			closedSince ??= now();
			if ((told ?? 0) > MAX_PAUSE || now() - closedSince >= MAX_PAUSE) return undefined;
			// What left before the last refusal came says nothing of the pause after it.
			const isNews = sentAt > pausedAt;
			if (isNews) pausedAt = now();
			if (told !== undefined) return told;
			if (!isNews) return 0;
			const pause = Math.min(LONGEST_OWN, FIRST_OWN * 2 ** pauses);
			pauses += 1;
			return pause * (1 + random() / 4);
		},
		passed: (sentAt) => {
			if (closedSince === undefined || sentAt <= pausedAt) return false;
			closedSince = undefined;
			pauses = 0;
			return true;
		},
	};
}
