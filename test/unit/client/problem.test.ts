import { judgeAddRecords } from '../../../nodes/EightByEightCampaigns/client/addRecords';
import { supportReference } from '../../../nodes/EightByEightCampaigns/client/failure';
import { judgeChange } from '../../../nodes/EightByEightCampaigns/client/changeCampaign';
import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import { recordsOf } from '../helpers/entries';
import { HTML, NOW, SAMPLE, answer, problemOf } from '../helpers/replies';

const json = (body: unknown, status = 400, headers: Record<string, string> = {}) =>
	answer(status, JSON.stringify(body), headers);

const RULE = { verb: 'start', from: ['READY'] as const, change: { action: 'START' as const } };
const SENT = recordsOf('a', 'b', 'c');
const adding = (status: number, body: unknown) =>
	judgeAddRecords(json(body, status), SENT, NOW) as NoSuccess;
const starting = (status: number, body: unknown) =>
	judgeChange(json(body, status), RULE, NOW) as NoSuccess;

describe('a problem', () => {
	it('is read as 8x8 writes it', () => {
		const { title, detail, instance, time, errors } = SAMPLE;
		expect(problemOf(json(SAMPLE))).toEqual({ title, detail, instance, time, errors });
	});

	it.each([
		['texts of other types', { title: 5, detail: { a: 1 }, instance: null, time: [] }],
		['empty texts', { title: '', detail: ' ', instance: '', time: '' }],
		['errors of other types', { errors: [null, 5, [], {}, [[]]] }],
		['nothing', {}],
		['a code that is the status', { code: 400, status: 400 }],
		['a fault without its code', { fault: { detail: {} } }],
	])('leaves out %s', (_, body) => {
		expect(problemOf(json(body))).toEqual({ errors: [] });
	});

	it('keeps of an error only field, code and message, where they are texts', () => {
		const body = { errors: [{ field: 'rank', code: 'Max', message: '', rejectedValue: 'secret' }] };
		// Strictly: what is missing shall not appear as undefined in the error output.
		expect(problemOf(json(body)).errors).toStrictEqual([{ field: 'rank', code: 'Max' }]);
	});

	it.each<[string, unknown, unknown]>([
		['a field alone', { field: 'rank' }, { field: 'rank' }],
		[
			'a path with a part that says nothing',
			{ loc: ['body', null, 'rank'] },
			{ field: 'body.rank' },
		],
	])('keeps an error that has %s', (_, error, kept) => {
		expect(problemOf(json({ errors: [error] })).errors).toStrictEqual([kept]);
	});

	it.each<[unknown, string]>([
		[{ errors: [{ code: 'NO_ROOM' }] }, 'NO_ROOM'],
		[{ code: 1300 }, 'Code 1300'],
		[{ code: 'E5' }, 'E5'],
		[{ code: '5E' }, '5E'],
		[{ errorCode: 'E5' }, 'E5'],
		[{ error: { title: 'No room' } }, 'No room'],
		[{ error: { code: 409, status: 'ABORTED' } }, 'ABORTED'],
		[{ error: { code: 'E5' } }, 'E5'],
		[{ error: { errorCode: 'E5' } }, 'E5'],
		[{ error: { type: 'invalid' } }, 'invalid'],
	])('gives as its title what kind of error it is: %j', (body, title) => {
		expect(problemOf(json(body))).toEqual({ title, errors: [] });
	});

	it('says all that is about no field, each with its code', () => {
		const errors = [{ code: 'A', message: 'one' }, { code: 'B' }, { message: 'three' }];
		expect(problemOf(json({ errors }))).toEqual({ detail: 'A: one; B; three', errors: [] });
	});

	it.each<[string, unknown, string]>([
		['below the name of its field', { rank: { message: 'no' } }, 'rank'],
		['below its place', { 'records[1]': [{ field: 'rank', message: 'no' }] }, 'records[1].rank'],
	])('keeps an error that stands %s with the whole name', (_, errors, field) => {
		expect(problemOf(json({ errors })).errors).toEqual([{ field, message: 'no' }]);
	});

	it('keeps an error that names only the record, as one of its id', () => {
		expect(problemOf(json({ errors: [{ crmRecordId: 'b', message: 'no' }] }))).toEqual({
			errors: [{ field: 'crmRecordId', message: 'no' }],
			ids: ['b'],
		});
	});

	it('says once what its body says twice', () => {
		expect(problemOf(json({ error: 'No', message: 'No' }))).toEqual({ detail: 'No', errors: [] });
	});

	it('takes of two spellings of one name the first', () => {
		expect(problemOf(json({ error_message: 'one', errorMessage: 'two' })).detail).toBe('one');
	});

	it('takes a number that is too large for no code', () => {
		expect(problemOf(answer(400, '{"code":1e400}')).title).toBeUndefined();
	});

	it('reads objects in each other down to the third', () => {
		const three = { error: { error: { error: { message: 'deep' } } } };
		expect(problemOf(json(three)).detail).toBe('deep');
		expect(problemOf(json({ error: three })).detail).toBeUndefined();
	});

	it('reads lists in each other down to the fifth level', () => {
		expect(problemOf(json({ errors: [[[[['five']]]]] })).detail).toBe('five');
		expect(problemOf(json({ errors: [[[[[['six']]]]]] })).detail).toBeUndefined();
		const five = { a: { b: { c: { d: { e: 'no' } } } } };
		expect(problemOf(json({ errors: five })).errors).toEqual([
			{ field: 'a.b.c.d.e', message: 'no' },
		]);
		expect(problemOf(json({ errors: { a: five } })).errors).toEqual([]);
	});

	it('reads complaints in each other down to the third', () => {
		const below = (message: string, ...details: unknown[]) => ({ message, details });
		const errors = [below('one', below('two', below('three', below('four'))))];
		expect(problemOf(json({ errors })).detail).toBe('one; two; three');
	});

	it('reads three complaints for each record of the largest batch, and no more', () => {
		const errors = Array.from({ length: 400 }, () => ({ field: 'rank', message: 'no' }));
		expect(problemOf(json({ errors })).errors).toHaveLength(300);
	});

	it('keeps 2,000 characters of a text, since it goes out with every item of a batch', () => {
		const long = 'x'.repeat(2_001);
		const { detail, errors } = problemOf(
			json({ detail: long, errors: [{ field: 'rank', message: long }] }),
		);
		expect(detail).toBe('x'.repeat(2_000));
		expect(errors).toEqual([{ field: 'rank', message: 'x'.repeat(2_000) }]);
	});

	it('tells of a hundred complaints the first few, for the same reason', () => {
		const errors = Array.from({ length: 100 }, (_, n) => ({
			field: `records[${n}].rank`,
			message: 'no',
		}));
		const { failure } = adding(400, { errors });
		expect(failure.fieldErrors).toHaveLength(20);
		expect(failure.description).toContain('records[4].rank no, and 95 more.');
	});
});

