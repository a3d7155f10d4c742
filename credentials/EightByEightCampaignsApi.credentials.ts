import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

/** What a good key answers when nothing can be stored: an empty list of records, for a campaign that cannot exist. */
const KEY_ACCEPTED = [400, 404, 409, 422];

/**
 * n8n counts a status as an error only when it is listed, and shows "Connection successful!" for
 * everything else, so every status is listed but success and those that only a good key can get.
 */
const KEY_IN_DOUBT = Array.from({ length: 500 }, (_, i) => 100 + i).filter(
	(status) => Math.floor(status / 100) !== 2 && !KEY_ACCEPTED.includes(status),
);

const rule = (value: number, message: string) => ({
	type: 'responseCode' as const,
	properties: { value, message },
});

const REDIRECTED =
	'The base URL answered with a redirect, which is not followed so that the key stays with 8x8. Check "Base URL".';
const UNAVAILABLE =
	'8x8 could not check the key just now. Wait a minute and test again; if it stays, contact 8x8 support.';

export class EightByEightCampaignsApi implements ICredentialType {
	name = 'eightByEightCampaignsApi';

	displayName = '8x8 Contact Center Campaigns API';

	icon: Icon = {
		light: 'file:../nodes/EightByEightCampaigns/campaigns.svg',
		dark: 'file:../nodes/EightByEightCampaigns/campaigns.dark.svg',
	};

	documentationUrl = 'https://developer.8x8.com/actions-events/docs/cc-campaigns/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'eght_...',
			description:
				'Key of an app in 8x8 Admin Console, under API Keys. It starts with eght_, and the app needs the API Product "Contact Center Campaigns".',
		},
		{
			displayName: 'Tenant',
			name: 'tenant',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. acmecorp01',
			description:
				'Tenant name shown in Configuration Manager, under Home > Profile. It is not the customer site. The connection test cannot check it: 8x8 answers alike for a wrong tenant, a wrong site and an unknown campaign.',
		},
		{
			displayName: 'Customer Site',
			name: 'customerSite',
			type: 'options',
			options: [
				{ name: 'Other', value: 'other' },
				{ name: 'UK3 (United Kingdom)', value: 'UK3' },
				{ name: 'US1 (US East)', value: 'US1' },
				{ name: 'US2 (US West)', value: 'US2' },
			],
			default: 'US1',
			description:
				'Site that hosts your contact center. The connection test cannot check it: with the wrong site every campaign is "not found".',
		},
		{
			displayName: 'Other Customer Site',
			name: 'otherCustomerSite',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { customerSite: ['other'] } },
			placeholder: 'e.g. AP1',
			description: 'Site identifier as 8x8 gave it to you, letters and digits only',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.8x8.com',
			required: true,
			description:
				'Address of the 8x8 API, without a path. Change it only for a gateway or a test server of your own.',
		},
	];

	/** A function rather than a template: n8n evaluates a template's expressions on every request. */
	authenticate = (
		{ apiKey, tenant }: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		requestOptions.headers = {
			...requestOptions.headers,
			'X-API-Key': typeof apiKey === 'string' ? apiKey.trim() : '',
			'X-8x8-Tenant': typeof tenant === 'string' ? tenant.trim() : '',
		};
		return Promise.resolve(requestOptions);
	};

	/** Asks to add no records to the all-zero campaign: refused whatever the key, so nothing can ever be stored. */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '=/cc/{{ encodeURIComponent(($credentials.customerSite === "other" ? $credentials.otherCustomerSite : $credentials.customerSite).trim()) }}/campaigns/v1/00000000-0000-0000-0000-000000000000/records',
			headers: { 'Content-Type': 'application/vnd.campaigns.v1+json' },
			body: { records: [] },
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: KEY_IN_DOUBT },
		},
		rules: [
			rule(
				401,
				'8x8 does not know this key. It starts with eght_ and is shown in Admin Console, under API Keys; copy it again, or create a new one if it was revoked.',
			),
			rule(
				403,
				'The key is valid, but its app lacks the API Product "Contact Center Campaigns". Add it to the app in Admin Console, under API Keys.',
			),
			rule(
				429,
				'The key was not checked: 8x8 receives too many requests. Wait a minute and test again.',
			),
			...[301, 302, 303, 307, 308].map((status) => rule(status, REDIRECTED)),
			...[500, 501, 502, 503, 504].map((status) => rule(status, UNAVAILABLE)),
		],
	};
}
