import { KEY, byId, byUrl, itemsWithIds, jsonOf } from '../../scripts/engine/campaignsNode';
import { MEDIA_TYPE } from '../../simulator';
import { hintLines } from './hintLines';
import { add, campaign, sentBatches, simulator } from './simulatedCampaign';

/** The requests in the order of arrival. */
const sent = () =>
	sentBatches().map((records, index) => ({
		campaign: simulator.requests[index]?.path.split('/').at(-2),
		ids: records.map(({ crmRecordId }) => crmRecordId),
	}));

const sizes = () => sentBatches().map(({ length }) => length);

describe('items', () => {
	it.each([
		[0, []],
		[1, [1]],
		[99, [99]],
		[100, [100]],
		[101, [100, 1]],
		[250, [100, 100, 50]],
	])('%i go out as batches of %j', async (count, batches) => {
		const items = itemsWithIds(count);
		const outcome = await add({ items });

		expect(outcome.status).toBe('success');
		expect(sizes()).toEqual(batches);
		expect(campaign.crmRecordIds()).toEqual(items.map(({ id }) => id));
		expect(outcome.items).toHaveLength(count);
	});

	it('go out in smaller batches when told so', async () => {
		await add({ items: itemsWithIds(7), options: { batchSize: 3 } });

		expect(sizes()).toEqual([3, 3, 1]);
	});

	it('go out with key, tenant and the media type of the API', async () => {
		await add({ items: itemsWithIds(1) });

		expect(simulator.requests).toMatchObject([
			{
				method: 'POST',
				path: `/cc/US1/campaigns/v1/${campaign.id}/records`,
				headers: { 'x-api-key': KEY, 'x-8x8-tenant': 'acme', 'content-type': MEDIA_TYPE },
				body: { records: [{ crmRecordId: 'x0' }] },
			},
		]);
	});

	it('cost one decryption of the credential, however many there are', async () => {
		const outcome = await add({ items: itemsWithIds(250) });

		expect(outcome.credentialUse.decryptions).toBe(1);
	});
});

describe('each item', () => {
	it.each(['request', 'reversed', 'shuffled'] as const)(
		'gets its own record, in input order, when 8x8 answers in order "%s"',
		async (answerOrder) => {
			simulator.dialect = { answerOrder };
			const items = itemsWithIds(150);
			const outcome = await add({ items, probe: "={{ $('Source').item.json.id }}" });

			expect(outcome.items).toEqual(
				items.map(({ id }, item) => ({
					json: { ...campaign.record(id), campaignId: campaign.id, outcome: 'added' },
					pairedItem: { item },
				})),
			);
			expect(outcome.probed).toEqual(items.map(({ id }) => id));
		},
	);

	it('is added whether 8x8 answers 200 or 201', async () => {
		simulator.dialect = { addedStatus: 201 };
		const outcome = await add({ items: itemsWithIds(2) });

		expect(jsonOf(outcome.items)).toMatchObject([{ outcome: 'added' }, { outcome: 'added' }]);
	});

	it('shows the state that 8x8 gave its record, and a hint counts the rejected ones', async () => {
		const outcome = await add({ items: [{ id: 'x0' }, { id: 'DNC-1' }] });

		expect(jsonOf(outcome.items)).toMatchObject([
			{ crmRecordId: 'x0', state: 'PENDING', outcome: 'added' },
			{ crmRecordId: 'DNC-1', state: 'REJECTED', outcome: 'added' },
		]);
		expect(hintLines(outcome)).toContainEqual(expect.stringMatching(/REJECTED or ERROR: 1 of/));
	});
});

describe('several campaigns', () => {
	it('each get their own batches, and items stay in input order', async () => {
		const campaigns = [campaign, simulator.createCampaign(), simulator.createCampaign()];
		const items = itemsWithIds(330).map((item, index) => ({
			...item,
			campaign: campaigns[index % 3]?.id,
		}));
		const outcome = await add({ items, campaignId: byId('={{ $json.campaign }}') });

		for (const [index, one] of campaigns.entries()) {
			const mine = items.filter((_, item) => item % 3 === index).map(({ id }) => id);
			expect(one.crmRecordIds()).toEqual(mine);
			expect(sent().filter((request) => request.campaign === one.id)).toMatchObject([
				{ ids: mine.slice(0, 100) },
				{ ids: mine.slice(100) },
			]);
		}
		expect(jsonOf(outcome.items)).toMatchObject(
			items.map(({ id, campaign: campaignId }) => ({ crmRecordId: id, campaignId })),
		);
		expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
	});

	it('are one campaign when their ids differ in case, blanks or form only', async () => {
		const forms = [campaign.id, ` ${campaign.id.toUpperCase()}\n`];
		const items = itemsWithIds(4).map((item, index) => ({ ...item, campaign: forms[index % 2] }));
		const outcome = await add({ items, campaignId: byId('={{ $json.campaign }}') });

		expect(sent()).toEqual([{ campaign: campaign.id, ids: ['x0', 'x1', 'x2', 'x3'] }]);
		expect(jsonOf(outcome.items)).toMatchObject(Array(4).fill({ campaignId: campaign.id }));
	});

	it('can be given as a pasted address', async () => {
		await add({
			items: itemsWithIds(1),
			campaignId: byUrl(`https://cm.example/campaigns/${campaign.id}?tab=records`),
		});

		expect(campaign.crmRecordIds()).toEqual(['x0']);
	});
});
