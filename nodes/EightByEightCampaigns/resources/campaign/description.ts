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
};

const options = (operations: string[], properties: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	displayOptions: { show: { ...showOnlyForCampaigns, operation: operations } },
	options: properties,
});

/** The operations of the resource Campaign, made from the table of actions. */
export const campaignDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: showOnlyForCampaigns },
		hint: 'Runs once for each input item. Switch on "Execute Once" in the settings when once is enough.',
		options: Object.entries(ACTIONS).map(([value, { name, description, verb }]) => ({
			name,
			value,
			description,
			action: `${verb.charAt(0).toUpperCase()}${verb.slice(1)} a campaign`,
		})),
		default: 'build',
	},
];

/** The options of each operation: only Start has "Build on Start". */
export const campaignOptions: INodeProperties[] = [
	options(
		Object.keys(ACTIONS).filter((operation) => operation !== 'start'),
		[enabled, maxRetries, maxWait, timeout],
	),
	options(['start'], [buildOnStart, enabled, maxRetries, maxWait, timeout]),
];