it("quotes what 8x8's Administration says of its limit", () => {
	const body = { errors: [{ code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests' }] };
	for (const { verdict, failure } of [adding(429, body), starting(429, body)]) {
		expect(verdict).toBe('tryAgain');
		expect(failure.code).toBe('rateLimited');
		expect(failure.description).toContain(
			'8x8 answered 429 RATE_LIMIT_EXCEEDED: Too many requests.',
		);
	}
});

describe('what 8x8 support asks for', () => {
	it('comes out of an envelope of the other suites', () => {
		const { failure } = adding(400, {
			code: 1300,
			message: 'No',
			errorId: '1cc1eda1-f5dd',
			timestamp: '2020-12-22T05:52:01.85Z',
		});
		expect(failure).toMatchObject({ instance: '1cc1eda1-f5dd', time: '2020-12-22T05:52:01.85Z' });
		expect(failure.description).toContain('8x8 answered 400 Code 1300: No.');
		expect(supportReference(failure)).toBe(
			'For 8x8 support: instance 1cc1eda1-f5dd, time 2020-12-22T05:52:01.85Z.',
		);
	});

	it.each([
		[1_800_000_000_000, '2027-01-15T08:00:00.000Z'],
		[1_800_000_000, '2027-01-15T08:00:00.000Z'],
		[946_684_800, '2000-01-01T00:00:00.000Z'],
		[4_102_444_800, undefined],
		[5, undefined],
		[-1e300, undefined],
	])('holds a time that is a number: %d', (timestamp, time) => {
		expect(problemOf(json({ timestamp })).time).toBe(time);
	});

	it.each([
		'x-request-id',
		'x-correlation-id',
		'x-amzn-requestid',
		'x-amz-cf-id',
		'cf-ray',
		'x-kong-request-id',
	])('comes out of the header %s, also with a page', (name) => {
		for (const body of ['{"title":"No"}', HTML, '']) {
			const { failure } = judgeAddRecords(
				answer(503, body, { [name]: '8f2a-FRA' }),
				SENT,
				NOW,
			) as NoSuccess;
			expect(supportReference(failure)).toBe(`For 8x8 support: ${name} 8f2a-FRA.`);
		}
	});

	it('is not taken from a body where it is no id', () => {
		const { requestIds, errorId } = problemOf(
			json({ errorId: 'two words', traceId: 'x'.repeat(200), requestId: 7 }),
		);
		expect([requestIds, errorId]).toEqual([['requestId 7'], undefined]);
	});

	it('is at most three of the headers, and only what looks like an id', () => {
		const headers = {
			'cf-ray': 'd',
			'x-amzn-requestid': 'two words',
			'x-request-id': 'a',
			'x-correlation-id': 'b',
			'x-amz-cf-id': 'c',
			'request-id': 'x'.repeat(129),
		};
		expect(problemOf(answer(503, '', headers)).requestIds).toEqual([
			'x-request-id a',
			'x-correlation-id b',
			'x-amz-cf-id c',
		]);
	});
});

describe('a page', () => {
	it.each([
		['<html><head><title>502 Bad Gateway</title></head><body>x</body></html>', 'Bad Gateway'],
		['<h1>HTTP Status 502 – Bad Gateway</h1><p>more</p>', 'Bad Gateway'],
		['<style>p {}</style><script>let a = "<b>";</script><p>Sorry,\n we <b>rest</b>', 'Sorry,'],
		['<title> Attention &amp; care &#39;x&#39; </title>', 'Attention care x'],
		['<head><title lang="en">Bad&nbsp;Request</title></head>Please rest', 'Bad Request'],
		['Please rest<b', 'Please rest'],
		['<span>Please</span><span\nclass="b">rest</span>', 'Please rest'],
		['Please<style>b {}</style>rest', 'Please rest'],
		['Please<!-- now, <b>or later</b> -->rest', 'Please rest'],
		['Please rest<!-- now, <b>or la', 'Please rest'],
		['Please rest<script>let a = "<b>";', 'Please rest'],
		['Sorry<br>we rest', 'Sorry'],
		['Sorry<h2>we rest</h2>', 'Sorry'],
		['Sorry<div class="a">we rest</div>', 'Sorry'],
		['\uFEFFupstream connect error\r\nreset', 'upstream connect error'],
		['{"title":"Conf', '{"title":"Conf'],
		[`<title>${'x'.repeat(200)}</title>`, 'x'.repeat(200)],
		[`<title>${'x'.repeat(300)}</title>`, `${'x'.repeat(199)}…`],
		[`<title>${'x'.repeat(198)} ${'x'.repeat(100)}</title>`, `${'x'.repeat(198)}…`],
	])('%j is quoted by its title or its first line', (body, title) => {
		expect(problemOf(answer(502, body))).toMatchObject({ title, form: 'page' });
	});

	it.each([
		['<html><head><title>Bad Gateway</title></head></html>', 'Bad Gateway'],
		['\r\n <!DOCTYPE html><title>Bad Gateway</title>', 'Bad Gateway'],
		['Not JSON but <html>', 'Not JSON but <html>'],
	])('is not quoted with its markup where a gateway passes it on in JSON: %j', (message, said) => {
		expect(problemOf(json({ message }, 502)).detail).toBe(said);
	});

	it('has no title where it says only the status', () => {
		expect(problemOf(answer(502, '<h1>HTTP Status 502</h1>')).title).toBeUndefined();
	});

	it.each(['', ' ', 'null', '<html></html>', '""', `${' '.repeat(20_000)}far below`])(
		'%j says nothing',
		(body) => {
			expect(problemOf(answer(502, body))).toMatchObject({ form: 'empty' });
			expect(problemOf(answer(502, body)).title).toBeUndefined();
		},
	);
});
