import { errorsOf, itemsWithIds, jsonOf, runAction } from '../../scripts/engine/campaignsNode';
import { add, outcomesOf, simulator } from './simulatedCampaign';

const continues = { onError: 'continueRegularOutput' } as const;

/** The campaign that is refused in all that is asked of it, and one that is well. */
function oneRefused(status: number, detail: string): [refused: string, well: string] {
	const [refused, well] = [simulator.createCampaign(), simulator.createCampaign()];
	simulator.fault({
		kind: 'status',
		status,
		body: { text: JSON.stringify({ title: 'No', status, detail }) },
		match: { campaignId: refused.id },
		times: 'always',
	});
	return [refused.id, well.id];
}

const CASES: Array<[number, string, string, string]> = [
	[410, 'Campaign has been deleted', 'campaignState', 'campaignState'],
	[405, 'Campaign does not support this', 'refusedUnexplained', 'refusedUnexplained'],
	[412, 'Campaign must be RUNNING, but is BUILDING', 'campaignState', 'campaignState'],
	[423, 'Campaign is locked by another user', 'serverError', 'serverError'],
	[409, 'Campaign quota exceeded', 'refusedUnexplained', 'campaignState'],
	[400, 'Salesforce authentication failed', 'refusedUnexplained', 'campaignState'],
	[400, 'Integration profile: access token expired', 'refusedUnexplained', 'campaignState'],
];

describe.each(CASES)('%i "%s" about one campaign', (status, detail, adding, pausing) => {
	it('fails its records, and adds those of another', async () => {
		const [refused, well] = oneRefused(status, detail);
		const items = [
			...itemsWithIds(2, 'a').map((item) => ({ ...item, campaignId: refused })),
			...itemsWithIds(300, 'b').map((item) => ({ ...item, campaignId: well })),
		];
		const { items: output } = await add({
			campaignId: '={{ $json.campaignId }}',
			items,
			options: { maxRetries: 1 },
			...continues,
		});

		const outcomes = outcomesOf(output);
		expect(outcomes[0]).toBe(adding);
		expect(errorsOf(output)[0]?.description).not.toMatch(/API key|Update n8n/);
		expect(outcomes[1]).not.toBe('added');
		expect(new Set(outcomes.slice(2))).toEqual(new Set(['added']));
		expect(simulator.campaign(well).recordCount).toBe(300);
	});

	it('fails its action, and carries out that of another', async () => {
		const ids = oneRefused(status, detail);
		const { items } = await runAction({
			url: simulator.url,
			operation: 'pause',
			campaignId: '={{ $json.id }}',
			items: ids.map((id) => ({ id })),
			options: { maxRetries: 1 },
			...continues,
		});

		expect(errorsOf(items).map((error) => error?.code)).toEqual([pausing, undefined]);
		expect(jsonOf(items)[1]).toMatchObject({ state: 'PAUSED' });
	});
});
