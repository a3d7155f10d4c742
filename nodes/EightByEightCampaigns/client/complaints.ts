import type { FieldError } from './api';
import { fieldsOf, first, text, textOrNumber, type Fields } from './jsonFields';
import { isObject } from './reply';

/** One complaint of an error body; without a field it is about the whole. */
export interface Complaint extends Partial<FieldError> {
	/** The record that it is about, where the complaint gives its id. */
	id?: string;
}

/** Where bodies keep their lists: 8x8 and Spring `errors`, Jakarta `violations`, Google `details`, … */
const LISTS = [
	'errors',
	'violations',
	'fielderrors',
	'fieldviolations',
	'validationerrors',
	'constraintviolations',
	'invalidparams',
	'suberrors',
	'issues',
	'details',
	'detail',
	'messages',
	'message',
	'error',
];

const ALSO_WORDS: ReadonlySet<string> = new Set(['detail', 'details', 'message', 'error']);

const FIELD = [
	'field',
	'property',
	'propertypath',
	'fieldname',
	'pointer',
	'path',
	'param',
	'parameter',
	'name',
	'loc',
];
const CODE = ['code', 'errorcode', 'type'];
const MESSAGE = [
	'message',
	'defaultmessage',
	'msg',
	'errormessage',
	'detail',
	'description',
	'reason',
	'error',
	'title',
];
export const ID = ['crmrecordid', 'recordid'];

/** Three for each record of the largest batch, and a bound for what a server may send. */
export const MOST_COMPLAINTS = 300;

const DEEPEST = 5;

/** All complaints that a body lists, in their order. */
export function complaintsIn(body: Fields): Complaint[] {
	const found: Complaint[] = [];
	for (const name of LISTS) {
		const value = body.get(name);
		// An object under these names is another level of the body, a text is what it says.
		const isList = Array.isArray(value) || !ALSO_WORDS.has(name);
		if (isList) collect(value, '', found, 0);
	}
	return found;
}

/** @param path where the value stands in a list that has the names of fields as its keys */
function collect(value: unknown, path: string, found: Complaint[], depth: number): void {
	if (depth > DEEPEST || found.length >= MOST_COMPLAINTS) return;
	if (Array.isArray(value)) {
		for (const one of value) collect(one, path, found, depth + 1);
	} else if (isObject(value)) {
		collectObject(value, path, found, depth);
	} else {
		const message = text(value);
		if (message !== undefined) found.push(path ? { field: path, message } : { message });
	}
}

function collectObject(
	object: Record<string, unknown>,
	path: string,
	found: Complaint[],
	depth: number,
): void {
	const fields = fieldsOf(object);
	const nested = LISTS.filter((name) => Array.isArray(fields.get(name)));
	const complaint = complaintOf(fields, path);
	if (complaint) found.push(complaint);
	if (complaint || nested.length > 0) {
		for (const name of nested) collect(fields.get(name), path, found, depth + 1);
		return;
	}
	for (const [name, value] of Object.entries(object)) {
		collect(value, path ? `${path}.${name}` : name, found, depth + 1);
	}
}

function complaintOf(fields: Fields, path: string): Complaint | undefined {
	const field = first(fields, fieldName, FIELD) ?? pointer(fields.get('source'));
	const code = first(fields, textOrNumber, CODE);
	const message = first(fields, text, MESSAGE);
	const says = field ?? code ?? message;
	if (says === undefined) return undefined;
	const id = first(fields, textOrNumber, ID) ?? refusedId(fields, field);
	const place = [path, field].filter(Boolean).join('.');
	return { field: place === '' ? undefined : place, code, message, id };
}

/** A text, or a path in parts such as `["body", "records", 3, "crmRecordId"]`. */
function fieldName(value: unknown): string | undefined {
	if (!Array.isArray(value)) return text(value);
	const parts = value.flatMap((part) => textOrNumber(part) ?? []);
	return text(parts.join('.'));
}

/** As in JSON:API. */
const pointer = (source: unknown) =>
	isObject(source) ? (text(source.pointer) ?? text(source.parameter)) : undefined;

/** What Spring calls `rejectedValue`, if it is an id. */
const refusedId = (fields: Fields, field: string | undefined) =>
	/crm_?record_?id$/i.test(field ?? '')
		? first(fields, textOrNumber, ['rejectedvalue', 'invalidvalue', 'value'])
		: undefined;
