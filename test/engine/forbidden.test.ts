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

describe('an action whose answer got lost, and that 8x8 then refuses', () => {
	const FORBIDDEN = { status: 403, code: undefined, sent: 3 };
	const UNAUTHORIZED = { status: 401, code: 'notSent', sent: 2 };

	it.each([FORBIDDEN, UNAUTHORIZED])(
		'with $status may have taken effect; the others are not in doubt',
		async ({ status, code, sent }) => {
			const [first, other] = [simulator.createCampaign().id, simulator.createCampaign().id];
			const match = { campaignId: first };
			simulator.fault({ kind: 'resetAfter', match, times: 1 });
			const body = { text: '{"title":"No","instance":"/of-the-first"}' };
			simulator.fault({ kind: 'status', status, body, match, times: 'always' });
			const { items } = await runAction({
				url: simulator.url,
				operation: 'pause',
				campaignId: '={{ $json.id }}',
				items: [{ id: first }, { id: other }],
				onError: 'continueRegularOutput',
			});
			const [error, otherError] = errorsOf(items);
			expect(error).toMatchObject({ code: 'unconfirmed', instance: '/of-the-first' });
			expect(otherError?.code).toBe(code);
			expect(JSON.stringify(otherError ?? {})).not.toMatch(/may have taken effect|of-the-first/);
			expect(simulator.requests).toHaveLength(sent);
		},
	);
});
