import {
	addRecords,
	addRecordsBody,
	judgeAddRecords,
} from '../../../nodes/EightByEightCampaigns/client/addRecords';
import type { ApiRequest } from '../../../nodes/EightByEightCampaigns/client/send';
import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import { CAMPAIGN, recordsOf } from '../helpers/entries';
import { HTML, NOW, SAMPLE, answer, type ProblemBody } from '../helpers/replies';

const RECORDS = recordsOf('1', 'CRM-12345', '32');

const judge = (status: number, body: ProblemBody | string, records = RECORDS) =>
	judgeAddRecords(answer(status, body), records, NOW);

const EXISTS = 'Campaign already contains record for Id: CRM-12345';
const duplicate = { verdict: 'split', code: 'duplicateRecord' };
const invalid = { verdict: 'split', code: 'invalidRecord' };
const unexplained = { verdict: 'split', code: 'refusedUnexplained', named: [] };
const notDynamic = { verdict: 'stopCampaign', code: 'campaignNotDynamic' };
const unknownCampaign = { verdict: 'stopCampaign', code: 'notFound' };
const closed = { verdict: 'stopCampaign', code: 'campaignState' };
const notReady = { verdict: 'wait', code: 'campaignState' };
const inState = (state: string) => ({
	title: 'Conflict',
	detail: `Records cannot be added while the campaign is in state ${state}`,
});

/** In the order of the guards; where two could match, the earlier one counts. */
const guards: Array<[string, ProblemBody | string, Record<string, unknown>]> = [
	['names the existing id', { detail: EXISTS }, { ...duplicate, named: ['CRM-12345'] }],
	['is 8x8’s own sample', SAMPLE, { ...duplicate, named: ['CRM-12345'] }],
	[
		'lists existing ids',
		{ detail: 'Campaign already contains records for Id(s): 32, CRM-12345' },
		{ ...duplicate, named: ['CRM-12345', '32'] },
	],
	[
		'puts it in other words',
		{ detail: 'Record "CRM-12345" exists' },
		{ ...duplicate, named: ['CRM-12345'] },
	],
	['names an id that was not sent', { detail: `${EXISTS}6` }, { ...duplicate, named: [] }],
	['says duplicate without an id', { title: 'Duplicate record' }, { ...duplicate, named: [] }],
	[
		'says of an id in errors[] only that it exists',
		{
			title: 'Validation failed',
			errors: [{ field: 'records[1].crmRecordId', code: 'Unique', message: 'already exists' }],
		},
		{ ...duplicate, named: ['CRM-12345'] },
	],
	[
		'says not dynamic',
		{ title: 'Invalid Operation', detail: '`isDynamic` is `false`' },
		notDynamic,
	],
	['says not dynamic in words', { detail: 'The campaign is not dynamic' }, notDynamic],
	[
		'says not dynamic by the field',
		{ title: 'Invalid Operation', errors: [{ field: 'isDynamic', message: 'is false' }] },
		notDynamic,
	],
	['says COMPLETE', inState('COMPLETE'), closed],
	['says DELETED', inState('DELETED'), closed],
	['says BUILDING', inState('BUILDING'), notReady],
	['says STARTING', inState('STARTING'), notReady],
	[
		'names a field by its place',
		{ errors: [{ field: 'records[1].priority', code: 'Enum', message: 'is unknown' }] },
		{ ...invalid, named: ['CRM-12345'] },
	],
	[
		'names a field only',
		{
			title: 'Validation failed',
			errors: [{ field: 'crmRecordId', message: 'size must be between 1 and 32' }],
		},
		{ ...invalid, named: [] },
	],
	[
		'says that the CRM does not know an id',
		{ detail: 'Customer not found, Id: CRM-12345' },
		{ ...invalid, named: ['CRM-12345'] },
	],
	[
		'names the campaign',
		{ title: 'Bad Request', errors: [{ field: 'addRecords.campaignId', message: 'is unknown' }] },
		unknownCampaign,
	],
	['says that there is no such campaign', { detail: 'Campaign 4711 not found' }, unknownCampaign],
	[
		'names the tenant',
		{ title: 'Bad Request', errors: [{ field: 'X-8x8-Tenant', message: 'is unknown' }] },
		{ verdict: 'stopRun', code: 'unexpectedAnswer' },
	],
	[
		'names the campaign field of a record',
		{ errors: [{ field: 'records[1].campaignId', message: 'is unknown' }] },
		{ ...invalid, named: ['CRM-12345'] },
	],
	[
		'names the state, and the campaign as the field',
		{ ...inState('BUILDING'), errors: [{ field: 'campaignId', message: 'is not ready' }] },
		notReady,
	],
	[
		'says nothing of use',
		{ title: 'Bad Request', detail: 'The request was not accepted' },
		unexplained,
	],
	['is HTML', HTML, unexplained],
	[
		'is a page that names the existing id below its title',
		`<title>HTTP Status 409</title><body><h1>Conflict</h1><p>Message</p><p>${EXISTS}</p></body>`,
		{ ...duplicate, named: ['CRM-12345'] },
	],
	[
		'is a page that speaks of something else that exists',
		'<title>Conflict</title><p>A session already exists</p>',
		unexplained,
	],
	['is empty', '', unexplained],
	['is cut off', '{"title":"Conf', unexplained],
	['is a list', '[]', unexplained],
];

