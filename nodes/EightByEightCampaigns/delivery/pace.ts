import type { RateLimit } from '../client/rateLimit';
import type { Clock } from './clock';
import { createLimit } from './limit';
import { createOutage } from './outage';
import { createSpacing } from './spacing';
import { createWindow } from './window';

/** What governs the pace of a run. */
export interface PaceRules {
	/** Most requests in a minute; 0 for as many as 8x8 takes. */
	requestsPerMinute: number;
	/** Milliseconds: the timeouts of all attempts of one request. */
	timeouts: number;
}

/**
 * When the requests of a run may leave, over all its campaigns. After a refusal for the rate, or after
 * a request that was given up, one request at a time finds out whether 8x8 answers again.
 */
export interface Pace {
	/** Resolves once a request may leave, or nothing is to be sent any more. Undefined if at once. */
	ready: (stopped: () => boolean) => Promise<void> | undefined;
	/** As `ready`, and the request leaves: resolves with the time. `ended` must follow. */
	leave: (stopped: () => boolean) => Promise<number> | number;
	/** The answer to a request came, or none will. */
	ended: (told?: RateLimit) => void;
	/** The request that left at that time got an answer to act on. */
	passed: (sentAt: number) => void;
	/**
	 * The request that left at that time was refused as one too many.
	 *
	 * @param told milliseconds that 8x8 asks to wait
	 * @returns false when nothing has got through for too long
	 */
	limited: (sentAt: number, told: number | undefined) => boolean;
	/** Whether a request was given up, and nothing has been answered since. */
	inOutage: () => boolean;
	/**
	 * The request whose last attempt left at that time was given up without an answer to act on.
	 *
	 * @returns false when nothing has been answered for too long
	 */
	givenUp: (sentAt: number) => boolean;
}

/** Waits for the next answer rather than for a time. */
const ANSWER = Symbol('answer');

export function createPace({ requestsPerMinute, timeouts }: PaceRules, clock: Clock): Pace {
	const { now } = clock;
	const limit = createLimit(clock);
	const outage = createOutage(timeouts, clock);
	const spacing = createSpacing(requestsPerMinute, clock);
	const window = createWindow(clock);
	let pausedUntil = 0;
	let underWay = 0;
	let answers = 0;
	let onAnswer: Array<() => void> = [];

	const pause = (milliseconds: number | undefined) => {
		if (milliseconds === undefined) return false;
		pausedUntil = Math.max(pausedUntil, now() + milliseconds);
		return true;
	};

	/** What keeps the next request back: a time in milliseconds, or an answer that is under way. */
	function obstacle(): number | typeof ANSWER | undefined {
		if (underWay > 0 && (limit.isClosed() || outage.isOn())) return ANSWER;
		const wait = Math.max(pausedUntil - now(), window.wait(), spacing.wait());
		return wait > 0 ? wait : undefined;
	}

	/** @returns false when the wait was cut short, since the execution was cancelled */
	async function waitFor(what: number | typeof ANSWER, stopped: () => boolean): Promise<boolean> {
		if (what === ANSWER) return await nextAnswer();
		const [end, seen] = [now() + what, answers];
		const isOver = () => now() >= end || answers !== seen;
		const time = clock.sleep(what, () => stopped() || isOver()).then(isOver);
		// An answer that comes meanwhile may tell that there is room.
		return await Promise.race([nextAnswer(), time]);
	}

	const nextAnswer = () => new Promise<true>((resolve) => onAnswer.push(() => resolve(true)));

	/** What is done then follows at once, so that nobody else takes the room. */
	async function once<T>(stopped: () => boolean, then: () => T): Promise<T> {
		for (let what = obstacle(); what !== undefined && !stopped(); what = obstacle()) {
			if (!(await waitFor(what, stopped))) break;
		}
		return then();
	}

	function noteSent(): number {
		underWay += 1;
		spacing.sent();
		window.sent();
		return now();
	}

	return {
		ready: (stopped) => (obstacle() === undefined ? undefined : once(stopped, () => undefined)),
		leave: (stopped) => (obstacle() === undefined ? noteSent() : once(stopped, noteSent)),
		ended: (told) => {
			underWay -= 1;
			answers += 1;
			if (told) window.told(told, underWay);
			const waiting = onAnswer;
			onAnswer = [];
			for (const resume of waiting) resume();
		},
		passed: (sentAt) => {
			outage.answered();
			if (limit.passed(sentAt)) spacing.reopened();
			spacing.passed();
		},
		limited: (sentAt, told) => {
			// A refusal for the rate is an answer too.
			outage.answered();
			return pause(limit.refused(sentAt, told));
		},
		inOutage: outage.isOn,
		givenUp: (sentAt) => pause(outage.givenUp(sentAt)),
	};
}
