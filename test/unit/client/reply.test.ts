import fc from 'fast-check';

import { jsonBody, problemOf } from '../../../nodes/EightByEightCampaigns/client/reply';
import { HTML, SAMPLE, answer } from '../helpers/replies';

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
