import { itemsWithIds } from '../../scripts/engine/campaignsNode';
import type { FaultSpec } from '../../simulator';
import { add, campaign, outcomesOf, simulator } from './simulatedCampaign';

/** From the third request on. */
const from = (status: number, text: string): FaultSpec => ({
	kind: 'status',
	status,
	body: { text },
	skip: 2,
	times: 'always',
});

it.each(['sequence', 'none'])(
	'a campaign that begins to refuse everything gets few more requests (order: %s)',
	async (order) => {
		simulator.fault(from(409, '{"detail":"The limit of this campaign is reached"}'));
		const { items } = await add({
			items: itemsWithIds(1_000),
			options: { batchSize: 50, concurrency: 1, order },
			onError: 'continueErrorOutput',
		});

		expect(new Set(outcomesOf(items))).toEqual(new Set(['added']));
		expect(items.map(({ json }) => json.crmRecordId)).toEqual(campaign.crmRecordIds());
		expect(campaign.recordCount).toBe(100);
		expect(simulator.requests.length).toBeLessThan(70);
	},
);
