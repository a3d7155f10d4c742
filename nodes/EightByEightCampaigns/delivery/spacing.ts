import type { Clock } from './clock';

/** Keeps requests apart: as far as the user asks for, and as far as 8x8's refusals have taught. */
export interface Spacing {
	/** Milliseconds until the next request may leave; 0 or less if at once. */
	wait: () => number;
	/** A request leaves. */
	sent: () => void;
	/** A request got through. */
	passed: () => void;
	/** A request got through for the first time after some were refused as too many. */
	reopened: () => void;
}

/** So many requests get through at the learned rate before it is raised. */
const STEADY = 10;

/** After so many more, the rate has doubled; it grows slowly at first, then fast. */
const DOUBLED = 20;

/** After so many milliseconds it has doubled as well: a rate far too low lets few requests through. */
const DOUBLED_AFTER = 20_000;

/**
 * Milliseconds that the measure looks back. A limit may have several windows: one that closes right
 * after another has opened would make the rate look far too low.
 */
const HORIZON = 60_000;

/** Spells that are looked at whenever they were: in one of them, others may have used the limit up. */
const FEWEST_SPELLS = 2;

/**
 * The learned rate is that of the requests that got through from one opening of 8x8's limit to the
 * next, its closed time included. It recovers along a cubic curve, as in CUBIC and in AWS's adaptive
 * retry mode: near the limit it grows slowly, and a limit that was another user's doing is soon
 * forgotten. What got through before the first opening says nothing: others may have used the limit
 * up before this run began.
 *
 * @param requestsPerMinute most requests in a minute; 0 for as many as 8x8 takes
 */
export function createSpacing(requestsPerMinute: number, { now }: Pick<Clock, 'now'>): Spacing {
	const least = requestsPerMinute > 0 ? 60_000 / requestsPerMinute : 0;
	/** From one opening to the next; the last one is going on. None before the first opening. */
	let spells: Array<{ openedAt: number; through: number }> = [];
	let learned = 0;
	let nextAt = -Infinity;

	/** The shortest of the intervals since each of these openings. */
	function learn(): void {
		const recent = spells.filter(({ openedAt }) => openedAt >= now() - HORIZON);
		spells = recent.length > FEWEST_SPELLS ? recent : spells.slice(-FEWEST_SPELLS);
		let sum = 0;
		const intervals = spells.toReversed().map(({ openedAt, through: count }) => {
			sum += count;
			// Infinity while nothing got through.
			return (now() - openedAt) / sum;
		});
		const shortest = Math.min(...intervals);
		if (shortest < Infinity) learned = shortest;
	}

	const interval = () => {
		const spell = spells.at(-1);
		if (!spell) return least;
		const byCount = (spell.through - STEADY) / DOUBLED;
		const byTime = (now() - spell.openedAt) / DOUBLED_AFTER;
		return Math.max(least, learned / (1 + Math.max(0, byCount, byTime) ** 3));
	};
	return {
		wait: () => nextAt - now(),
		sent: () => {
			nextAt = now() + interval();
		},
		passed: () => {
			const spell = spells.at(-1);
			if (spell) spell.through += 1;
		},
		reopened: () => {
			learn();
			spells.push({ openedAt: now(), through: 0 });
		},
	};
}
