import { judgeAddRecords } from '../../../nodes/EightByEightCampaigns/client/addRecords';
import { judgeChange } from '../../../nodes/EightByEightCampaigns/client/changeCampaign';
import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import { recordsOf } from '../helpers/entries';
import { NOW, answer } from '../helpers/replies';

const json = (body: unknown, status = 400, headers: Record<string, string> = {}) =>
	answer(status, JSON.stringify(body), headers);

const RULE = { verb: 'start', from: ['READY'] as const, change: { action: 'START' as const } };
const SENT = recordsOf('a', 'b', 'c');
const adding = (status: number, body: unknown) =>
	judgeAddRecords(json(body, status), SENT, NOW) as NoSuccess;
const starting = (status: number, body: unknown) =>
	judgeChange(json(body, status), RULE, NOW) as NoSuccess;

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
		...['rejectedValue', 'invalidValue', 'value'].map((name): [string, unknown] => [
			`by its id as the ${name}`,
			{ errors: [{ field: 'crmRecordId', [name]: 'b', message: 'no' }] },
		]),
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

	it.each(['rank', 'crmRecordIdSource'])('not by a value of the field %s', (field) => {
		const body = { errors: [{ field, rejectedValue: 'b', message: 'no' }] };
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
