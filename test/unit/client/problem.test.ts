import fc from 'fast-check';

import { judgeAddRecords } from '../../../nodes/EightByEightCampaigns/client/addRecords';
import { judgeChange } from '../../../nodes/EightByEightCampaigns/client/changeCampaign';
import { problemOf } from '../../../nodes/EightByEightCampaigns/client/problem';
import type { Refusal } from '../../../nodes/EightByEightCampaigns/client/refusal';
import { recordsOf } from '../helpers/entries';
import { HTML, NOW, SAMPLE, answer } from '../helpers/replies';

const json = (body: unknown, status = 400, headers: Record<string, string> = {}) =>
	answer(status, JSON.stringify(body), headers);

const RULE = { verb: 'start', participle: 'started', validFrom: 'READY' };
const SENT = recordsOf('a', 'b', 'c');
const adding = (status: number, body: unknown) =>
	judgeAddRecords(json(body, status), SENT, NOW) as Refusal;
const starting = (status: number, body: unknown) =>
	judgeChange(json(body, status), RULE, NOW) as Refusal;

/** The forms in which servers say one thing. */
const ENVELOPES: Array<[string, (said: string) => unknown]> = [
	["8x8's problem", (said) => ({ title: 'Conflict', status: 409, detail: said })],
	[
		"8x8's other suites",
		(said) => ({ code: 1300, message: said, errorId: 'e-1', timestamp: '2027-01-31T09:00:00Z' }),
	],
	["8x8's Administration", (said) => ({ errors: [{ code: 'SOME_CODE', message: said }] })],
	['Amazon and Kong', (said) => ({ message: said })],
	['Amazon in capitals', (said) => ({ Message: said })],
	['a text', (said) => ({ error: said })],
	['Google', (said) => ({ error: { code: 409, message: said, status: 'ABORTED', details: [] } })],
	['OAuth', (said) => ({ error: 'invalid_request', error_description: said })],
	['Apigee', (said) => ({ fault: { faultstring: said, detail: { errorcode: 'x.y.Z' } } })],
	['texts', (said) => ({ errors: [said] })],
	['a list', (said) => [{ message: said }]],
	['a list of texts', (said) => [said]],
	[
		'Spring',
		(said) => ({
			timestamp: '2027-01-31T09:00:00.000+00:00',
			status: 409,
			error: 'Conflict',
			message: said,
			path: '/cc/US1/campaigns/v1/x/records',
		}),
	],
	['JSON:API', (said) => ({ errors: [{ status: '409', title: 'Conflict', detail: said }] })],
	['NestJS', (said) => ({ statusCode: 409, message: [said], error: 'Conflict' })],
	['a status with words', (said) => ({ status: { code: 409, message: said } })],
	['a wrapped error', (said) => ({ response: { error: { message: said } } })],
	['a text in JSON', (said) => said],
];

describe.each(ENVELOPES)('what is said in the form of %s', (_, envelope) => {
	it('is quoted', () => {
		const { failure } = adding(400, envelope('Rule 7 says no'));
		expect(failure.code).toBe('refusedUnexplained');
		expect(failure.description).toContain('Rule 7 says no');
		expect(starting(400, envelope('Rule 7 says no')).failure.description).toContain(
			'Rule 7 says no',
		);
	});

	it('names the record that the campaign has', () => {
		const said = envelope('Campaign already contains record for Id: b');
		expect(adding(409, said)).toMatchObject({
			verdict: 'split',
			named: ['b'],
			failure: { code: 'duplicateRecord' },
		});
	});

	it('tells that the campaign is not dynamic', () => {
		expect(adding(400, envelope('`isDynamic` is `false`'))).toMatchObject({
			verdict: 'stopCampaign',
			failure: { code: 'campaignNotDynamic' },
		});
	});

	it.each([
		['COMPLETE', 'stopCampaign'],
		['BUILDING', 'wait'],
	])('tells that the campaign is %s', (state, verdict) => {
		const said = envelope(`The campaign is in state ${state}`);
		expect(adding(409, said)).toMatchObject({ verdict, failure: { code: 'campaignState' } });
		expect(starting(409, said)).toMatchObject({ verdict, failure: { code: 'campaignState' } });
	});
});

/** The forms in which servers complain about a field of one record. */
const FIELDS: Array<[string, (field: string, message: string) => unknown]> = [
	[
		"8x8's problem",
		(field, message) => ({ title: 'Bad', errors: [{ field, code: 'X', message }] }),
	],
	[
		'Spring',
		(field, defaultMessage) => ({
			status: 400,
			error: 'Bad Request',
			message: 'Validation failed',
			errors: [
				{ objectName: 'addRequest', field, defaultMessage, code: 'X', rejectedValue: 'secret' },
			],
		}),
	],
	['Jakarta', (propertyPath, message) => ({ violations: [{ propertyPath, message }] })],
	[
		'Zalando',
		(field, message) => ({ title: 'Constraint Violation', violations: [{ field, message }] }),
	],
	['ASP.NET and Laravel', (field, message) => ({ errors: { [field]: [message] } })],
	['a text by field', (field, message) => ({ errors: { [field]: message } })],
	[
		'Google',
		(field, description) => ({
			error: {
				code: 400,
				message: 'Invalid',
				details: [{ '@type': 'x/BadRequest', fieldViolations: [{ field, description }] }],
			},
		}),
	],
	['RFC 9457', (name, reason) => ({ title: 'Bad', 'invalid-params': [{ name, reason }] })],
	['a list', (field, message) => [{ field, message }]],
];

