import { byId, errorsOf, itemsWithIds, jsonOf } from '../../scripts/engine/campaignsNode';
import { type Dialect } from '../../simulator';
import { addMapped, campaign, holdingBefore, sentBatches, simulator } from './simulatedCampaign';

const records = () => sentBatches().flat();

const ERROR = { onDuplicate: 'error' };

describe('an id that comes twice', () => {
	const twice = [{ crmRecordId: 'a' }, { crmRecordId: 'b' }, { crmRecordId: 'a' }];

	it('is a duplicate from the second time on', async () => {
		const outcome = await addMapped(twice, { options: ERROR });

		expect(errorsOf(outcome.items)).toMatchObject([
			undefined,
			undefined,
			{ code: 'duplicateRecord', crmRecordId: 'a', campaignId: campaign.id },
		]);
		expect(records()).toEqual([{ crmRecordId: 'a' }, { crmRecordId: 'b' }]);
	});

	it('is no duplicate when it goes to two campaigns', async () => {
		const other = simulator.createCampaign();
		const items = [campaign.id, other.id].map((id) => ({ crmRecordId: 'a', campaign: id }));
		const outcome = await addMapped(items, { campaignId: byId('={{ $json.campaign }}') });

		expect(jsonOf(outcome.items)).toMatchObject(Array(2).fill({ outcome: 'added' }));
	});

	it('counts from the first valid item on', async () => {
		const outcome = await addMapped([{ crmRecordId: 'a', rank: 'x' }, ...twice.slice(1)]);

		expect(errorsOf(outcome.items)).toMatchObject([
			{ code: 'invalidRecord' },
			undefined,
			undefined,
		]);
	});

	it('is the same as text and as a number', async () => {
		const outcome = await addMapped([{ crmRecordId: '7' }, { crmRecordId: 7 }], { options: ERROR });

		expect(errorsOf(outcome.items)).toMatchObject([undefined, { code: 'duplicateRecord' }]);
	});

	it('ends the run before the first request in Stop mode', async () => {
		const outcome = await addMapped(twice, { options: ERROR, onError: undefined });

		expect(outcome.error?.context).toMatchObject({ itemIndex: 2 });
		expect(simulator.requests).toEqual([]);
	});

	it('is in already the second time by default', async () => {
		const outcome = await addMapped(twice);

		expect(jsonOf(outcome.items).map(({ outcome: what }) => what)).toEqual([
			'added',
			'added',
			'alreadyInCampaign',
		]);
		expect(records()).toHaveLength(2);
	});

	it('shares the failure of the first with "skip", and names its item', async () => {
		const items = ['b', 'BAD-1', 'BAD-1'].map((crmRecordId) => ({ crmRecordId }));
		const outcome = await addMapped(items, { options: { onDuplicate: 'skip' } });

		const [, first, second] = errorsOf(outcome.items);
		expect(second?.code).toBe(first?.code);
		expect(`${second?.message} ${second?.description}`).toMatch(/\bitem 1\b/i);
	});
});

describe('an id that the campaign has already', () => {
	const items = Array.from({ length: 20 }, (_, index) => ({ crmRecordId: `x${index}` }));
	const readings: Array<Partial<Dialect>> = [
		{},
		{ duplicateStatus: 400 },
		{ duplicateText: 'listed' },
		{ duplicateText: 'reworded' },
		{ duplicateText: 'opaque' },
		{ duplicateText: 'opaque', duplicateStatus: 400 },
		{ duplicateText: 'sample' },
		{ errorBody: 'html' },
		{ errorBody: 'empty' },
	];
	holdingBefore(['x3', 'x11']);

	it.each(readings)('fails alone, and all others get in: %j', async (dialect) => {
		simulator.dialect = dialect;
		const outcome = await addMapped(items, { options: ERROR });

		const errors = errorsOf(outcome.items);
		expect(errors.map((error, index) => (error ? index : -1)).filter((i) => i >= 0)).toEqual([
			3, 11,
		]);
		expect(errors[3]).toMatchObject({ crmRecordId: 'x3', campaignId: campaign.id });
		expect(['duplicateRecord', 'refusedUnexplained']).toContain(errors[3]?.code);
		expect(campaign.recordCount).toBe(20);
	});

	it.each(readings.slice(0, 4))('is a duplicate where 8x8 says so: %j', async (dialect) => {
		simulator.dialect = dialect;
		const outcome = await addMapped(items, { options: ERROR });

		expect(errorsOf(outcome.items)[11]).toMatchObject({
			code: 'duplicateRecord',
			httpCode: String(simulator.dialect.duplicateStatus),
		});
	});

	it('is in already by default', async () => {
		const outcome = await addMapped(items);

		expect(jsonOf(outcome.items)[3]).toEqual({
			crmRecordId: 'x3',
			campaignId: campaign.id,
			outcome: 'alreadyInCampaign',
		});
		expect(jsonOf(outcome.items)[4]).toMatchObject({ crmRecordId: 'x4', outcome: 'added' });
	});

	it('keeps the order of the others', async () => {
		await addMapped(items, { options: ERROR });

		const others = items
			.map(({ crmRecordId }) => crmRecordId)
			.filter((id) => !/^x(3|11)$/.test(id));
		expect(campaign.crmRecordIds()).toEqual(['x3', 'x11', ...others]);
	});
});

it.each(['named', 'listed', 'reworded', 'sample'] as const)(
	'ends in success when a whole load is run twice with skip, and 8x8 says so as: %s',
	async (duplicateText) => {
		simulator.dialect = { duplicateText };
		const items = itemsWithIds(120).map(({ id }) => ({ crmRecordId: id }));
		await addMapped(items, { options: { onDuplicate: 'skip' } });
		const again = await addMapped(items, { options: { onDuplicate: 'skip' } });

		expect(jsonOf(again.items)).toEqual(
			items.map(({ crmRecordId }) => ({
				crmRecordId,
				campaignId: campaign.id,
				outcome: 'alreadyInCampaign',
			})),
		);
		expect(campaign.recordCount).toBe(120);
		// Two for each record at most, with those of the first run.
		expect(simulator.requestCount).toBeLessThanOrEqual(2 + 240);
	},
);
