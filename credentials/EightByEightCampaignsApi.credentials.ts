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
			hint: 'In <a href="https://admin.8x8.com/api-access" target="_blank">8x8 Admin Console > API Keys</a>, create an app, for example "n8n", with the API Product "Contact Center Campaigns". That menu needs the permission "Application Credentials", and your role must permit campaigns. A product that was just added takes effect after some minutes.',
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
		credential: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		requestOptions.headers = { ...requestOptions.headers, ...keyHeaders(credential) };
		return Promise.resolve(requestOptions);
	};
}
