import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { KEY, runAction, runAddRecords } from '../../scripts/engine/campaignsNode';
import { campaign, simulator } from './simulatedCampaign';

const ITEMS = [{ id: 'a' }, { id: 'b' }];

/** What an expression or an external secret may have made of the credential. */
const CREDENTIALS: Array<[what: string, data: ICredentialDataDecryptedObject, says: RegExp]> = [
	['a key that is nothing', { apiKey: '={{ undefined }}' }, /API key .* is empty/],
	['a key that is null', { apiKey: '={{ null }}' }, /API key .* is empty/],
	['an empty key', { apiKey: '={{ "" }}' }, /API key .* is empty/],
	['a blank key', { apiKey: '   ' }, /API key .* is empty/],
	['a key that is a number', { apiKey: '={{ 12345678901 }}' }, /API key .* is not a text/],
	['a key that is an object', { apiKey: `={{ ({ key: "${KEY}" }) }}` }, /API key .* is not a text/],
	['a key from a field that is missing', { apiKey: '={{ $json.no.key }}' }, /API key|credential/],
	[
		'a key from a node that is missing',
		{ apiKey: "={{ $('None').first().json.k }}" },
		/credential/,
	],
	['a key from a vault that is missing', { apiKey: '={{ $secrets.vault.key }}' }, /credential/],
	['a tenant that is nothing', { tenant: '={{ undefined }}' }, /tenant .* is empty/],
	['a tenant that is a number', { tenant: '={{ 7 }}' }, /tenant .* is not a text/],
	['a base URL that is nothing', { baseUrl: '={{ undefined }}' }, /base URL .* is not a URL/],
	['a base URL that is a number', { baseUrl: '={{ 5 }}' }, /base URL .* is not a URL/],
	['a base URL with a path', { baseUrl: '={{ "https://api.8x8.com" + "/cc" }}' }, /base URL/],
	[
		'a site that leads elsewhere',
		{ customerSite: 'other', otherCustomerSite: '={{ "US1/../../x" }}' },
		/customer site/,
	],
	['a site that is nothing', { customerSite: 'other', otherCustomerSite: '={{ null }}' }, /site/],
];

const RESOURCES = ['record', 'campaign'] as const;

async function run(
	resource: (typeof RESOURCES)[number],
	credentialData: ICredentialDataDecryptedObject,
	onError?: 'continueRegularOutput' | 'continueErrorOutput',
	items = ITEMS,
) {
	const given = { url: simulator.url, campaignId: campaign.id, items };
	return await (resource === 'record'
		? runAddRecords({ ...given, credentialData, onError })
		: runAction({ ...given, credentialData, onError, operation: 'pause' }));
}

describe.each(RESOURCES)('%s: a credential with', (resource) => {
	it.each(CREDENTIALS)('%s sends nothing, and every item says why', async (_, data, says) => {
		const notSent = ITEMS.map(
			() =>
				expect.objectContaining({
					code: 'notSent',
					message: expect.stringMatching(says) as string,
					description: expect.stringMatching(/\w{3}/) as string,
				}) as IDataObject,
		);
		const regular = await run(resource, data, 'continueRegularOutput');
		expect(regular.items.map(({ json }) => json.error)).toEqual(notSent);

		const branched = await run(resource, data, 'continueErrorOutput');
		expect(branched.items).toEqual([]);
		expect(branched.errorItems.map(({ json }) => json.error)).toEqual(notSent);
		expect(branched.errorItems.map(({ json }) => json.id)).toEqual(['a', 'b']);

		const stopped = await run(resource, data);
		expect(stopped.status).toBe('error');
		expect(stopped.error?.message).toMatch(says);
		expect(simulator.requestCount).toBe(0);
	});

	it('expressions for all of it works', async () => {
		const data = {
			apiKey: `={{ "${KEY.slice(0, 5)}" + "${KEY.slice(5)}" }}`,
			tenant: '={{ "ac" + "me" }}',
			customerSite: '={{ "other" }}',
			otherCustomerSite: '={{ " US1 " }}',
			baseUrl: `={{ "${simulator.url}" }}`,
		};
		simulator.updateCampaign(campaign.id, { state: 'RUNNING' });
		const { status, items } = await run(resource, data, undefined, [{ id: 'a' }]);
		expect(status).toBe('success');
		expect(items).toHaveLength(1);
	});
});
