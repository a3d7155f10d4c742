import { add, call, ids, simulator } from './calls';

test.each([
	['no object', 'text', 'crmRecordId'],
	['null', null, 'crmRecordId'],
	['no id', {}, 'crmRecordId'],
	['an empty id', { crmRecordId: '' }, 'crmRecordId'],
	['a blank id', { crmRecordId: ' \t' }, 'crmRecordId'],
	['a number as id', { crmRecordId: 12345 }, 'crmRecordId'],
	['an id of 33 UTF-16 units', { crmRecordId: `${'😀'.repeat(16)}x` }, 'crmRecordId'],
	['a time without offset', { crmRecordId: 'a', scheduleAt: '2031-01-16T10:00:00' }, 'scheduleAt'],
	[
		'an offset without colon',
		{ crmRecordId: 'a', scheduleAt: '2031-01-16T10:00:00+0000' },
		'scheduleAt',
	],
	['a day that is none', { crmRecordId: 'a', scheduleAt: '2031-02-29T10:00:00Z' }, 'scheduleAt'],
	['the hour 24', { crmRecordId: 'a', scheduleAt: '2031-01-16T24:00:00Z' }, 'scheduleAt'],
	['a time as number', { crmRecordId: 'a', scheduleAt: 1_900_000_000_000 }, 'scheduleAt'],
	['null as time', { crmRecordId: 'a', scheduleAt: null }, 'scheduleAt'],
	['a priority in lower case', { crmRecordId: 'a', priority: 'high' }, 'priority'],
	['an empty priority', { crmRecordId: 'a', priority: '' }, 'priority'],
	['a rank as text', { crmRecordId: 'a', rank: '1' }, 'rank'],
])('refuses the whole request for a record with %s', async (_case, record, field) => {
	const campaign = simulator.createCampaign();
	const list = [{ crmRecordId: 'good' }, record, { crmRecordId: 'better' }];
	const reply = await call({ campaignId: campaign.id, body: { records: list } });
	expect(reply.status).toBe(400);
	expect(reply.json?.errors).toEqual([
		expect.objectContaining({ field: `records[1].${field}` }) as object,
	]);
	expect(campaign.recordCount).toBe(0);
});

test('refuses a rank beyond all numbers', async () => {
	const campaign = simulator.createCampaign();
	const body = '{"records":[{"crmRecordId":"a","rank":1e999}]}';
	expect((await call({ campaignId: campaign.id, body })).status).toBe(400);
});

test('takes what is just within the limits', async () => {
	const campaign = simulator.createCampaign();
	expect((await add(campaign, ids(100))).status).toBe(200);
	const records = [
		'x',
		'😀'.repeat(16),
		' outer blanks ',
		'__proto__',
		{ crmRecordId: 'r', rank: 0, priority: 'MEDIUM', unknownField: true },
	];
	expect((await add(campaign, records)).status).toBe(200);
	expect(campaign.crmRecordIds()).toEqual([
		...ids(100),
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
	expect((await call({ campaignId: campaign.id, body })).status).toBe(400);
	expect(campaign.recordCount).toBe(0);
});

test('names every problem of a request, an id that comes twice among them', async () => {
	const campaign = simulator.createCampaign();
	const reply = await add(campaign, ['a', { crmRecordId: '', rank: 'x' }, 'b', 'a']);
	const fields = (reply.json?.errors as Array<{ field: string }>).map(({ field }) => field);
	expect(fields).toEqual(['records[1].crmRecordId', 'records[1].rank', 'records[3].crmRecordId']);
	expect(campaign.recordCount).toBe(0);
});

test('refuses ids that only 8x8 knows to be bad', async () => {
	const campaign = simulator.createCampaign({ refusedIds: ['odd'] });
	for (const bad of ['odd', 'BAD-1']) {
		const reply = await add(campaign, ['good', bad]);
		expect(reply.status).toBe(400);
		expect(reply.json?.errors).toMatchObject([{ field: 'records[1].crmRecordId' }]);
	}
	expect(campaign.recordCount).toBe(0);
});
