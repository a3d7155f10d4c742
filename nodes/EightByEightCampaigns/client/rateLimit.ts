import { DateTime } from 'luxon';

import type { Answer } from './reply';

/** What an answer tells of the window in which requests are counted. */
export interface RateLimit {
	/** Requests that are left in the window. */
	left: number;
	/** Milliseconds until the window ends, more than 0. */
	endsIn: number;
}

/**
 * The headers in use: 8x8's Administration API and most gateways, others that write them with more
 * hyphens, and the IETF draft (draft-ietf-httpapi-ratelimit-headers, before it had one header).
 */
const PREFIXES = ['x-ratelimit-', 'x-rate-limit-', 'ratelimit-'];

/**
 * What the answer tells of its window, or undefined where it does not tell both numbers. If it tells of
 * several windows, the one with the fewest requests left counts.
 *
 * @param now milliseconds since the epoch, for an answer without Date
 */
export function rateLimitOf(answer: Answer, now: number): RateLimit | undefined {
	const { headers } = answer;
	const told = PREFIXES.find((prefix) => headers[`${prefix}remaining`] !== undefined);
	if (told === undefined) return headers.ratelimit ? fromOneHeader(headers.ratelimit) : undefined;
	const left = listOf(headers[`${told}remaining`]!).map(countIn);
	const reset = resetOf(headers, told);
	if (reset === undefined) return undefined;
	// A date holds a comma too.
	const ends = left.length > 1 ? listOf(reset) : [reset];
	return tightest(
		left.flatMap((count, n) => windowOf(count, endsIn(ends[n] ?? ends[0]!, answer, now))),
	);
}

/** The verdict on an answer, with what the answer tells of the rate limit. */
export function withRateLimit<T extends object>(
	verdict: T,
	answer: Answer,
	now: number,
): T & { rateLimit?: RateLimit } {
	const rateLimit = rateLimitOf(answer, now);
	return rateLimit ? { ...verdict, rateLimit } : verdict;
}

/** `RateLimit: "minute";r=12;t=30, "burst";r=0;t=4` of the later drafts. */
const fromOneHeader = (value: string) =>
	tightest(
		listOf(value).flatMap((item) => {
			const number = (name: string) => Number(new RegExp(`;\\s*${name}=(\\d+)`).exec(item)?.[1]);
			return windowOf(number('r'), number('t') * 1000);
		}),
	);

const listOf = (value: string) =>
	String(value)
		.split(',')
		.map((part) => part.trim());

const resetOf = (headers: Answer['headers'], prefix: string): string | undefined =>
	headers[`${prefix}reset`] ?? headers[`${prefix}reset-after`];

/** NaN for what is no number; an empty header too, which `Number` reads as 0. */
const countIn = (text: string) => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN);

/** None where a number is missing (NaN), or where the window is over. */
const windowOf = (left: number, ends: number): RateLimit[] =>
	left >= 0 && ends > 0 ? [{ left, endsIn: ends }] : [];

/** Of those with the fewest requests left, the one that ends last. */
const tightest = (windows: RateLimit[]): RateLimit | undefined =>
	windows.sort((a, b) => a.left - b.left || b.endsIn - a.endsIn)[0];

/** From here on a number is a time since the epoch, in seconds or milliseconds; below, a duration. */
const EPOCH_SECONDS = 1e9;
const EPOCH_MILLISECONDS = 1e12;

/**
 * Milliseconds from seconds until the end, or from its time: epoch seconds or milliseconds, ISO 8601,
 * or an HTTP date. NaN where the value is none of these.
 */
function endsIn(value: string, answer: Answer, now: number): number {
	const number = /^(\d+(?:\.\d+)?)\s*(ms|s)?$/.exec(value);
	if (!number) return durationOf(value) ?? untilDate(value, answer, now);
	const count = Number(number[1]);
	if (count >= EPOCH_MILLISECONDS) return count - serverTime(answer, now);
	if (count >= EPOCH_SECONDS) return count * 1000 - serverTime(answer, now);
	return number[2] === 'ms' ? count : count * 1000;
}

/** `6m0s`, as programs in Go write it. */
function durationOf(value: string): number | undefined {
	const [, minutes, seconds = '0'] = /^(\d+)m(?:(\d+(?:\.\d+)?)s)?$/.exec(value) ?? [];
	return minutes === undefined ? undefined : (Number(minutes) * 60 + Number(seconds)) * 1000;
}

/** Milliseconds until a date; NaN where the value is none. */
function untilDate(value: string, answer: Answer, now: number): number {
	const date = DateTime.fromHTTP(value);
	const end = date.isValid ? date : DateTime.fromISO(value, { zone: 'utc' });
	return end.toMillis() - serverTime(answer, now);
}

/** Other headers that ask to wait, and the milliseconds of their unit: of bucket4j in Spring, of Azure. */
const OTHER_WAITS: ReadonlyArray<readonly [name: string, unit: number]> = [
	['x-rate-limit-retry-after-seconds', 1000],
	['x-rate-limit-retry-after-milliseconds', 1],
	['x-ratelimit-retry-after', 1000],
	['x-retry-after', 1000],
	['retry-after-ms', 1],
	['x-ms-retry-after-ms', 1],
];

/**
 * Milliseconds that the answer asks to wait, or undefined when it does not say. No time at all, or a
 * time that is over, says nothing: some limiters send 0 while their window is still closed.
 *
 * Retry-After may be a date (RFC 9110, 10.2.3). Some servers send the seconds since the epoch.
 *
 * @param now milliseconds since the epoch, for an answer without Date
 */
export function retryAfterMs(answer: Answer, now: number): number | undefined {
	const { headers } = answer;
	const asked = endsIn(headers['retry-after']?.trim() ?? '', answer, now);
	if (asked > 0) return asked;
	for (const [name, unit] of OTHER_WAITS) {
		const wait = countIn(headers[name]?.trim() ?? '') * unit;
		if (wait > 0) return wait;
	}
	return undefined;
}

/**
 * Milliseconds until a refused request may be sent again. Retry-After is made for this. Without it,
 * the end of the window says it, unless the window has requests left: then another limit has refused.
 */
export function pauseAfterLimit(answer: Answer, now: number): number | undefined {
	const window = rateLimitOf(answer, now);
	return (
		retryAfterMs(answer, now) ?? (window?.left === 0 ? window.endsIn : resetAlone(answer, now))
	);
}

/** A refusal that tells when the window ends, and not how many requests are left. */
function resetAlone(answer: Answer, now: number): number | undefined {
	const { headers } = answer;
	for (const prefix of PREFIXES) {
		// A count is told; one that cannot be, such as -1, tells nothing.
		if (countIn(headers[`${prefix}remaining`] ?? '') >= 0) return undefined;
		const wait = endsIn(resetOf(headers, prefix) ?? '', answer, now);
		if (wait > 0) return wait;
	}
	return undefined;
}

/** By the answer's own clock, since the clocks of a gateway and of n8n may differ by minutes. */
function serverTime({ headers }: Answer, now: number): number {
	if (headers.date === undefined) return now;
	const date = DateTime.fromHTTP(headers.date);
	return date.isValid ? date.toMillis() : now;
}
