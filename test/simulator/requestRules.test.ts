import { add, call, ids } from './calls';
import { startSimulator, type Simulator } from '../../simulator/index';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(() => simulator.close());

test.each([
	['no object', 'text', 'crmRecordId'],
	['null', null, 'crmRecordId'],
	['no id', {}, 'crmRecordId'],
	['an empty id', { crmRecordId: '' }, 'crmRecordId'],
	['a blank id', { crmRecordId: ' \t' }, 'crmRecordId'],
	['a number as id', { crmRecordId: 12345 }, 'crmRecordId'],
	['an id of 33 UTF-16 units', { crmRecordId: `${'😀'.repeat(16)}x` }, 'crmRecordId'],
	['a time without offset', { crmRecordId: 'a', scheduleAt: '2031-01-16T10:00:00' }, 'scheduleAt'],
	['a time as number', { crmRecordId: 'a', scheduleAt: 1_900_000_000_000 }, 'scheduleAt'],
	['null as time', { crmRecordId: 'a', scheduleAt: null }, 'scheduleAt'],
	['a priority in lower case', { crmRecordId: 'a', priority: 'high' }, 'priority'],
	['an empty priority', { crmRecordId: 'a', priority: '' }, 'priority'],
	['a rank as text', { crmRecordId: 'a', rank: '1' }, 'rank'],
])('refuses the whole request for a record with %s', async (_case, record, field) => {
	const campaign = simulator.createCampaign();
	const list = [{ crmRecordId: 'good' }, record, { crmRecordId: 'better' }];
	const reply = await call(simulator, { campaignId: campaign.id, body: { records: list } });
	expect(reply.status).toBe(400);
	expect(reply.json?.errors).toEqual([
		expect.objectContaining({ field: `records[1].${field}` }) as object,
	]);
	expect(campaign.recordCount).toBe(0);
});

test('refuses a rank beyond all numbers', async () => {
	const campaign = simulator.createCampaign();
	const body = '{"records":[{"crmRecordId":"a","rank":1e999}]}';
	expect((await call(simulator, { campaignId: campaign.id, body })).status).toBe(400);
});

test('takes what is just within the limits', async () => {
	const campaign = simulator.createCampaign();
	const records = [
		'x',
		'😀'.repeat(16),
		' outer blanks ',
		'__proto__',
		{ crmRecordId: 'r', rank: 0, priority: 'MEDIUM', unknownField: true },
	];
	expect((await add(simulator, campaign, records)).status).toBe(200);
	expect(campaign.crmRecordIds()).toEqual([
		'x',
		'😀'.repeat(16),
		' outer blanks ',
		'__proto__',
		'r',
	]);
});

test.each([
	['none', { records: [] }],
	['101', { records: ids(101).map((crmRecordId) => ({ crmRecordId })) }],
	['no list', { records: { crmRecordId: 'a' } }],
	['no member', {}],
	['an array', []],
	['null', null],
])('refuses a request with %s for records', async (_case, body) => {
	const campaign = simulator.createCampaign();
	expect((await call(simulator, { campaignId: campaign.id, body })).status).toBe(400);
	expect(campaign.recordCount).toBe(0);
});

test('takes 100 records at once', async () => {
	const campaign = simulator.createCampaign();
	expect((await add(simulator, campaign, ids(100))).status).toBe(200);
	expect(campaign.crmRecordIds()).toEqual(ids(100));
});

test('names every problem of a request, an id that comes twice among them', async () => {
	const campaign = simulator.createCampaign();
	const reply = await add(simulator, campaign, ['a', { crmRecordId: '', rank: 'x' }, 'b', 'a']);
	const fields = (reply.json?.errors as Array<{ field: string }>).map(({ field }) => field);
	expect(fields).toEqual(['records[1].crmRecordId', 'records[1].rank', 'records[3].crmRecordId']);
	expect(campaign.recordCount).toBe(0);
});

test('refuses ids that only the server knows to be bad', async () => {
	const campaign = simulator.createCampaign({ refusedIds: ['odd'], refusedPrefix: 'NO-' });
	for (const bad of ['odd', 'NO-1']) {
		const reply = await add(simulator, campaign, ['good', bad]);
		expect(reply.status).toBe(400);
		expect(reply.json?.errors).toMatchObject([{ field: 'records[1].crmRecordId' }]);
	}
	expect(campaign.recordCount).toBe(0);
	expect((await add(simulator, campaign, ['BAD-1'])).status).toBe(200);
	const usual = simulator.createCampaign();
	expect((await add(simulator, usual, ['BAD-1'])).status).toBe(400);
	const none = simulator.createCampaign({ refusedPrefix: '' });
	expect((await add(simulator, none, ['BAD-1'])).status).toBe(200);
});
