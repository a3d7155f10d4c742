import type { INodeProperties } from 'n8n-workflow';

import { MAX_BATCH_SIZE } from '../../client/api';
import { maxRetries, maxWait, timeout } from '../sharedOptions';

const showOnlyForRecords = { resource: ['record'] };
const showOnlyForRecordAdd = { ...showOnlyForRecords, operation: ['add'] };

export const recordDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: showOnlyForRecords },
		options: [
			{
				name: 'Add',
				value: 'add',
				description: 'Add each input item to the call list of a dynamic campaign',
				action: 'Add records to a campaign',
			},
		],
		default: 'add',
	},
];

const recordOptions: INodeProperties[] = [
	{
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_BATCH_SIZE, numberPrecision: 0 },
		default: MAX_BATCH_SIZE,
		description: 'How many records to send in one request. 8x8 takes up to 100.',
	},
	{
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 5,
		description:
			'How many requests may be under way at once, across all campaigns. While "Keep Order" is on, each campaign gets one at a time.',
	},
	{
		displayName: 'Keep Order',
		name: 'keepOrder',
		type: 'boolean',
		default: true,
		description:
			'Whether to send the records of a campaign in the order of the items, so that 8x8 dials them in that order within each priority. This is slower, and not needed when every record has a rank.',
	},
	maxRetries,
	maxWait,
	{
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
		default: 'error',
		description:
			'What to do with a CRM record ID that the campaign, or an earlier item, already has',
	},
	{
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
	},
	timeout,
	{
		displayName: 'Validate Only',
		name: 'validateOnly',
		type: 'boolean',
		default: false,
		description:
			'Whether to check the items and send nothing to 8x8. Whether the key, the campaign and the IDs exist is not checked.',
	},
];

export const recordFields: INodeProperties[] = [
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		required: true,
		typeOptions: {
			resourceMapper: {
				resourceMapperMethod: 'getRecordFields',
				mode: 'add',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: true,
			},
		},
		displayOptions: { show: showOnlyForRecordAdd },
		description: 'The record that each input item becomes',
	},
	{
		displayName:
			'Input fields are matched by name: crmRecordId (required), scheduleAt, priority and rank, spelled exactly like that. Others are ignored.',
		name: 'autoMapNotice',
		type: 'notice',
		default: '',
		displayOptions: {
			// Without the slash n8n 1 and 2.0 look for a parameter of that name, and refuse the node.
			show: { ...showOnlyForRecordAdd, '/fields.mappingMode': ['autoMapInputData'] },
		},
	},
	{
		displayName:
			'CRM Record ID is the ID of the contact in the CRM that the campaign is connected to, such as the Record ID in HubSpot: 8x8 takes the phone number from there. Schedule At is the earliest time of the call. Priority is High when left empty. Without Rank, 8x8 appends the record.',
		name: 'mapNotice',
		type: 'notice',
		default: '',
		displayOptions: {
			show: { ...showOnlyForRecordAdd, '/fields.mappingMode': ['defineBelow'] },
		},
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: showOnlyForRecordAdd },
		options: recordOptions,
	},
];
