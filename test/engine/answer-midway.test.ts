import { errorsOf, itemsWithIds, runAction } from '../../scripts/engine/campaignsNode';
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

it('a campaign that begins to refuse everything gets few more requests', async () => {
	simulator.fault(from(409, '{"detail":"The limit of this campaign is reached"}'));
	const { items } = await add({
		items: itemsWithIds(1_000),
		options: { batchSize: 50, concurrency: 1, order: 'none' },
		onError: 'continueErrorOutput',
	});

	expect(new Set(outcomesOf(items))).toEqual(new Set(['added']));
	expect(items.map(({ json }) => json.crmRecordId)).toEqual(campaign.crmRecordIds());
	expect(campaign.recordCount).toBe(100);
	expect(simulator.requests.length).toBeLessThan(70);
});

/** Campaigns of which the key may use only the last. */
function onlyOneAllowed(): string[] {
	const ids = Array.from({ length: 3 }, () => simulator.createCampaign().id);
	for (const campaignId of ids.slice(0, 2)) {
		simulator.fault({
			kind: 'status',
			status: 403,
			body: { text: '{"title":"Forbidden"}' },
			match: { campaignId },
			times: 'always',
		});
	}
	return ids;
}

describe('8x8 forbids some campaigns, and allows another', () => {
	it('whose records are added', async () => {
		const [one, other, allowed] = onlyOneAllowed();
		const items = [one, one, other, allowed].map((campaignId, n) => ({ id: `x${n}`, campaignId }));
		const { items: output } = await add({
			campaignId: '={{ $json.campaignId }}',
			items,
			options: { batchSize: 1, concurrency: 1 },
			onError: 'continueRegularOutput',
		});
		expect(outcomesOf(output)).toEqual(['forbidden', 'notSent', 'forbidden', 'added']);
		expect(simulator.requests).toHaveLength(3);
	});

	it('which is paused', async () => {
		const [one, other, allowed] = onlyOneAllowed();
		const { items } = await runAction({
			url: simulator.url,
			operation: 'pause',
			campaignId: '={{ $json.id }}',
			items: [one, other, one, allowed].map((id) => ({ id })),
			onError: 'continueRegularOutput',
		});
		const codes = errorsOf(items).map((error) => error?.code);
		expect(codes).toEqual(['forbidden', 'forbidden', expect.any(String), undefined]);
		expect(items[3]?.json.state).toBe('PAUSED');
		expect(simulator.requests).toHaveLength(3);
	});
});
