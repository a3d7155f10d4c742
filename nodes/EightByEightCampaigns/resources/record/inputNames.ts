import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { NewRecord } from '../../client/api';
import { isEmpty } from '../../delivery/fields';
import { INVISIBLE } from '../../delivery/shown';

/** A field of a record. */
export type Field = keyof NewRecord;

/** Which input field each field of a record is taken from when they are mapped automatically. */
export interface InputNames {
	/** The exact name where any item has it, else the only similar one; undefined where there is none. */
	names: Partial<Record<Field, string>>;
	/** Similar names where there are several, so that none is taken. */
	unclear: Partial<Record<Field, string[]>>;
	/** Similar names under which items have a value that have none under the exact one. */
	besides: Partial<Record<Field, string[]>>;
	/** Names that may stand for a field of which nothing is found; none is taken. */
	ignored: Partial<Record<Field, string[]>>;
	/** All names of the input, in order of first appearance. */
	present: ReadonlySet<string>;
}

/** What people and programs vary in a name: case, blanks, `_`, `-`, a byte order mark. */
const VARIED = new RegExp(String.raw`[\s_${INVISIBLE}-]`, 'gu');

/** A name without what is varied in it. */
export const bare = (name: string) => name.replace(VARIED, '').toLowerCase();

/** The names of the fields of all items, in order of first appearance. */
export function namesOf(items: readonly INodeExecutionData[]): ReadonlySet<string> {
	const names = new Set<string>();
	for (const { json } of items) for (const name of Object.keys(json ?? {})) names.add(name);
	return names;
}

/** Looks at the names of the fields of all items. */
export function inputNames(
	items: readonly INodeExecutionData[],
	fields: readonly Field[],
): InputNames {
	const present = namesOf(items);
	const found: InputNames = { names: {}, unclear: {}, besides: {}, ignored: {}, present };
	const wanted = new Map(fields.map((field) => [field.toLowerCase(), field]));
	const similar: Partial<Record<Field, string[]>> = {};
	for (const name of present) {
		const field = wanted.get(bare(name));
		if (field === name) found.names[field] = field;
		else if (field) (similar[field] ??= []).push(name);
	}
	for (const [field, names] of Object.entries(similar) as Array<[Field, string[]]>) {
		if (found.names[field] !== undefined) {
			const besides = names.filter((name) =>
				items.some(({ json }) => !lacks(json, name) && lacks(json, field)),
			);
			if (besides.length > 0) found.besides[field] = besides;
		} else if (names.length === 1) found.names[field] = names[0];
		else found.unclear[field] = names;
	}
	for (const field of fields) {
		if (found.names[field] !== undefined || found.unclear[field]) continue;
		const alike = Array.from(present).filter((name) => MAY_STAND_FOR[field]?.test(bare(name)));
		if (alike.length > 0) found.ignored[field] = alike;
	}
	return found;
}

/** Whether an item has no value under a name. Sheets give each row all columns. */
export const lacks = (json: IDataObject, name: string): boolean =>
	!Object.hasOwn(json, name) || isEmpty(json[name]);

/** Names that people give to fields that can be left out; without a word, 8x8 would call at once. */
const MAY_STAND_FOR: Partial<Record<Field, RegExp>> = {
	scheduleAt:
		/schedul|^(?:next|re)?call(?:back)?(?:at|on|time|date|datetime|day|after|from|when)?$|nextattempt|notbefore|^due(?:at|on|date|time)?$|appointment/,
	priority: /prio/,
	rank: /^(?:call|lead|dial|record)?rank/,
};
