import { act, add, ids, simulator } from './calls';
import {
	startSimulator,
	type CampaignSpec,
	type Dialect,
	type RecordAnswer,
} from '../../simulator';

const speaks = (readings: Partial<Dialect>) => {
	simulator.dialect = readings;
};

const addToNew = () => add(simulator.createCampaign(), ['a']);
const addTwice = () => add(simulator.createCampaign({ records: ['a'] }), ['a']);
const addToComplete = () => add(simulator.createCampaign({ state: 'COMPLETE' }), ['a']);
const start = (campaign: CampaignSpec) => () =>
	act(simulator.createCampaign(campaign), { action: 'START' });

test.each([
	['addedStatus', 'an add', [200, 201], addToNew],
	['duplicateStatus', 'a duplicate', [409, 400], addTwice],
	['stateStatus', 'an add in the wrong state', [409, 400], addToComplete],
	['transitionStatus', 'an illegal transition', [409, 400], start({ state: 'COMPLETE' })],
	[
		'transitionStatus',
		'a disabled campaign',
		[409, 400],
		start({ state: 'READY', enabled: false }),
	],
] as const)('%s: answers %s with one of %j', async (reading, _what, statuses, send) => {
	expect((await send()).status).toBe(statuses[0]);
	speaks({ [reading]: statuses[1] });
	expect((await send()).status).toBe(statuses[1]);
});

test.each([
	['named', 'Campaign already contains record for Id: b'],
	['listed', 'Campaign already contains record for Id(s): b, d'],
	['reworded', 'Record "b" exists'],
	['sample', 'Campaign already contains record for Id: b'],
	['opaque', 'The request was not accepted'],
] as const)('speaks of duplicates as %s', async (duplicateText, detail) => {
	speaks({ duplicateText });
	const campaign = simulator.createCampaign({ records: ['d', 'b'] });
	const { json } = await add(campaign, ['a', 'b', 'c', 'd']);
	expect(json?.detail).toBe(detail);
	expect(json?.errors).toEqual(
		duplicateText === 'sample'
			? [{ field: 'crmRecordId', code: 'NotBlank', message: 'must not be blank' }]
			: undefined,
	);
	expect(campaign.recordCount).toBe(2);
});

test.each([
	['indexed', ['records[1].priority', 'records[2].crmRecordId']],
	['plain', ['priority', 'crmRecordId']],
	['opaque', undefined],
] as const)('speaks of invalid records as %s', async (invalidText, fields) => {
	speaks({ invalidText });
	const records = ['a', { crmRecordId: 'b', priority: 'URGENT' }, ''];
	const { json } = await add(simulator.createCampaign(), records);
	const errors = json?.errors as Array<{ field: string }> | undefined;
	expect(errors?.map(({ field }) => field)).toEqual(fields);
	expect(JSON.stringify(json).includes('records[')).toBe(invalidText === 'indexed');
});

test('can leave out why a campaign refuses', async () => {
	speaks({ campaignText: 'opaque' });
	const complete = simulator.createCampaign({ state: 'COMPLETE', enabled: false });
	const fixed = simulator.createCampaign({ dynamic: false });
	const replies = [
		await add(complete, ['a']),
		await act(complete, { action: 'START' }),
		await add(fixed, ['a']),
	];
	for (const { text } of replies) expect(text).not.toMatch(/COMPLETE|START|disabled|dynamic/i);
});

test('answers records in any order', async () => {
	const sent = ids(50);
	const order = async (answerOrder: Dialect['answerOrder']) => {
		speaks({ answerOrder });
		const campaign = simulator.createCampaign();
		const { json } = await add(campaign, sent);
		// Whatever is answered, the campaign keeps the order of the request.
		expect(campaign.crmRecordIds()).toEqual(sent);
		return (json?.records as RecordAnswer[]).map(({ crmRecordId }) => crmRecordId);
	};
	expect(await order('request')).toEqual(sent);
	expect(await order('reversed')).toEqual([...sent].reverse());
	const shuffled = await order('shuffled');
	expect(shuffled).not.toEqual(sent);
	expect(new Set(shuffled)).toEqual(new Set(sent));
});

test.each([
	['html', /^<html>/, 'text/html'],
	['empty', /^$/, null],
] as const)('answers every refusal with a body of %s', async (errorBody, body, type) => {
	speaks({ errorBody });
	const campaign = simulator.createCampaign({ records: ['a'] });
	for (const reply of [
		await add(campaign, ['a']),
		await add(campaign, []),
		await act(campaign, { action: 'BUILD' }),
		await add(campaign, ['a'], { headers: { 'x-api-key': 'eght_no' } }),
	]) {
		expect(reply.status).toBeGreaterThanOrEqual(400);
		expect(reply.text).toMatch(body);
		expect(reply.headers.get('content-type')).toBe(type);
	}
	expect((await add(campaign, ['b'])).status).toBe(200);
});

const ANY_TEXT = expect.any(String) as string;
const DUPLICATE = 'Campaign already contains record for Id: a';

