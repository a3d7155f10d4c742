import fc from 'fast-check';
import { add, clock, ids, simulator } from './calls';
import type { RecordAnswer } from '../../simulator';

const answered = (json: unknown) => (json as { records: RecordAnswer[] }).records;

test('answers each record as 8x8 does', async () => {
	const campaign = simulator.createCampaign();
	const reply = await add(campaign, [
		'CRM-1',
		{ crmRecordId: 'CRM-2', scheduleAt: '2031-01-16T10:00:00+02:00', priority: 'LOW', rank: 1.5 },
	]);
	expect(reply.status).toBe(200);
	expect(reply.headers.get('content-type')).toBe('application/vnd.campaigns.v1+json');
	const [first, second] = answered(reply.json);
	const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string;
	expect(first).toEqual({
		id: uuid,
		type: 'DYNAMIC',
		crmRecordId: 'CRM-1',
		priority: 'HIGH',
		rank: 1,
		nextAttemptAfter: new Date(clock.now).toISOString(),
		retryCount: 0,
		state: 'PENDING',
	});
	expect(second).toEqual({
		...first,
		id: uuid,
		crmRecordId: 'CRM-2',
		priority: 'LOW',
		rank: 1.5,
		nextAttemptAfter: '2031-01-16T08:00:00.000Z',
	});
	expect(campaign.records()).toEqual([first, second]);
	expect(campaign.record('CRM-2')).toEqual(second);
	expect(campaign.record('CRM-3')).toBeUndefined();
});

test('gives ranks by the records in a priority group, explicit ranks counting too', async () => {
	const campaign = simulator.createCampaign({ records: ['old'] });
	await add(campaign, [
		'a',
		{ crmRecordId: 'b', priority: 'LOW' },
		{ crmRecordId: 'c', rank: -0.5 },
	]);
	await add(campaign, ['d', { crmRecordId: 'e', priority: 'LOW' }]);
	const ranks = campaign.records().map(({ crmRecordId, rank }) => [crmRecordId, rank]);
	expect(ranks).toEqual([
		['old', 1],
		['a', 2],
		['b', 1],
		['c', -0.5],
		['d', 4],
		['e', 2],
	]);
});

test('counts ranks over the whole campaign, where that is its dialect', async () => {
	simulator.dialect = { rankCount: 'campaign' };
	const campaign = simulator.createCampaign({ records: ['old'] });
	await add(campaign, [{ crmRecordId: 'a', priority: 'LOW' }, { crmRecordId: 'b', rank: 9 }, 'c']);
	expect(campaign.records().map(({ rank }) => rank)).toEqual([1, 2, 9, 4]);
});

test.each([
	['number', 1],
	['text', '1'],
	['none', undefined],
] as const)('answers ranks in the form "%s"', async (answeredRanks, rank) => {
	simulator.dialect = { answeredRanks };
	const campaign = simulator.createCampaign();
	expect(answered((await add(campaign, ['a'])).json)[0]?.rank).toBe(rank);
	expect(campaign.record('a')?.rank).toBe(1);
});

test('would dial by time, then priority, then rank, and no rejected record', async () => {
	const campaign = simulator.createCampaign();
	await add(campaign, [
		{ crmRecordId: 'later', scheduleAt: '2031-01-16T10:00:00Z', rank: -1 },
		{ crmRecordId: 'sooner', scheduleAt: '2031-01-16T10:00:00+02:00', priority: 'LOW' },
		{ crmRecordId: 'low', priority: 'LOW', rank: 1 },
		{ crmRecordId: 'medium', priority: 'MEDIUM' },
		{ crmRecordId: 'second', rank: 2.5 },
		{ crmRecordId: 'DNC-1', rank: 1 },
		{ crmRecordId: 'first', rank: 2.25 },
	]);
	expect(campaign.dialOrder()).toEqual(['first', 'second', 'medium', 'low', 'sooner', 'later']);
});

