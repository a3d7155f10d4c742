import fc from 'fast-check';

import { jsonBody, jsonOf, retryAfterMs } from '../../../nodes/EightByEightCampaigns/client/reply';
import { HTML, NOW, answer } from '../helpers/replies';

describe('the body', () => {
	it.each([
		'',
		' ',
		'null',
		'true',
		'5',
		'"text"',
		'[]',
		'[{"records":[]}]',
		HTML,
		'{"records":[{"crmRecordId":"a"}',
		'{"records":[]}{"records":[]}',
	])('%j is not an object', (body) => {
		expect(jsonBody(answer(200, body))).toBeUndefined();
	});

	it('is read with a byte order mark in front of it', () => {
		expect(jsonBody(answer(200, '\uFEFF{"records": []}'))).toEqual({ records: [] });
		expect(jsonOf(answer(400, '\uFEFF["text"]'))).toEqual(['text']);
	});

	it('is read with blanks around it', () => {
		expect(jsonBody(answer(200, ' \r\n{"records": []}\n'))).toEqual({ records: [] });
	});
});

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
