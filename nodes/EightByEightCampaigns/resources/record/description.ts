import type { INodeProperties } from 'n8n-workflow';

import { recordOptions } from './options';

const showOnlyForRecords = { resource: ['record'] };
const showOnlyForRecordAdd = { ...showOnlyForRecords, operation: ['add'] };

/** The operations of the resource Record. */
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

/** The fields and options of Record: Add, shown below "Campaign". */
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
		builderHint: {
			propertyHint:
				'crmRecordId is the ID of the person in the CRM that the 8x8 campaign is connected to, as text and unchanged: no phone number, no e-mail, no row number. Leave scheduleAt, priority and rank out when the user did not ask for them; a rank of 0 would come before everybody.',
		},
		description: 'The record that each input item becomes',
	},
	{
		displayName:
			'Input fields are matched by name: crmRecordId (required), scheduleAt, priority and rank. A field such as "CRM Record ID" is taken too, if there is only one like that. Others are ignored.',
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
			'<ul><li>CRM Record ID: of the contact, in the CRM that the campaign is connected to. 8x8 takes the phone number from there.</li><li>Schedule At: no call before this time.</li><li>Priority: High when left empty.</li><li>Rank: within a priority, the lowest is dialled first. When left empty, 8x8 appends the record.</li></ul>',
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
