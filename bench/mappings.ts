/** What the benchmark of the mapping runs: ways to tell an item's campaign and fields. */
import { CAMPAIGN_ID } from './records';
import type { Mapping } from './workflows';

/** The node with the settings of the workflow, in one item. */
export const SETTINGS = 'Settings';

export interface MappingCase {
	name: string;
	/** How it reads in a table. */
	says: string;
	mapping: Mapping;
	campaign: string;
	/** Fields of each item; the node takes three of them. */
	fields: number;
	/** n8n evaluates something for each item by itself, which takes a hundred times as long. */
	slow: boolean;
}

const FIELDS = 5;

/** Fields of an item that comes from a large table. */
const MANY_FIELDS = 60;

const mappingCase = (
	name: string,
	says: string,
	mapping: Mapping,
	more: Partial<MappingCase> = {},
): MappingCase => ({
	...{ name, says, mapping, campaign: CAMPAIGN_ID, fields: FIELDS },
	slow: mapping === 'itemByItem',
	...more,
});

export const MAPPING_CASES: readonly MappingCase[] = [
	mappingCase('automatic', 'Automatic', 'automatic'),
	mappingCase(
		'settings',
		'Automatic, campaign from a settings node: `{{ $("Settings").first().json.campaign }}`',
		'automatic',
		{ campaign: `={{ $("${SETTINGS}").first().json.campaign }}` },
	),
	mappingCase(
		'references',
		'Plain references, such as `{{ $json.id }}`, in three fields',
		'references',
	),
	mappingCase(
		'expressions',
		'Real expressions, such as `{{ $json.id.trim() }}`, in two fields',
		'expressions',
	),
	mappingCase(
		'itemByItem',
		'The same, evaluated item by item: `{{ $input.item.json.id.trim() }}`',
		'itemByItem',
	),
	mappingCase('wideExpressions', 'Real expressions, items of 60 fields', 'expressions', {
		fields: MANY_FIELDS,
	}),
	mappingCase(
		'wideItemByItem',
		'The same, evaluated item by item, items of 60 fields',
		'itemByItem',
		{
			fields: MANY_FIELDS,
		},
	),
];
