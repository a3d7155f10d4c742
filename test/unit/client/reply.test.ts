import fc from 'fast-check';

import {
	jsonBody,
	problemOf,
	retryAfterMs,
} from '../../../nodes/EightByEightCampaigns/client/reply';
import { HTML, NOW, SAMPLE, answer } from '../helpers/replies';

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

	it('is read with blanks around it', () => {
		expect(jsonBody(answer(200, ' \r\n{"records": []}\n'))).toEqual({ records: [] });
	});
});

describe('a problem', () => {
	it('is read as 8x8 writes it', () => {
		const { title, detail, instance, time, errors } = SAMPLE;
		expect(problemOf(jsonBody(answer(400, SAMPLE)))).toEqual({
			title,
			detail,
			instance,
			time,
			errors,
		});
	});

	it.each(['', HTML, '[]', 'null', '{}'])('is empty for %j', (body) => {
		expect(problemOf(jsonBody(answer(502, body)))).toEqual({ errors: [] });
	});

	it.each([
		['texts of other types', { title: 5, detail: { a: 1 }, instance: null, time: [] }],
		['empty texts', { title: '', detail: '', instance: '', time: '' }],
		['errors that are no list', { errors: { field: 'rank' } }],
		['errors that are text', { errors: 'rank' }],
		['errors of other types', { errors: [null, 'rank', 5, ['rank']] }],
	])('leaves out %s', (_, body) => {
		expect(problemOf(jsonBody(answer(400, JSON.stringify(body))))).toEqual({ errors: [] });
	});

	it('keeps of an error only field, code and message, where they are texts', () => {
		const body = { errors: [{ field: 'rank', code: 7, message: '', rejectedValue: 'secret' }, {}] };
		// Strictly: what is missing shall not appear as undefined in the error output.
		expect(problemOf(jsonBody(answer(400, JSON.stringify(body)))).errors).toStrictEqual([
			{ field: 'rank' },
			{},
		]);
	});

	it('keeps 2,000 characters of a text, since it goes out with every item of a batch', () => {
		const long = 'x'.repeat(2_001);
		const { detail, errors } = problemOf(
			jsonBody(answer(400, { detail: long, errors: [{ message: long }] })),
		);
		expect(detail).toBe('x'.repeat(2_000));
		expect(errors).toEqual([{ message: 'x'.repeat(2_000) }]);
	});

	it('is read without failing, whatever the body is', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
				const { errors, ...texts } = problemOf(jsonBody(answer(400, body)));
				expect(Array.isArray(errors)).toBe(true);
				for (const text of Object.values(texts))
					expect(['string', 'undefined']).toContain(typeof text);
			}),
		);
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
