import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { keyHeaders } from '../nodes/EightByEightCampaigns/client/key';

/** The key with what belongs to it. The node tests it (`testedBy`), by the way that its requests take. */
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
			description:
				'Open <a href="https://admin.8x8.com/api-access">API Keys</a> in 8x8 Admin Console and create an app with the API Product "Contact Center Campaigns". Its key starts with eght_.',
		},
		{
			displayName: 'Tenant',
			name: 'tenant',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. acmecorp01',
			description:
				'Tenant name as shown in Configuration Manager, under Home > Profile. It is not the customer site.',
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
			description: 'Region of your 8x8 tenant. If you do not know it, ask 8x8 support.',
			hint: 'The connection test checks the key only. If a run says that 8x8 does not know the campaign, check the tenant and the customer site too.',
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
		credential: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		requestOptions.headers = { ...requestOptions.headers, ...keyHeaders(credential) };
		return Promise.resolve(requestOptions);
	};
}