test('refuses records of a campaign that is not dynamic', async () => {
	const campaign = simulator.createCampaign({ dynamic: false, state: 'COMPLETE' });
	const reply = await add(campaign, ['a']);
	expect(reply.json).toMatchObject({ status: 400, title: 'Invalid Operation' });
	expect(reply.json?.detail).toContain('isDynamic is false');
});

test.each(['BUILDING', 'STARTING', 'COMPLETE', 'DELETED'] as const)(
	'takes no records in state %s, and says so before it speaks of duplicates',
	async (state) => {
		const campaign = simulator.createCampaign({
			state,
			records: ['a'],
			buildMs: 1e9,
			startMs: 1e9,
		});
		const reply = await add(campaign, ['a', 'b']);
		expect(reply.status).toBe(409);
		expect(reply.json?.detail).toContain(state);
		expect(campaign.crmRecordIds()).toEqual(['a']);
	},
);

test.each([
	'CREATED',
	'READY',
	'PENDING',
	'RUNNING',
	'PAUSED',
	'BUILD_ERROR',
	'RUN_ERROR',
] as const)('takes records in state %s, disabled or not', async (state) => {
	for (const enabled of [true, false]) {
		const campaign = simulator.createCampaign({ state, enabled });
		expect((await add(campaign, ['a'])).status).toBe(200);
	}
});

test('refuses a whole request for one id that the campaign has, compared exactly', async () => {
	const campaign = simulator.createCampaign({ records: ['a'] });
	const reply = await add(campaign, ['b', 'a', 'c']);
	expect(reply.status).toBe(409);
	expect(reply.json?.detail).toBe('Campaign already contains record for Id: a');
	expect((await add(campaign, ['A', 'a '])).status).toBe(200);
	expect(campaign.crmRecordIds()).toEqual(['a', 'A', 'a ']);
});

test('stores rejected ids, and answers and counts them as REJECTED', async () => {
	const campaign = simulator.createCampaign();
	const reply = await add(campaign, ['DNC-1', 'fine', 'DNC-2']);
	expect(answered(reply.json).map(({ state }) => state)).toEqual([
		'REJECTED',
		'PENDING',
		'REJECTED',
	]);
	const [rejected] = answered(reply.json);
	expect(rejected?.stateReason).toMatch(/do-not-call/);
	expect(rejected).not.toHaveProperty('nextAttemptAfter');
	expect(campaign.answer()).toMatchObject({
		recordCount: 3,
		recordCounts: [
			{ type: 'DYNAMIC', state: 'PENDING', count: 1 },
			{ type: 'DYNAMIC', state: 'REJECTED', count: 2 },
		],
	});
	expect((await add(campaign, ['DNC-1'])).status).toBe(409);
});

test('stores every request whole or not at all, as a plain model does', async () => {
	const id = fc.constantFrom(...ids(12), 'BAD-1', '');
	const requests = fc.array(fc.array(id, { maxLength: 5 }), { maxLength: 12 });
	await fc.assert(
		fc.asyncProperty(requests, async (batches) => {
			const campaign = simulator.createCampaign();
			const model: string[] = [];
			for (const batch of batches) {
				const ok =
					batch.length > 0 &&
					new Set(batch).size === batch.length &&
					!batch.some((entry) => entry === '' || entry === 'BAD-1' || model.includes(entry));
				const reply = await add(campaign, batch);
				expect(reply.status < 300).toBe(ok);
				if (ok) model.push(...batch);
				expect(campaign.crmRecordIds()).toEqual(model);
			}
		}),
		{ numRuns: 40 },
	);
});

test('lets exactly one of several simultaneous adds of an id in', async () => {
	const campaign = simulator.createCampaign();
	const replies = await Promise.all(ids(20, 'own').map((own) => add(campaign, [own, 'shared'])));
	expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
	expect(campaign.recordCount).toBe(2);
});
