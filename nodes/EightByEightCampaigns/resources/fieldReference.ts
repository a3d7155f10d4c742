import type { IDataObject } from 'n8n-workflow';

/** The keys that lead from an item's json to a field, such as `['properties', 'CRM ID']`. */
export type FieldPath = readonly string[];

const NAME = String.raw`\.[\p{ID_Start}$_][\p{ID_Continue}$]*`;
const INDEX = String.raw`\[(?:0|[1-9]\d{0,8})\]`;
const QUOTED = [`'`, `"`].map(
	(quote) => String.raw`\[${quote}(?:[^${quote}\\\r\n\u2028\u2029]|\\['"\\])*${quote}\]`,
);
const STEP = [NAME, INDEX, ...QUOTED].join('|');

const REFERENCE = new RegExp(String.raw`^=\{\{\s*\$json((?:${STEP})+)\s*\}\}$`, 'u');
const STEPS = new RegExp(STEP, 'gu');

/**
 * The field that an expression refers to, when that is all it does: `={{ $json.id }}`,
 * `={{ $json["CRM ID"] }}` or `={{ $json.contact.ids[0] }}`, which is what dragging a field onto a
 * parameter writes. Undefined for anything else.
 */
export function referencedField(expression: unknown): FieldPath | undefined {
	if (typeof expression !== 'string') return undefined;
	const steps = REFERENCE.exec(expression)?.[1];
	// n8n looks for the end of an expression without regard to quotes.
	if (steps === undefined || steps.includes('{{') || steps.includes('}}')) return undefined;
	return (steps.match(STEPS) ?? []).map(keyOf);
}

/** Steps as code may also write them, with `?.` before each. */
const CHAIN = [
	String.raw`\??${NAME}`,
	...[INDEX, ...QUOTED].map((step) => String.raw`(?:\?\.)?${step}`),
]
	.map((step) => `(?:${step})`)
	.join('|');

const OF_NODE = String.raw`(?:\$\((?:'[^']*'|"[^"]*")\)|\$input)\.(?:item|first\(\)|last\(\))\.json`;

const ONLY_REFERENCE = new RegExp(String.raw`^\s*(?:\$json|${OF_NODE})(?:${CHAIN})+\s*$`, 'u');

/** Whether code only refers to a field, of the item or of what another node put out. */
export const isReference = (code: string) => ONLY_REFERENCE.test(code);

const FIELDS_IN_CODE = new RegExp(
	String.raw`(?<![\w$.])\$json((?:${CHAIN})+)\s*((?:\?\.)?\()?`,
	'gu',
);

/**
 * The fields of the item that code reads, as in `$json.at.trim()`; what it calls is no field. Undefined
 * where it uses `$json` in another way, or not at all.
 */
export function fieldsIn(code: string): FieldPath[] | undefined {
	const fields = Array.from(code.matchAll(FIELDS_IN_CODE), ([, steps = '', called]) => {
		const keys = (steps.match(STEPS) ?? []).map(keyOf);
		return called === undefined ? keys : keys.slice(0, -1);
	});
	return fields.length > 0 && fields.length === code.split('$json').length - 1 ? fields : undefined;
}

function keyOf(step: string): string {
	if (step.startsWith('.')) return step.slice(1);
	const inside = step.slice(1, -1);
	return /^\d/.test(inside) ? inside : inside.slice(1, -1).replace(/\\(.)/gu, '$1');
}

/** Stands for what only n8n can tell. */
export const ASK_N8N = Symbol('ask n8n');

/**
 * What n8n's expression gives for the field: its value where that is plain or a Date; undefined
 * where the item has no such field, or something above it is missing. `ASK_N8N` for lists, objects
 * and functions, and for what is inherited or belongs to a text, such as its length.
 */
export function fieldOf(json: IDataObject | undefined, path: FieldPath): unknown {
	let value: unknown = json;
	for (const key of path) {
		if (value === undefined || value === null) return undefined;
		if (typeof value !== 'object' || value instanceof Date) return ASK_N8N;
		// Own or not, with a prototype or without: n8n reads a copy, which has one, in its own way.
		if (key in Object.prototype) return ASK_N8N;
		if (!Object.hasOwn(value, key)) {
			if (key in value) return ASK_N8N;
			value = undefined;
		} else {
			value = (value as IDataObject)[key];
		}
	}
	return isPlain(value) ? value : ASK_N8N;
}

const isPlain = (value: unknown) =>
	value === null ||
	value instanceof Date ||
	['string', 'number', 'boolean', 'undefined', 'bigint'].includes(typeof value);
