import type { INodeProperties } from 'n8n-workflow';

import { maxRetries, maxWait, timeout } from '../sharedOptions';
import { ACTIONS } from './actions';

const showOnlyForCampaigns = { resource: ['campaign'] };

const enabled: INodeProperties = {
	displayName: 'Enabled',
	name: 'enabled',
	type: 'boolean',
	default: true,
	description:
		'Whether the campaign is enabled from now on. It stays as it is when this option is not added. A disabled campaign can only be built and reset.',
};

const buildOnStart: INodeProperties = {
	displayName: 'Build on Start',
	name: 'buildOnStart',
	type: 'boolean',
	default: true,
	description:
		"Whether to build the campaign before it starts. When this option is not added, the campaign's own setting applies.",
	displayOptions: { show: { '/operation': ['start'] } },
};

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
		options: [buildOnStart, enabled, maxRetries, maxWait, timeout],
	},
];