describe.each(FIELDS)('a complaint about a field in the form of %s', (_, envelope) => {
	it('is told with its field, and names the record by its position', () => {
		const refusal = adding(400, envelope('records[2].rank', 'must be a number'));
		expect(refusal).toMatchObject({
			verdict: 'split',
			named: ['c'],
			failure: {
				code: 'invalidRecord',
				fieldErrors: [{ field: 'records[2].rank', message: 'must be a number' }],
			},
		});
		expect(refusal.failure.description).toContain('Fields: records[2].rank must be a number.');
		expect(JSON.stringify(refusal)).not.toContain('secret');
	});

	it('may say that the campaign has the record', () => {
		expect(adding(400, envelope('records[1].crmRecordId', 'already exists'))).toMatchObject({
			named: ['b'],
			failure: { code: 'duplicateRecord' },
		});
	});
});

describe('a record is named', () => {
	it.each<[string, unknown]>([
		['by a JSON pointer', { errors: [{ field: '/records/1/rank', message: 'no' }] }],
		[
			'by a pointer of JSON:API',
			{ errors: [{ source: { pointer: '/records/1/rank' }, title: 'no' }] },
		],
		['by dots', { errors: { 'records.1.rank': ['no'] } }],
		['by objects in each other', { errors: { records: { 1: { rank: ['no'] } } } }],
		['by a path in parts', { detail: [{ loc: ['body', 'records', 1, 'rank'], msg: 'no' }] }],
		[
			'with the name of a method',
			{ violations: [{ propertyPath: 'add.body.records[1].rank', message: 'no' }] },
		],
		[
			'by its id as the value',
			{ errors: [{ field: 'crmRecordId', rejectedValue: 'b', message: 'no' }] },
		],
		['by its id in a field of its own', { errors: [{ crmRecordId: 'b', message: 'no' }] }],
		['by its id as the key', { errors: { b: ['no'] } }],
		[
			'by the chain of Jackson',
			{
				message:
					'Cannot parse (through reference chain: x.AddRequest["records"]->java.util.ArrayList[1]->x.Record["scheduleAt"])',
			},
		],
	])('%s', (_, body) => {
		expect(adding(400, body).named).toEqual(['b']);
	});

	it('by an error beside a text that says that it exists', () => {
		const errors = [{ field: 'records[1].crmRecordId', message: 'no' }];
		expect(adding(409, { message: 'Duplicate records', errors }).named).toEqual(['b']);
		const detail = 'Campaign already contains record for Id: a';
		expect(adding(409, { detail, errors }).named).toEqual(['a']);
	});

	it('not by a value of another field', () => {
		const body = { errors: [{ field: 'rank', rejectedValue: 'b', message: 'no' }] };
		expect(adding(400, body).named).toEqual([]);
	});
});

describe('a code in capitals is read as words', () => {
	it.each([
		['RECORD_ALREADY_EXISTS', 'duplicateRecord'],
		['DUPLICATE_RECORD', 'duplicateRecord'],
		['CAMPAIGN_NOT_DYNAMIC', 'campaignNotDynamic'],
		['CAMPAIGN_COMPLETED', 'campaignState'],
	])('%s', (code, expected) => {
		expect(adding(400, { code, message: 'Refused' }).failure.code).toBe(expected);
		expect(adding(400, { errors: [{ code, message: 'Refused' }] }).failure.code).toBe(expected);
	});
});

