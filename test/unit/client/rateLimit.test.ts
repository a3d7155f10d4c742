import fc from 'fast-check';
import { Settings } from 'luxon';

import {
	pauseAfterLimit,
	rateLimitOf,
	retryAfterMs,
	withRateLimit,
} from '../../../nodes/EightByEightCampaigns/client/rateLimit';
import { NOW, answer } from '../helpers/replies';

const SERVER_NOW = NOW + 600_000;
const date = new Date(SERVER_NOW).toUTCString();

describe('Retry-After', () => {
	const wait = (value: string) => retryAfterMs(answer(429, '', { 'retry-after': value }), NOW);
	const httpDate = (milliseconds: number) => new Date(NOW + milliseconds).toUTCString();

	it.each([
		['1', 1_000],
		[' 120 ', 120_000],
		['1.5', 1_500],
		['0.25', 250],
		['86400', 86_400_000],
		[httpDate(30_000), 30_000],
		['Sunday, 31-Jan-27 09:01:00 GMT', 60_000],
		[String(NOW / 1000 + 7), 7_000],
		['10s', 10_000],
	])('%j means %i ms', (value, milliseconds) => {
		expect(wait(value)).toBe(milliseconds);
	});

	// Taken as no wait, the retries would follow each other without any.
	it.each([
		'0',
		'0.0',
		httpDate(0),
		httpDate(-30_000),
		'',
		' ',
		'soon',
		'-1',
		'+5',
		'5 seconds',
		'1e3',
		'0x10',
		'120, 120',
		'in about 10',
		'NaN',
	])('%j says nothing', (value) => {
		expect(wait(value)).toBeUndefined();
	});

	it.each([
		['ahead', 600_000],
		['behind', -600_000],
	])('as a date is read against the clock of the answer, which may be %s', (_, skew) => {
		const headers = { date: httpDate(skew), 'retry-after': httpDate(skew + 5_000) };
		expect(retryAfterMs(answer(429, '', headers), NOW)).toBe(5_000);
	});

	it.each([
		['x-rate-limit-retry-after-seconds', '7'],
		['x-ratelimit-retry-after', '7'],
		['x-retry-after', '7'],
		['retry-after-ms', '7000'],
		['x-ms-retry-after-ms', '7000'],
	])('may have the name %s', (name, value) => {
		expect(retryAfterMs(answer(429, '', { [name]: value }), NOW)).toBe(7_000);
		expect(retryAfterMs(answer(429, '', { [name]: value, 'retry-after': '2' }), NOW)).toBe(2_000);
		expect(retryAfterMs(answer(429, '', { [name]: '' }), NOW)).toBeUndefined();
	});

	it('as a date is read against the clock of n8n where the answer has none', () => {
		const headers = { date: 'soon', 'retry-after': httpDate(5_000) };
		expect(retryAfterMs(answer(429, '', headers), NOW)).toBe(5_000);
	});

	it('may be missing', () => {
		expect(retryAfterMs(answer(429), NOW)).toBeUndefined();
	});

	it('is never negative and always a number', () => {
		fc.assert(
			fc.property(fc.string(), (value) => {
				const milliseconds = wait(value);
				if (milliseconds !== undefined) expect(milliseconds).toBeGreaterThanOrEqual(0);
			}),
		);
	});
});

