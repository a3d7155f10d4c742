import type { INodeParameters } from 'n8n-workflow';
import {
	byId,
	byUrl,
	errorsOf,
	runAction,
	type ActionRun,
} from '../../scripts/engine/campaignsNode';
import { simulator } from './simulatedCampaign';

function pause(campaignId: INodeParameters, rest: Partial<ActionRun> = {}) {
	return runAction({ url: simulator.url, operation: 'pause', campaignId, ...rest });
}

describe('the campaign', () => {
	const ID = '11111111-2222-4333-8444-aaaaaaaaaaaa';
	beforeEach(() => simulator.createCampaign({ id: ID }));

	it.each([
		['an id', byId(ID)],
		['an id in capitals with blanks around it', byId(`  ${ID.toUpperCase()} `)],
		['a pasted address', byUrl(`https://cm.example/api/campaigns/${ID}/summary?size=20`)],
		['a pasted address in capitals', byUrl(`HTTPS://CM.EXAMPLE/CAMPAIGNS/${ID.toUpperCase()}`)],
		['an expression', byId('={{ $json.campaign }}')],
		['an address where an id is wanted', byId(`={{ "https://cm.example/${ID}" }}`)],
		['a sentence', byId(`={{ "Campaign \`${ID}\`" }}`)],
		['a path that leads elsewhere', byId(`={{ "${ID}/../${ID}" }}`)],
		['an expression that gives an address', byUrl('=https://cm.example/{{ $json.campaign }}')],
	])('is found by %s', async (_, campaignId) => {
		const outcome = await pause(campaignId, { items: [{ campaign: ID }] });

		expect(outcome.items[0]?.json).toMatchObject({ id: ID, state: 'PAUSED' });
		expect(simulator.requests[0]?.path).toMatch(new RegExp(`/${ID}$`));
	});

	it.each([
		['no UUID', byId('={{ "campaign 7" }}')],
		['empty', byId('={{ "" }}')],
		['missing', byId('={{ $json.nothing }}')],
		['a number', byId('={{ 7 }}')],
		['one of two', byId(`={{ "${ID} or 99999999-9999-4999-8999-999999999999" }}`)],
		['an address without one', byUrl('={{ "https://cm.example/campaigns" }}')],
	])('that is %s is refused before any request', async (_, campaignId) => {
		const outcome = await pause(campaignId, { onError: 'continueRegularOutput' });

		expect(errorsOf(outcome.items)).toMatchObject([{ code: 'invalidCampaignId' }]);
		expect(errorsOf(outcome.items)[0]?.description).toMatch(/looks like 123e4567-/);
		expect(simulator.requests).toEqual([]);
	});

	it.each([
		['empty', byId('')],
		['no UUID', byId('campaign 7')],
		['an address without one', byUrl('https://cm.example/campaigns')],
	])('that is plainly %s keeps n8n from starting', async (_, campaignId) => {
		await expect(pause(campaignId)).rejects.toThrow("The 'Tested' node has issues");
	});

	it('can be another one for each item; all are changed in the order of the items', async () => {
		const campaigns = [1, 2, 3].map(() => simulator.createCampaign());
		const outcome = await pause(byId('={{ $json.campaign }}'), {
			items: campaigns.map(({ id }) => ({ campaign: id })),
			probe: "={{ $('Source').item.json.campaign }}",
		});

		const ids = campaigns.map(({ id }) => id);
		expect(outcome.items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
			ids.map((id, item) => [id, { item }]),
		);
		expect(outcome.probed).toEqual(ids);
		expect(simulator.requests.map(({ path }) => path.split('/').at(-1))).toEqual(ids);
		expect(outcome.credentialUse.decryptions).toBe(1);
	});
});
