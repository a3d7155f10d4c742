import { jsonAnswer, type Answer } from './answers';
import { checkSpec, oneOf, SpecError, type Rule, type Rules } from '../checkSpec';

/** How a limiter lets its client know. */
export const RATE_LIMIT_TELLS = [
	/** `x-ratelimit-limit`, `-remaining` and `-reset` in epoch seconds on every answer, as 8x8's Administration API. */
	'resetTime',
	/** The same, `-reset` in seconds until then. */
	'resetSeconds',
	/** One header `ratelimit` with all windows, as the newer IETF drafts. */
	'oneHeader',
	/** Retry-After in seconds on a refusal. */
	'retryAfter',
	/** Retry-After as a date on a refusal. */
	'retryAfterDate',
	/** Retry-After 0 on a refusal. */
	'retryAfterZero',
	/** Retry-After as a date that is over. */
	'retryAfterPast',
	/** Nothing. */
	'nothing',
] as const;
export type RateLimitTells = (typeof RATE_LIMIT_TELLS)[number];

/** One window of a limit. */
export interface RateWindow {
	/** Requests that get through. */
	requests: number;
	/** Its length. */
	seconds: number;
}

/** How many requests get through, over all keys. */
export interface RateLimitSpec {
	/** All of them count. */
	windows: RateWindow[];
	/**
	 * `fixed`, the default: a window begins with the first request that gets through once the one
	 * before is over. `sliding`: counts what got through in the time before each request.
	 */
	kind?: 'fixed' | 'sliding';
	/** Default `resetTime`. */
	tells?: RateLimitTells;
}

/** What the limit makes of one request. */
export interface RateDecision {
	allowed: boolean;
	/** For the answer, whatever it is. */
	headers: Record<string, string>;
}

/** Counts requests. Those that are refused do not count. */
export interface RateLimiter {
	/** @param now - epoch milliseconds */
	take(now: number): RateDecision;
}

/** A window at one moment. */
interface Standing {
	limit: number;
	left: number;
	/** Epoch milliseconds when it has room again, or ends. */
	endsAt: number;
}

export function rateLimiter({
	windows,
	kind = 'fixed',
	tells = 'resetTime',
}: RateLimitSpec): RateLimiter {
	/** Times of the requests that got through, of each window. */
	const passed = windows.map((): number[] => []);

	function standing({ requests, seconds }: RateWindow, n: number, now: number): Standing {
		const length = seconds * 1000;
		const times = passed[n]!;
		if (kind === 'fixed') {
			if (times.length > 0 && times[0]! + length <= now) times.length = 0;
		} else {
			while (times.length > 0 && times[0]! + length <= now) times.shift();
		}
		const endsAt = (times[0] ?? now) + length;
		return { limit: requests, left: requests - times.length, endsAt };
	}

	return {
		take(now) {
			const allowed = windows.every((window, n) => standing(window, n, now).left > 0);
			if (allowed) for (const times of passed) times.push(now);
			const all = windows.map((window, n) => standing(window, n, now));
			// The clock of the simulator need not be that of the machine.
			const date = new Date(now).toUTCString();
			return { allowed, headers: { date, ...HEADERS[tells](all, now, allowed) } };
		},
	};
}

/** The window that holds the client back, or will first. */
const tightest = (all: Standing[]) =>
	all.toSorted((a, b) => a.left - b.left || b.endsAt - a.endsAt)[0]!;

const wholeSeconds = (milliseconds: number) => String(Math.ceil(milliseconds / 1000));

const withReset = (all: Standing[], reset: (endsAt: number) => string) => {
	const { limit, left, endsAt } = tightest(all);
	return {
		'x-ratelimit-limit': String(limit),
		'x-ratelimit-remaining': String(left),
		'x-ratelimit-reset': reset(endsAt),
	};
};

const refusedOnly = (allowed: boolean, value: string): Record<string, string> =>
	allowed ? {} : { 'retry-after': value };

const httpDate = (milliseconds: number) =>
	new Date(Math.ceil(milliseconds / 1000) * 1000).toUTCString();

const HEADERS: Record<
	RateLimitTells,
	(all: Standing[], now: number, allowed: boolean) => Record<string, string>
> = {
	resetTime: (all) => withReset(all, wholeSeconds),
	resetSeconds: (all, now) => withReset(all, (endsAt) => wholeSeconds(endsAt - now)),
	oneHeader: (all, now) => ({
		ratelimit: all
			.map(({ left, endsAt }, n) => `"w${n}";r=${left};t=${wholeSeconds(endsAt - now)}`)
			.join(', '),
	}),
	retryAfter: (all, now, allowed) => refusedOnly(allowed, wholeSeconds(tightest(all).endsAt - now)),
	retryAfterDate: (all, _, allowed) => refusedOnly(allowed, httpDate(tightest(all).endsAt)),
	retryAfterZero: (_all, _now, allowed) => refusedOnly(allowed, '0'),
	retryAfterPast: (_all, now, allowed) => refusedOnly(allowed, httpDate(now - 2_000)),
	nothing: () => ({}),
};

const isWindows: Rule = {
	ok: (value) =>
		Array.isArray(value) &&
		value.length > 0 &&
		value.every(
			(window: Partial<RateWindow> | null) =>
				Number(window?.requests) > 0 && Number(window?.seconds) > 0,
		),
	says: 'a list of {requests, seconds}, each more than 0',
};

const rules: Rules<RateLimitSpec> = {
	windows: isWindows,
	kind: oneOf(['fixed', 'sliding']),
	tells: oneOf(RATE_LIMIT_TELLS),
};

/**
 * What answers requests within a limit, or without one.
 * @throws SpecError when it is no rate limit
 */
export function limitedBy(spec: unknown) {
	if (spec === undefined || spec === null) {
		return { spec: undefined, answer: (_: number, answer: () => Answer) => answer() };
	}
	const checked = checkRateLimit(spec);
	const limiter = rateLimiter(checked);
	return {
		spec: checked,
		answer(now: number, handle: () => Answer): Answer {
			const { allowed, headers } = limiter.take(now);
			const answer = allowed ? handle() : jsonAnswer(429, TOO_MANY, false);
			return { ...answer, headers: { ...answer.headers, ...headers } };
		},
	};
}

/** As 8x8's Administration API says it. */
const TOO_MANY = {
	errors: [{ code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests, please try again later' }],
};

function checkRateLimit(spec: unknown): RateLimitSpec {
	const checked = checkSpec<RateLimitSpec>('rate limit', spec, rules);
	if (checked.windows === undefined) throw new SpecError('A rate limit needs windows');
	return checked;
}
