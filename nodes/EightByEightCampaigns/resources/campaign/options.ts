import type { INodeProperties } from 'n8n-workflow';

import type { CampaignChange } from '../../client/api';
import { isFailure, type Failure } from '../../client/failure';
import { shown } from '../../delivery/shown';
import { maxRetries, maxWait, sharedOptions, switchOf, timeout } from '../sharedOptions';
import { ACTIONS, type CampaignOperation } from './actions';
import type { ItemRequest } from './requests';

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

/** The options of the lifecycle actions, sorted by name. */
export const actionOptions: INodeProperties[] = [
	buildOnStart,
	enabled,
	maxRetries,
	maxWait,
	timeout,
];

/**
 * What the options of an item make of its request. A value that cannot be read is refused: read as
 * "off", it would disable a campaign.
 *
 * @param raw as n8n evaluates them; agents and sheets hand over text
 * @param meant what a value stands for, undefined where it is left out
 */
export function readOptions(
	operation: CampaignOperation,
	raw: Record<string, unknown>,
	meant: (value: unknown) => unknown,
): Pick<ItemRequest, 'change' | 'options'> | Failure {
	const given = Object.fromEntries(
		Object.entries(raw).map(([name, value]) => [name, meant(value)]),
	);
	const wrong = actionOptions
		.map((option) => whyUnreadable(option, given[option.name]))
		.find(isFailure);
	if (wrong) return wrong;
	const change: CampaignChange = { action: ACTIONS[operation].action };
	if (given.enabled !== undefined) change.enabled = switchOf(given.enabled);
	if (operation === 'start' && given.buildOnStart !== undefined) {
		change.buildOnStart = switchOf(given.buildOnStart);
	}
	return { change, options: sharedOptions(given) };
}

function whyUnreadable(
	{ type, displayName }: INodeProperties,
	value: unknown,
): Failure | undefined {
	if (value === undefined) return undefined;
	const readable = type === 'boolean' ? switchOf(value) !== undefined : isNumber(value);
	if (readable) return undefined;
	const wanted = type === 'boolean' ? 'true or false' : 'a number';
	return {
		code: 'notSent',
		message: `The option "${displayName}" is ${shown(value)}, not ${wanted}`,
		description: `Nothing was sent for this item. Give ${wanted}, or leave the option out.`,
	};
}

const isNumber = (value: unknown) =>
	typeof value === 'string' ? NUMBER.test(value) : Number.isFinite(value);

const NUMBER = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i;
