import type { INodeProperties } from 'n8n-workflow';

import { ACTIONS } from './actions';
import { actionOptions } from './options';

const showOnlyForCampaigns = { resource: ['campaign'] };

/** The operations of the resource Campaign, made from the table of actions. */
export const campaignDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: showOnlyForCampaigns },
		options: Object.entries(ACTIONS).map(([value, { name, description, task }]) => ({
			name,
			value,
			description,
			action: task,
		})),
		default: 'build',
	},
];

/** One collection for all operations: n8n empties what another one of the same name replaces. */
export const campaignOptions: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: showOnlyForCampaigns },
		options: actionOptions,
	},
];
