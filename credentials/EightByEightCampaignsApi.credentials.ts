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

type Rule = NonNullable<ICredentialTestRequest['rules']>[number];

/**
 * The second form is for n8n 1 and 2.0, which do not read the list and take any status for success:
 * there the status is read from the body, which repeats it.
 */
const rules = (statuses: number[], message: string): Rule[] =>
	statuses.flatMap((value) => [
		{ type: 'responseCode' as const, properties: { value, message } },
		{ type: 'responseSuccessBody' as const, properties: { key: 'status', value, message } },
	]);

/** The rules of the node's `campaignsUrl`, for an expression: a host only, and https except on this machine. */
const MAY_GET_THE_KEY = String.raw`/^(https:\/\/[^\s\/?#@\\]+|http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?)\/*$/i`;

const REDIRECTED =
	'The base URL answered with a redirect, which is not followed so that the key stays with 8x8. Check "Base URL".';
const NOT_8X8 =
	'Something other than 8x8 answered, such as a proxy, or 8x8 could not check the key. Check "Base URL".';
const UNAVAILABLE =
	'8x8 could not check the key just now. Wait a minute and choose Retry; if this continues, contact 8x8 support.';

/** The key with what belongs to it. Its test asks for nothing: only the key is checked (see `test`). */
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
			placeholder: 'e.g. eght_…',
			hint: 'In <a href="https://admin.8x8.com/api-access" target="_blank">8x8 Admin Console > API Keys</a>, create an app, for example "n8n", with the API Product "Contact Center Campaigns". That menu needs the permission "Application Credentials", and your role must permit campaigns. A product that was just added counts after some minutes.',
		},
		{
			displayName: 'Tenant',
			name: 'tenant',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. acmecorp01',
			hint: 'The tenant name in 8x8 Configuration Manager, under Home > Profile. It is not the customer site.',
		},
		{
			displayName: 'Customer Site',
			name: 'customerSite',
			type: 'options',
			options: [
				{ name: 'UK3 (United Kingdom)', value: 'UK3' },
				{ name: 'US1 (US East)', value: 'US1' },
				{ name: 'US2 (US West)', value: 'US2' },
				{ name: 'Other', value: 'other' },
			],
			default: '',
			required: true,
			hint: 'The region of your 8x8 tenant; 8x8 support knows it. The connection test checks the key only: if a run says that 8x8 does not know the campaign, check the tenant and the customer site too.',
		},
		{
			displayName: 'Other Customer Site',
			name: 'otherCustomerSite',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { customerSite: ['other'] } },
			placeholder: 'e.g. AP1',
			hint: 'The site as 8x8 gave it to you, letters and digits only',
		},
		{
			displayName: 'Campaigns',
			name: 'campaigns',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. Spring sale = 123e4567-e89b-12d3-a456-426614174000',
			hint: 'Optional. Names for campaign IDs, one on each line: Name = ID. The field Campaign of the node offers them under "From list". Lines that start with # are comments.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.8x8.com',
			required: true,
			hint: 'The address of the 8x8 API, without a path. Change it only for a gateway or a test server of your own.',
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
			// What the node would not send the key to, the test must not either: there is no address then.
			// Nor is there one without a customer site, for which 8x8 would answer as for a wrong campaign.
			baseURL: `={{ ${MAY_GET_THE_KEY}.test($credentials.baseUrl.trim()) && $credentials.customerSite ? $credentials.baseUrl.trim().replace(/\\/+$/, "") : "" }}`,
			url: '=/cc/{{ encodeURIComponent(($credentials.customerSite === "other" ? $credentials.otherCustomerSite : $credentials.customerSite).trim()) }}/campaigns/v1/00000000-0000-0000-0000-000000000000/records',
			headers: { 'Content-Type': 'application/vnd.campaigns.v1+json' },
			body: { records: [] },
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: KEY_IN_DOUBT },
		},
		rules: [
			...rules(
				[401],
				'8x8 does not know this key. Keys start with eght_ and are shown in 8x8 Admin Console, under API Keys: copy the key again, or create a new one if it was revoked.',
			),
			...rules(
				[403],
				'The key was refused (HTTP 403). Check in 8x8 Admin Console, under API Keys, that its app has the API Product "Contact Center Campaigns" (one that was just added counts after some minutes), and that the role behind the key permits it. Check the tenant too. If all is right, a proxy or firewall between n8n and 8x8 may have answered.',
			),
			...rules(
				[429],
				'The key was not checked: 8x8 is receiving too many requests. Wait a minute and choose Retry.',
			),
			...rules([301, 302, 303, 307, 308], REDIRECTED),
			...rules([500, 501, 502, 503, 504], UNAVAILABLE),
			// Nor does 8x8 answer without a status in the body.
			{
				type: 'responseSuccessBody',
				properties: { key: 'status', value: undefined, message: NOT_8X8 },
			},
		] as Rule[] as ICredentialTestRequest['rules'],
	};
}