test.each<[Dialect['errorBody'], unknown]>([
	['text', undefined],
	['coded', { code: 1409, message: DUPLICATE, errorId: 'error-1', timestamp: ANY_TEXT }],
	['codedList', { errors: [{ code: 'REFUSED', message: DUPLICATE }] }],
	['message', { message: DUPLICATE }],
	['capitals', { Message: DUPLICATE }],
	['error', { error: DUPLICATE }],
	['google', { error: { code: 409, message: DUPLICATE, status: 'FAILED_PRECONDITION' } }],
	['oauth', { error: 'invalid_request', error_description: DUPLICATE }],
	['apigee', { fault: { faultstring: DUPLICATE, detail: { errorcode: 'service.Refused' } } }],
	['texts', { errors: [DUPLICATE] }],
	['fields', { message: DUPLICATE }],
	['spring', { status: 409, error: 'Conflict', message: DUPLICATE }],
	['violations', { title: 'Conflict', status: 409, detail: DUPLICATE }],
	['list', [{ message: DUPLICATE }]],
])('words a refusal as %s', async (errorBody, body) => {
	speaks({ errorBody });
	const { status, json, text } = await add(simulator.createCampaign({ records: ['a'] }), ['a']);
	expect(status).toBe(409);
	if (body) expect(json).toMatchObject(body);
	else expect(text).toBe(DUPLICATE);
});

test.each<[Dialect['errorBody'], unknown]>([
	['codedList', { errors: [{ message: ANY_TEXT }] }],
	['google', { error: { details: [{ fieldViolations: [{ field: 'records[1].priority' }] }] } }],
	['fields', { errors: { 'records[1].priority': [ANY_TEXT] } }],
	['spring', { errors: [{ field: 'records[1].priority', defaultMessage: ANY_TEXT }] }],
	['violations', { violations: [{ propertyPath: 'records[1].priority' }] }],
	['list', [{ field: 'records[1].priority' }]],
])('words what is wrong with a field as %s', async (errorBody, body) => {
	speaks({ errorBody });
	const records = ['a', { crmRecordId: 'b', priority: 'URGENT' }];
	expect((await add(simulator.createCampaign(), records)).json).toMatchObject(body as object);
});

test('answers a refusal with 200, and its status in the body', async () => {
	speaks({ errorStatus: 'body', errorBody: 'html' });
	const campaign = simulator.createCampaign({ records: ['a'] });
	const { status, json } = await add(campaign, ['a']);
	expect([status, json?.status, json?.detail]).toEqual([200, 409, DUPLICATE]);
});

test.each<[Dialect['addedBody'], (list: unknown) => unknown]>([
	['records', (records) => ({ records })],
	['data', (data) => ({ data })],
	['items', (items) => ({ items })],
	['content', (content) => ({ content })],
	['embedded', (records) => ({ _embedded: { records } })],
	['array', (list) => list],
])('lists added records as %s', async (addedBody, body) => {
	speaks({ addedBody });
	const { json } = await add(simulator.createCampaign(), ['a']);
	expect(json).toMatchObject(body([{ crmRecordId: 'a' }]) as object);
});

test.each<[Dialect['idEcho'], unknown[]]>([
	['same', [' a ', '0012', 'b']],
	['number', [' a ', 12, 'b']],
	['trimmed', ['a', '0012', 'b']],
	['upper', [' A ', '0012', 'B']],
])('writes the ids of added records as %s', async (idEcho, expected) => {
	speaks({ idEcho });
	const campaign = simulator.createCampaign();
	const { json } = await add(campaign, [' a ', '0012', 'b']);
	const answered = json?.records as Array<{ crmRecordId: unknown }>;
	expect(answered.map(({ crmRecordId }) => crmRecordId)).toEqual(expected);
	expect(campaign.crmRecordIds()).toEqual([' a ', '0012', 'b']);
});

test('stores the good records of a request, and tells of each', async () => {
	speaks({ atomic: false });
	const campaign = simulator.createCampaign({ records: ['old'] });
	const { status, json } = await add(campaign, ['a', 'old', 'BAD-1', 'b']);
	expect(status).toBe(207);
	expect(json?.records).toMatchObject([
		{ crmRecordId: 'a', state: 'PENDING' },
		{ crmRecordId: 'b', state: 'PENDING' },
		{ crmRecordId: 'old', status: 409, message: 'Duplicate customer' },
		{ crmRecordId: 'BAD-1', status: 400, message: 'The customer-id has not been found.' },
	]);
	expect(campaign.crmRecordIds()).toEqual(['old', 'a', 'b']);
});

test('takes readings at the start, and goes back to them for those left out', async () => {
	const other = await startSimulator({ dialect: { addedStatus: 201 } });
	other.dialect = { duplicateStatus: 400 };
	expect(other.dialect).toMatchObject({ addedStatus: 201, duplicateStatus: 400 });
	other.dialect = {};
	expect(other.dialect).toMatchObject({ addedStatus: 201, duplicateStatus: 409 });
	await other.close();
});
