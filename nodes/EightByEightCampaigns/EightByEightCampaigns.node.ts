import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	ResourceMapperFields,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { testCredential } from './client/credentialTest';
import { campaignIdDescription } from './resources/campaignId';
import { searchCampaigns } from './resources/campaignList';
import { ACTIONS, type CampaignOperation } from './resources/campaign/actions';
import { campaignDescription, campaignOptions } from './resources/campaign/description';
import { executeCampaign } from './resources/campaign/execute';
import { guarded } from './resources/guard';
import { withTrueLinks } from './resources/itemLinks';
import { recordDescription, recordFields } from './resources/record/description';
import { executeAddRecords } from './resources/record/execute';
import { recordFieldsSchema } from './resources/record/fields';

/** Describes the node, and hands over to the operation that was chosen. */
export class EightByEightCampaigns implements INodeType {
	description: INodeTypeDescription = {
		displayName: '8x8 Contact Center Campaigns',
		name: 'eightByEightCampaigns',
		icon: { light: 'file:campaigns.svg', dark: 'file:campaigns.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["resource"] === "record" ? "add records" : $parameter["operation"] + " campaign" }}',
		description: 'Run 8x8 Contact Center campaigns and add records to their call lists',
		defaults: { name: '8x8 Contact Center Campaigns' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Takes all items at once: connect it straight to the source, without Loop Over Items or a Wait node. It cuts batches, retries and keeps the order by itself. Record: Add makes phones ring if the campaign runs. Set the option On Duplicate to skip, and On Error to the error output, where each failed item comes out with its reason. An action on one campaign needs one item: Execute Once. Start, Resume and Retry make phones ring; Cancel and Purge cannot be undone. Build ends as soon as 8x8 has accepted it: give the Start behind it the option maxWait (seconds) instead of a Wait node.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-base.splitOut',
					relationHint:
						'Takes a list apart before Record: Add, which adds one record for each item',
				},
				{
					nodeType: 'n8n-nodes-base.limit',
					relationHint: 'Lets one or two items through for a first try',
				},
			],
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'eightByEightCampaignsApi', required: true, testedBy: 'testCredential' }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Record', value: 'record' },
					{ name: 'Campaign', value: 'campaign' },
				],
				default: 'record',
			},
			...campaignDescription,
			...recordDescription,
			campaignIdDescription,
			...recordFields,
			...campaignOptions,
		],
	};

	methods = {
		credentialTest: {
			testCredential(this: ICredentialTestFunctions, credential: ICredentialsDecrypted) {
				return testCredential(this, credential);
			},
		},
		listSearch: { searchCampaigns },
		resourceMapping: {
			getRecordFields: (): Promise<ResourceMapperFields> => Promise.resolve(recordFieldsSchema),
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = await guarded(this, async () => {
			const operation = this.getNodeParameter('operation', 0);
			return isAction(operation)
				? await executeCampaign(this, operation)
				: await executeAddRecords(this);
		});
		return [withTrueLinks(this, items)];
	}
}

const isAction = (operation: string): operation is CampaignOperation =>
	Object.hasOwn(ACTIONS, operation);