describe.each([400, 409, 422])('a refusal with %i', (status) => {
	it.each(guards)('that %s', (_, body, { code, ...expected }) => {
		const refusal = judge(status, body) as NoSuccess;
		expect(refusal).toMatchObject(expected);
		expect(refusal.failure).toMatchObject({ code, httpCode: String(status) });
	});
});

describe('a request that is too large', () => {
	it.each(['', HTML, SAMPLE])('is split, whatever the body is', (body) => {
		const refusal = judge(413, body) as NoSuccess;
		expect(refusal).toMatchObject({ verdict: 'split', failure: { code: 'invalidRecord' } });
		expect(refusal.failure.message).toMatch(/too large/);
	});
});

describe('a duplicate', () => {
	it('is not described by errors that speak of something else', () => {
		const { failure } = judge(409, SAMPLE) as NoSuccess;
		expect(failure).not.toHaveProperty('fieldErrors');
		expect(failure.description).not.toMatch(/blank/);
		expect(failure).toMatchObject({ instance: SAMPLE.instance, time: SAMPLE.time });
	});
});

describe('sending', () => {
	it('posts the body as given, to the records of the campaign', async () => {
		const sent: ApiRequest[] = [];
		const body = addRecordsBody(RECORDS);
		const result = await addRecords(
			(request) => {
				sent.push(request);
				return Promise.resolve(answer(200, { records: [{ crmRecordId: '1' }] }));
			},
			CAMPAIGN,
			RECORDS,
			{ body, timeout: 5_000, now: () => NOW },
		);
		expect(sent).toEqual([{ method: 'POST', path: `/${CAMPAIGN}/records`, body, timeout: 5_000 }]);
		expect(result.verdict).toBe('stored');
	});

	it('reads a Retry-After date by the clock that it is given', async () => {
		const reply = answer(429, '', { 'retry-after': new Date(NOW + 4_000).toUTCString() });
		const result = await addRecords(() => Promise.resolve(reply), CAMPAIGN, RECORDS, {
			body: '',
			timeout: 1,
			now: () => NOW + 1_000,
		});
		expect(result).toMatchObject({ verdict: 'tryAgain', retryAfter: 3_000 });
	});

	it('writes records as 8x8 wants them', () => {
		const records = [
			{ crmRecordId: '__proto__' },
			{ crmRecordId: '"', rank: 1.5, priority: 'LOW' as const },
		];
		expect(JSON.parse(addRecordsBody(records))).toEqual({
			records: [{ crmRecordId: '__proto__' }, { crmRecordId: '"', rank: 1.5, priority: 'LOW' }],
		});
	});
});