describe("a text of 8x8's legacy API", () => {
	it.each([
		['Duplicate customer', 'split', 'duplicateRecord'],
		['Invalid customer-id', 'split', 'invalidRecord'],
		['The customer-id has not been found.', 'split', 'invalidRecord'],
		['The subject schedule-date-time is in the past.', 'split', 'invalidRecord'],
		[
			'The subject schedule-date-time is outside the campaign schedule from 1 to 2.',
			'split',
			'invalidRecord',
		],
		[
			'The campaign has stopped. No additional customers can be added.',
			'stopCampaign',
			'campaignState',
		],
		['This is not a dynamic campaign.', 'stopCampaign', 'campaignNotDynamic'],
		['The campaign is not enabled.', 'stopCampaign', 'campaignState'],
		['The operation is invalid for a campaign that has not started.', 'wait', 'campaignState'],
	])('is read as what it says: %s', (detail, verdict, code) => {
		expect(adding(400, { detail })).toMatchObject({ verdict, failure: { code } });
		expect(adding(409, { message: detail })).toMatchObject({ verdict, failure: { code } });
	});
});

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
	])('leaves out %s', (_, body) => {
		expect(problemOf(json(body))).toEqual({ errors: [] });
	});

	it('keeps of an error only field, code and message, where they are texts', () => {
		const body = { errors: [{ field: 'rank', code: 'Max', message: '', rejectedValue: 'secret' }] };
		// Strictly: what is missing shall not appear as undefined in the error output.
		expect(problemOf(json(body)).errors).toStrictEqual([{ field: 'rank', code: 'Max' }]);
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
		expect(failure.description).toContain(
			'For 8x8 support: time 2020-12-22T05:52:01.85Z, errorId 1cc1eda1-f5dd.',
		);
	});

	it.each([
		[1_800_000_000_000, '2027-01-15T08:00:00.000Z'],
		[1_800_000_000, '2027-01-15T08:00:00.000Z'],
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
			) as Refusal;
			expect(failure.description).toMatch(new RegExp(`For 8x8 support: ${name} 8f2a-FRA\\.$`));
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
		['\uFEFFupstream connect error\r\nreset', 'upstream connect error'],
		['{"title":"Conf', '{"title":"Conf'],
		[`<title>${'x'.repeat(300)}</title>`, `${'x'.repeat(199)}…`],
	])('%j is quoted by its title or its first line', (body, title) => {
		expect(problemOf(answer(502, body))).toMatchObject({ title, form: 'page' });
	});

	it('is not quoted with its markup where a gateway passes it on in JSON', () => {
		const message = '<html><head><title>Bad Gateway</title></head></html>';
		expect(problemOf(json({ message }, 502)).detail).toBe('Bad Gateway');
	});

	it.each(['', ' ', 'null', '<html></html>', '""'])('%j says nothing', (body) => {
		expect(problemOf(answer(502, body))).toMatchObject({ form: 'empty' });
		expect(problemOf(answer(502, body)).title).toBeUndefined();
	});
});

describe('whatever the body is', () => {
	const statuses = fc.oneof(
		fc.constantFrom(200, 201, 204, 400, 401, 403, 404, 409, 413, 422, 429, 500, 503),
		fc.integer({ min: 200, max: 599 }),
	);
	const words = fc.constantFrom(
		'Campaign already contains record for Id: b',
		'records[1]',
		'The campaign is in state COMPLETE',
		'tenant',
		'b',
		'ERROR',
		'__proto__',
		'<title>x</title>',
	);
	const keys = fc.constantFrom(
		'title',
		'detail',
		'message',
		'error',
		'errors',
		'fault',
		'status',
		'code',
		'records',
		'data',
		'failed',
		'crmRecordId',
		'field',
		'success',
		'state',
		'timestamp',
		'__proto__',
		'constructor',
	);
	const bodies = fc.oneof(
		fc.json().map((text) => JSON.parse(text) as unknown),
		fc.letrec((tie) => ({
			value: fc.oneof(
				{ maxDepth: 5 },
				fc.oneof(words, fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
				fc.array(tie('value'), { maxLength: 4 }),
				fc
					.array(fc.tuple(keys, tie('value')), { maxLength: 5 })
					.map(
						(pairs) =>
							JSON.parse(
								`{${pairs.map(([key, value]) => `"${key}":${JSON.stringify(value)}`).join()}}`,
							) as unknown,
					),
			),
		})).value,
	);
	const texts = fc.oneof(
		bodies.map((body) => JSON.stringify(body)),
		fc.string(),
	);

	it('it is judged without failing, and blamed on the records only by a status about the content', () => {
		fc.assert(
			fc.property(statuses, texts, (status, body) => {
				const reply = answer(status, body);
				const added = judgeAddRecords(reply, SENT, NOW);
				const changed = judgeChange(reply, RULE, NOW);
				expect(changed.verdict).not.toBe('split');
				if (added.verdict === 'stored') {
					expect(status).toBeLessThan(300);
					for (const id of [...added.records.keys(), ...(added.refused ?? new Map()).keys()])
						expect(['a', 'b', 'c']).toContain(id);
					return;
				}
				if (added.verdict === 'split' && status >= 300) {
					expect([400, 409, 413, 422]).toContain(status);
				}
				for (const { failure } of [added, changed as Refusal]) {
					if (!failure) continue;
					expect(failure.message).not.toContain('Campaign already contains');
					expect((failure.description ?? '').length).toBeLessThan(20_000);
				}
			}),
			{ numRuns: 2_000 },
		);
	});

	it('it may be very deep or very long', () => {
		const deep = `${'{"errors":['.repeat(5_000)}${']}'.repeat(5_000)}`;
		const long = JSON.stringify({ errors: Array.from({ length: 50_000 }, () => 'x'.repeat(100)) });
		for (const body of [
			deep,
			long,
			'<'.repeat(1e6),
			'<script>'.repeat(1e5),
			`["${'x'.repeat(1e6)}"]`,
		]) {
			const { failure } = judgeAddRecords(answer(400, body), SENT, NOW) as Refusal;
			expect(failure.description!.length).toBeLessThan(10_000);
		}
	});
});
