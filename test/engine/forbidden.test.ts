import { errorsOf, runAction } from '../../scripts/engine/campaignsNode';
import { add, outcomesOf, simulator } from './simulatedCampaign';

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
