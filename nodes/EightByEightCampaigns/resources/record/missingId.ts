import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Failure } from '../../client/failure';
import { invalid } from '../../delivery/fields';
import { shown } from '../../delivery/shown';
import { bare, namesOf, type Field, type InputNames } from './inputNames';
import { elsewhere } from './elsewhere';

/** Why no item has an id: the expected field, and those that the input has. */
export function noIdField(
	{ unclear, present }: InputNames,
	items: readonly INodeExecutionData[],
): Failure {
	const several = unclear.crmRecordId;
	if (several) {
		return missing(
			`is missing: several input fields have nearly the name crmRecordId (${listed(several)})`,
			'Rename one of them to crmRecordId, or choose "Map Each Column Manually".',
		);
	}
	if (present.size === 0) return noFields(items[0]);
	return missing(
		`is missing: no input field is called crmRecordId; the input has ${listed(present)}`,
		elsewhere('crmRecordId', items) ??
			'Rename the field that holds the ID, or choose "Map Each Column Manually".',
	);
}

/**
 * Why no item has an id, where it is mapped by hand to a field that none of them has.
 *
 * @param path the keys that lead to the field
 */
export const noFieldAt = (path: readonly string[], items: readonly INodeExecutionData[]): Failure =>
	missing(
		`is missing: no input field is called ${shown(path.join('.'))}; the input has ${listed(namesOf(items))}`,
		elsewhere(path.at(-1)!, items) ?? 'Check how CRM Record ID is mapped.',
	);

/** Why one item has no id, although a field of it has nearly the name; undefined where none has. */
export function nearlyNamed(field: Field, json: IDataObject): Failure | undefined {
	const similar = Object.keys(json).filter((name) => bare(name) === field.toLowerCase());
	if (similar.length === 0) return undefined;
	return missing(
		`is missing: the item has no field ${shown(field)}, but ${listed(similar)}`,
		'Give the field the same name in all items.',
	);
}

const missing = (message: string, description: string): Failure => ({
	...invalid([{ field: 'crmRecordId', code: 'Required', message }]),
	description,
});

/** Why an item has no id, where it is no row of data at all; undefined where it may be one. */
export function noRow(item: INodeExecutionData | undefined): Failure | undefined {
	const names = Object.keys(item?.json ?? {});
	if (names.length === 0) return noFields(item);
	const error = item?.json.error;
	// What n8n makes of an item that failed in an earlier node, in its Continue modes.
	if (names.length > 1 || error === undefined || error === null) return undefined;
	const text = typeof error === 'object' ? (error as IDataObject).message : error;
	return missing(
		`is missing: the item is an error of an earlier node: ${shown(text)}`,
		'Correct what failed there, or send its errors another way: Settings > On Error > "Continue (using error output)".',
	);
}

const noFields = (item: INodeExecutionData | undefined): Failure =>
	Object.keys(item?.binary ?? {}).length > 0 ? ONLY_A_FILE : NO_FIELDS;

const NO_FIELDS: Failure = missing(
	'is missing: the item has no fields at all',
	'If "Always Output Data" is on in the node before, it puts out one empty item when it finds nothing. Switch it off, or filter empty items.',
);

const ONLY_A_FILE: Failure = missing(
	'is missing: the item holds a file, and no fields',
	'Put the node "Extract from File" before this one: it makes an item of each row.',
);

/** Names in a message; the rest of a wide table would hide it. */
const MOST_NAMES = 10;

export function listed(names: Iterable<string>): string {
	const all = Array.from(names);
	const more = all.length - MOST_NAMES;
	const first = all.slice(0, MOST_NAMES).map(shown).join(', ');
	return more > 0 ? `${first} and ${more} more` : first;
}