describe('the window', () => {
	const told = (headers: Record<string, string>) => rateLimitOf(answer(200, '', headers), NOW);
	const remaining = (left: string, reset: string) => ({
		'x-ratelimit-limit': '20',
		'x-ratelimit-remaining': left,
		'x-ratelimit-reset': reset,
	});

	it.each([
		['epoch seconds', String(NOW / 1000 + 10)],
		['epoch milliseconds', String(NOW + 10_000)],
		['seconds until then', '10'],
		['seconds with a fraction', '10.00'],
		['seconds with a unit', '10s'],
		['minutes and seconds', '0m10s'],
		['milliseconds with a unit', '10000ms'],
		['a date', new Date(NOW + 10_000).toUTCString()],
		['ISO 8601', new Date(NOW + 10_000).toISOString()],
	])('ends at a time that comes as %s', (_, reset) => {
		expect(told(remaining('3', reset))).toEqual({ left: 3, endsIn: 10_000 });
	});

	it('is read by the clock of the answer', () => {
		const reset = String(SERVER_NOW / 1000 + 10);
		expect(told({ date, ...remaining('0', reset) })).toEqual({ left: 0, endsIn: 10_000 });
	});

	it('ends at a time without a zone by UTC, whatever zone n8n is set to', () => {
		const { defaultZone } = Settings;
		Settings.defaultZone = 'America/New_York';
		try {
			const reset = new Date(NOW + 10_000).toISOString().replace('Z', '');
			expect(told(remaining('3', reset))).toEqual({ left: 3, endsIn: 10_000 });
		} finally {
			Settings.defaultZone = defaultZone;
		}
	});

	it('is told with the verdict on the answer, or not at all', () => {
		const verdictOn = (headers: Record<string, string>) =>
			withRateLimit({ verdict: 'stored' }, answer(200, '', headers), NOW);
		const rateLimit = { left: 3, endsIn: 10_000 };
		expect(verdictOn(remaining('3', '10'))).toEqual({ verdict: 'stored', rateLimit });
		expect(verdictOn({})).toStrictEqual({ verdict: 'stored' });
	});

	it('may end in a header that is called reset-after', () => {
		const headers = { 'x-ratelimit-remaining': '2', 'x-ratelimit-reset-after': '7' };
		expect(told(headers)).toEqual({ left: 2, endsIn: 7_000 });
	});

	it.each(['x-rate-limit-', 'ratelimit-'])('may come in headers that begin with %s', (prefix) => {
		const headers = { [`${prefix}remaining`]: '2', [`${prefix}reset`]: '7' };
		expect(told(headers)).toEqual({ left: 2, endsIn: 7_000 });
	});

	it('with the fewest requests left counts, where there are several', () => {
		expect(told(remaining('12, 0, 0', '3, 40, 60'))).toEqual({ left: 0, endsIn: 60_000 });
		expect(told({ ratelimit: '"burst";r=7;t=4, "minute";r=5;t=30' })).toEqual({
			left: 5,
			endsIn: 30_000,
		});
	});

	it.each([
		['no headers', {}],
		['no end', { 'x-ratelimit-remaining': '0' }],
		['an end that is over', remaining('0', String(NOW / 1000 - 1))],
		['an end in 2001, in seconds', remaining('0', '1000000000')],
		['an end in 2001, in milliseconds', remaining('0', '1000000000000')],
		['no time until the end', remaining('0', '0')],
		['no number', remaining('many', '10')],
		['an empty number', remaining('', '10')],
		['less than nothing left', remaining('-1', '10')],
		['an end that is no time', remaining('0', 'soon')],
		['an end in words', remaining('0', 'about 10')],
		['another thing in one header', { ratelimit: 'limit=20' }],
	])('is not told by %s', (_, headers: Record<string, string>) => {
		expect(told(headers)).toBeUndefined();
	});

	it('never throws, and never ends now or before, whatever the headers hold', () => {
		const text = fc.oneof(
			fc.string(),
			fc.constantFrom('0', '1', '-1', '1e400', '99999999999999999'),
		);
		fc.assert(
			fc.property(text, text, text, (left, reset, one) => {
				const window = told({ ...remaining(left, reset), ratelimit: one });
				if (window) expect(window.endsIn).toBeGreaterThan(0);
			}),
		);
	});
});

describe('the pause after a refusal', () => {
	const pause = (headers: Record<string, string>) => pauseAfterLimit(answer(429, '', headers), NOW);
	const window = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '40' };

	it('is the end of the window', () => {
		expect(pause(window)).toBe(40_000);
	});

	it('is Retry-After, where both are told', () => {
		expect(pause({ ...window, 'retry-after': '3' })).toBe(3_000);
	});

	it('is the end of the window, where Retry-After says nothing', () => {
		expect(pause({ ...window, 'retry-after': '0' })).toBe(40_000);
	});

	it('is the end of the window, where the answer does not say how many are left', () => {
		expect(pause({ 'x-ratelimit-reset': '40' })).toBe(40_000);
		expect(pause({ 'ratelimit-reset-after': '40' })).toBe(40_000);
		expect(pause({ 'x-ratelimit-reset': '0' })).toBeUndefined();
	});

	it.each(['', '-1'])('is the end of the window, where %j are left', (left) => {
		expect(pause({ ...window, 'x-ratelimit-remaining': left })).toBe(40_000);
	});

	it('is not told by a window that has requests left: another limit has refused', () => {
		expect(pause({ ...window, 'x-ratelimit-remaining': '80' })).toBeUndefined();
	});

	it('is not told by an answer without headers', () => {
		expect(pause({})).toBeUndefined();
	});
});
