import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	ResourceMapperFields,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { CREDENTIAL } from './client/connection';
import { campaignIdDescription } from './resources/campaignId';
import { searchCampaigns } from './resources/campaignList';
import { ACTIONS, type CampaignOperation } from './resources/campaign/actions';
import { campaignDescription, campaignOptions } from './resources/campaign/description';
import { executeCampaign } from './resources/campaign/execute';
import { guarded } from './resources/guard';
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
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL, required: true }],
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
		return [items];
	}
}

const isAction = (operation: string): operation is CampaignOperation =>
	Object.hasOwn(ACTIONS, operation);
