import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { MAX_BATCH_SIZE } from '../../client/api';
import type { DeliveryOptions } from '../../delivery/run';
import { hasExpression, parameterReader, rawParameter } from '../parameters';
import {
	isOn,
	maxRetries,
	maxWait,
	numberOf,
	sharedOptions,
	timeout,
	type SharedOptions,
} from '../sharedOptions';

/** The options of Record: Add as the run uses them. */
export interface AddOptions extends Omit<DeliveryOptions, 'stopOnFailure'>, SharedOptions {
	/** Puts the fields of the input item into each record. */
	includeInputFields: boolean;
	output: 'records' | 'summary';
	validateOnly: boolean;
}

/** An option of which one of several values is chosen. */
interface Choice<T extends string> extends INodeProperties {
	options: Array<INodePropertyOptions & { value: T }>;
	default: T;
}

const batchSize: INodeProperties = {
	displayName: 'Batch Size',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MAX_BATCH_SIZE, numberPrecision: 0 },
	default: MAX_BATCH_SIZE,
	description: 'How many records to send in one request. 8x8 takes up to 100.',
};

const concurrency: INodeProperties = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 5,
	description:
		'How many requests may be under way at once, across all campaigns. With the order "In Sequence", each campaign gets one at a time.',
};

const includeInputFields: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	// Added means on; without the option it is off.
	default: true,
	description:
		'Whether each record comes out with the fields of its input item too, for instance to write a sheet back. Where a name is the same, the value from 8x8 counts.',
};

const onDuplicate: Choice<AddOptions['onDuplicate']> = {
	displayName: 'On Duplicate',
	name: 'onDuplicate',
	type: 'options',
	options: [
		{
			name: 'Error',
			value: 'error',
			description: 'The item fails with the code "duplicateRecord"',
		},
		{
			name: 'Skip',
			value: 'skip',
			description: 'The item counts as done, with the outcome "alreadyInCampaign"',
		},
	],
	default: 'skip',
	description:
		'What to do with a CRM record ID that the campaign, or an earlier item, already has. Each record that the campaign has costs a request of its own, so a load of known records takes long.',
};

const order: Choice<AddOptions['order']> = {
	displayName: 'Order',
	name: 'order',
	type: 'options',
	options: [
		{
			name: 'By Rank',
			value: 'rank',
			description:
				'The first batch of a campaign alone, then batches at once, with ranks between the one that 8x8 gave and the next whole number. Records that bring a rank keep it.',
		},
		{
			name: 'In Sequence',
			value: 'sequence',
			description:
				'One batch of a campaign after the other, so that the ranks that 8x8 gives follow the items. No effect where every record brings its own rank.',
		},
		{
			name: 'None',
			value: 'none',
			description: 'Batches at once: 8x8 dials in whatever order they arrive',
		},
	],
	default: 'sequence',
	description:
		'How to make 8x8 dial the records of a campaign in the order of the items, within each priority',
};

const output: Choice<AddOptions['output']> = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{
			name: 'Records',
			value: 'records',
			description: 'One item for each input item',
		},
		{
			name: 'Summary',
			value: 'summary',
			description: 'One item with counts for each campaign; failed items still come one by one',
		},
	],
	default: 'records',
	description: 'What to return: each record, or counts for each campaign',
};

const requestsPerMinute: INodeProperties = {
	displayName: 'Requests per Minute',
	name: 'requestsPerMinute',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'How many requests to send in a minute at most. With 0, as many as 8x8 takes. Set it when several executions share one key.',
};

const validateOnly: INodeProperties = {
	displayName: 'Validate Only',
	name: 'validateOnly',
	type: 'boolean',
	// Added means on; without the option it is off.
	default: true,
	description:
		'Whether to check the items and send nothing to 8x8. Every item comes out, valid or with its reason, whatever On Error says. Whether the key, the campaign and the IDs exist is not checked.',
};

/** The options of Record: Add, as the form shows them: sorted by name. */
export const recordOptions: INodeProperties[] = [
	batchSize,
	concurrency,
	includeInputFields,
	maxRetries,
	maxWait,
	onDuplicate,
	order,
	output,
	requestsPerMinute,
	timeout,
	validateOnly,
];

/** What governs a whole run: read once, for the first item. */
export function addOptions(context: IExecuteFunctions): AddOptions {
	const raw = context.getNodeParameter('options', 0, {});
	return {
		...sharedOptions(raw),
		batchSize: numberOf(raw.batchSize, batchSize),
		concurrency: numberOf(raw.concurrency, concurrency),
		includeInputFields: isSwitchedOn(raw, includeInputFields),
		onDuplicate: choiceIn(onDuplicate, raw.onDuplicate),
		order: choiceIn(order, raw.order),
		output: choiceIn(output, raw.output),
		requestsPerMinute: numberOf(raw.requestsPerMinute, requestsPerMinute),
		validateOnly: isSwitchedOn(raw, validateOnly) || isCheckedByAny(context),
	};
}

/** The value of the option that is meant, or its default. */
const choiceIn = <T extends string>(
	{ options, default: byDefault }: Choice<T>,
	value: unknown,
): T => options.find((known) => known.value === choiceOf(value))?.value ?? byDefault;

/** Expressions and people write them in any case. */
export const choiceOf = (value: unknown) =>
	typeof value === 'string' ? value.trim().toLowerCase() : value;

/**
 * An option that is on when it is added, and off without it. Where an expression gives something that
 * is neither, it is on: to check too much does less harm than to send.
 */
const isSwitchedOn = (raw: Record<string, unknown>, option: INodeProperties) =>
	Object.hasOwn(raw, option.name) && isOn(raw[option.name], option);

/** Whether Validate Only is an expression that is on for any item: then no item is sent. */
function isCheckedByAny(context: IExecuteFunctions): boolean {
	const name = `options.${validateOnly.name}`;
	if (!hasExpression(rawParameter(context, name, false))) return false;
	const read = parameterReader<unknown>(context, name, true);
	return context.getInputData().some((_, itemIndex) => isOn(read(itemIndex), validateOnly));
}
