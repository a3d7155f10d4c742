import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { NewRecord } from '../../client/api';
import type { Failure } from '../../client/failure';
import { invalid } from '../../delivery/fields';
import { INVISIBLE, shown } from '../../delivery/shown';

type Field = keyof NewRecord;

/** Which input field each field of a record is taken from when they are mapped automatically. */
export interface InputNames {
	/** The exact name where any item has it, else the only similar one; undefined where there is none. */
	names: Partial<Record<Field, string>>;
	/** Similar names where there are several, so that none is taken. */
	unclear: Partial<Record<Field, string[]>>;
	/** All names of the input, in order of first appearance. */
	present: ReadonlySet<string>;
}

/** What people and programs vary in a name: case, blanks, `_`, `-`, a byte order mark. */
const VARIED = new RegExp(String.raw`[\s_${INVISIBLE}-]`, 'gu');

const bare = (name: string) => name.replace(VARIED, '').toLowerCase();

/** The names of the fields of all items, in order of first appearance. */
export function namesOf(items: readonly INodeExecutionData[]): ReadonlySet<string> {
	const names = new Set<string>();
	for (const { json } of items) for (const name of Object.keys(json)) names.add(name);
	return names;
}

/** Looks at the names of the fields of all items. */
export function inputNames(
	items: readonly INodeExecutionData[],
	fields: readonly Field[],
): InputNames {
	const present = namesOf(items);
	const found: InputNames = { names: {}, unclear: {}, present };
	const wanted = new Map(
		fields.filter((field) => !present.has(field)).map((field) => [field.toLowerCase(), field]),
	);
	for (const field of fields) if (present.has(field)) found.names[field] = field;
	const similar: Partial<Record<Field, string[]>> = {};
	for (const name of wanted.size > 0 ? present : []) {
		const field = wanted.get(bare(name));
		if (field) (similar[field] ??= []).push(name);
	}
	for (const [field, names] of Object.entries(similar) as Array<[Field, string[]]>) {
		if (names.length === 1) found.names[field] = names[0];
		else found.unclear[field] = names;
	}
	return found;
}

/** Why no item has an id: the expected field, and those that the input has. */
export function noIdField({ unclear, present }: InputNames): Failure {
	if (present.size === 0) return NO_FIELDS;
	const several = unclear.crmRecordId;
	return several
		? missing(
				`is missing: several input fields have nearly the name crmRecordId (${listed(several)})`,
				'Rename one of them to crmRecordId, or choose "Map Each Column Manually".',
			)
		: missing(
				`is missing: no input field is called crmRecordId; the input has ${listed(present)}`,
				'Rename the field that holds the ID, or choose "Map Each Column Manually".',
			);
}

/** Why no item has an id, where it is mapped by hand to a field that none of them has. */
export const noFieldCalled = (name: string, present: ReadonlySet<string>): Failure =>
	missing(
		`is missing: no input field is called ${shown(name)}; the input has ${listed(present)}`,
		'Check how CRM Record ID is mapped.',
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

/** Why an item that is empty has no id. */
export const NO_FIELDS: Failure = missing(
	'is missing: the item has no fields at all',
	'If "Always Output Data" is on in the node before, it puts out one empty item when it finds nothing. Switch it off, or filter empty items.',
);

/** Names in a message; the rest of a wide table would hide it. */
const MOST_NAMES = 10;

function listed(names: Iterable<string>): string {
	const all = Array.from(names);
	const more = all.length - MOST_NAMES;
	const first = all.slice(0, MOST_NAMES).map(shown).join(', ');
	return more > 0 ? `${first} and ${more} more` : first;
}
