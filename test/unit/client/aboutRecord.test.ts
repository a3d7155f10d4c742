import { judgeAddRecords } from '../../../nodes/EightByEightCampaigns/client/addRecords';
import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import { CAMPAIGN, recordsOf } from '../helpers/entries';
import { NOW, answer, type ProblemBody } from '../helpers/replies';

const judge = (status: number, body: ProblemBody | string, ids = ['x1', 'x250', '5', 'write']) =>
	judgeAddRecords(answer(status, body), recordsOf(...ids), NOW) as NoSuccess;

const MISSING = 'The customer was not found in the CRM for Id: x250';
const STATUSES = [403, 404, 410, 423, 424, 451];

describe.each(STATUSES)('%i that names a record', (status) => {
	it.each<[ProblemBody, string]>([
		[{ title: 'Not Found', detail: MISSING }, 'invalidRecord'],
		[{ detail: 'Contact for Id: x250 is on the do-not-call list' }, 'refusedUnexplained'],
		[{ detail: 'Contact "x250" is locked by an agent' }, 'refusedUnexplained'],
		[{ detail: 'Contact x250 is on the do-not-call list' }, 'refusedUnexplained'],
		[{ message: "Customer 'x250' is unknown" }, 'invalidRecord'],
		[{ detail: 'CRM record not found: x250' }, 'invalidRecord'],
		[{ detail: 'Customer with id x250 not found' }, 'invalidRecord'],
		[{ errors: [{ field: 'records[1].crmRecordId', message: 'is unknown' }] }, 'invalidRecord'],
		[{ errors: [{ crmRecordId: 'x250', message: 'is unknown' }] }, 'invalidRecord'],
		[{ errors: [{ field: 'customer', message: 'not found, Id: x250' }] }, 'invalidRecord'],
	])('is about that record: %j', (body, code) => {
		const refusal = judge(status, body);
		expect(refusal).toMatchObject({ verdict: 'split', named: ['x250'] });
		expect(refusal.failure).toMatchObject({ code, httpCode: String(status) });
	});

	it('fails that record by itself, and not its campaign', () => {
		const refusal = judge(status, { detail: MISSING }, ['x250']);
		expect(refusal).toMatchObject({ verdict: 'split', failure: { code: 'invalidRecord' } });
		expect(refusal.failure.description).toContain(MISSING);
	});
});

it('404 for a field of records is about one of them', () => {
	const errors = [{ field: 'crmRecordId', code: 'NotFound', message: 'is unknown to the CRM' }];
	expect(judge(404, { errors })).toMatchObject({ verdict: 'split', named: [] });
});

it.each([
	'The customer-id has not been found.',
	'Contact not found in CRM',
	'The CRM record does not exist',
	'crmRecordId is unknown',
])('404 is about some record: %j', (detail) => {
	expect(judge(404, { title: 'Not Found', detail })).toMatchObject({
		verdict: 'split',
		named: [],
		failure: { code: 'invalidRecord' },
	});
	expect(judge(403, { detail }).verdict).toBe('stopRun');
});

it.each([
	[404, 'The contact was not found, since the campaign was deleted'],
	[404, 'Record not found'],
	[404, `Campaign not found for Id: ${CAMPAIGN}`],
	[404, 'Campaign not found for Id: x9'],
	[404, 'Tenant with Id: 5 not found'],
	[404, 'The campaign with the id "5" does not exist'],
	[403, "Permission 'write' is missing"],
	[403, 'User Id: 5 lacks the role'],
	[403, 'Request Id: 5'],
	[404, 'Customer not found'],
])('%i that names no record of the request is unchanged: %j', (status, detail) => {
	expect(judge(status, { detail }).verdict).toBe(status === 404 ? 'stopCampaign' : 'stopRun');
});

// A `#` of 8x8's own, as in "#12 of the guide", stands for no id.
it.each<[number, ProblemBody | string]>([
	[404, { errors: [{ message: '# of campaigns: 0' }] }],
	[404, '[[{" ":"#"}]]'],
	[404, { errors: [{ field: '#', message: 'no' }] }],
	[404, { errors: [{ code: '#1', message: '' }] }],
	[403, { detail: 'See record #12 of the guide' }],
])('%i with a sign for numbers names no record: %j', (status, body) => {
	expect(judge(status, body).verdict).toBe(status === 404 ? 'stopCampaign' : 'stopRun');
});

it.each([401, 407, 405, 415])('%i is never about a record', (status) => {
	expect(judge(status, { detail: MISSING }).verdict).toBe('stopRun');
});

it.each([408, 500, 503])('%i leaves open what was stored, whatever it names', (status) => {
	expect(judge(status, { detail: MISSING }).verdict).toBe('lost');
});

it('is a page of something in between, whatever it names', () => {
	expect(judge(403, `<title>${MISSING}</title>`).verdict).toBe('stopRun');
});

it('is a limit of the rate where it says so, whatever it names', () => {
	expect(judge(403, { detail: `Too many requests: ${MISSING}` })).toMatchObject({
		verdict: 'tryAgain',
		limited: true,
	});
});

it.each([
	{ title: 'Too Many Requests', detail: 'Rate limit exceeded for Id: x250' },
	{ title: 'Bad Request', detail: 'Too many requests. Nothing was added for Id: x250' },
	{ code: 'RATE_LIMIT_EXCEEDED', message: 'Not added: record x250' },
	{ detail: 'Rate limit exceeded, request Id: 5' },
	{ detail: 'Rate limit exceeded for Id: x9' },
	{ detail: 'API rate limit exceeded for user Id: 5' },
])('is a limit of the rate where a part of it says so of no record: %j', (body) => {
	for (const status of [400, 403, 409, 422, 429]) {
		expect(judge(status, body)).toMatchObject({ verdict: 'tryAgain', limited: true });
	}
});

it.each([
	'Contact attempt rate limit exceeded for Id: x250',
	'Customer x250: call rate limit reached',
	'Too many requests for record x250',
	'You have exceeded the rate limit of calls for contact "x250"',
	'Bad. Request limit exceeded, Id: x250',
])('is no limit of the rate where it is that of a record: %j', (detail) => {
	for (const status of [400, 403, 409, 422]) {
		const refusal = judge(status, { title: 'No', detail });
		expect(refusal).toMatchObject({ verdict: 'split', named: ['x250'] });
		expect(refusal.failure).toMatchObject({ code: 'refusedUnexplained', httpCode: String(status) });
	}
	expect(judge(429, { detail })).toMatchObject({ verdict: 'tryAgain', limited: true });
	// Nobody knows what else these may be about.
	for (const status of [401, 420]) {
		expect(judge(status, { detail })).toMatchObject({ verdict: 'tryAgain', limited: true });
	}
	expect(judge(200, { success: false, message: detail })).toMatchObject({ verdict: 'lost' });
});

it.each([400, 403])('%i for a record that was throttled is no limit of the rate', (status) => {
	const refusal = judge(status, { detail: 'Record x250 was throttled' });
	expect(refusal).toMatchObject({ verdict: 'split', named: ['x250'] });
});
