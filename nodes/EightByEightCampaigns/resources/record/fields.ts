import type { IExecuteFunctions, INodeExecutionData, ResourceMapperFields } from 'n8n-workflow';

import { PRIORITIES } from '../../client/api';
import type { Failure } from '../../client/failure';
import { invalid, isEmpty, LABELS, type RawFields } from '../../delivery/fields';
import { shown } from '../../delivery/shown';
import { isTool, runsAsTool } from '../asTool';
import { fieldOf, referencedField, type FieldPath } from '../fieldReference';
import { hasExpression, objectReader, rawParameter } from '../parameters';
import { automaticReader, FIELDS, pick } from './automatic';
import { inputNames, namesOf, type Field, type InputNames } from './inputNames';
import { noFieldAt, noRow } from './missingId';
import { expressionCheck } from './refusedExpressions';

/** The fields of a record as the editor shows them. Fixed, so no credential is needed to see them. */
export const recordFieldsSchema: ResourceMapperFields = {
	fields: [
		{
			id: 'crmRecordId',
			displayName: LABELS.crmRecordId,
			type: 'string',
			required: true,
			defaultMatch: false,
			canBeUsedToMatch: false,
			display: true,
		},
		{
			id: 'scheduleAt',
			displayName: LABELS.scheduleAt,
			type: 'dateTime',
			required: false,
			defaultMatch: false,
			canBeUsedToMatch: false,
			display: true,
		},
		{
			id: 'priority',
			displayName: LABELS.priority,
			type: 'options',
			options: PRIORITIES.map((value) => ({
				name: value.charAt(0) + value.slice(1).toLowerCase(),
				value,
			})),
			required: false,
			defaultMatch: false,
			canBeUsedToMatch: false,
			display: true,
		},
		{
			id: 'rank',
			displayName: LABELS.rank,
			type: 'number',
			required: false,
			defaultMatch: false,
			canBeUsedToMatch: false,
			display: true,
		},
	],
};

interface Mapper {
	mappingMode?: unknown;
	value?: Partial<Record<Field, unknown>> | null;
	/** The fields as the editor shows them; one that was taken out of the form is marked `removed`. */
	schema?: unknown;
}

/** Reads the fields of each item, or tells why they cannot be meant. */
export interface FieldsReader {
	read: (itemIndex: number) => RawFields | Failure;
	/** Where they are mapped automatically: which input fields they are taken from. */
	names?: InputNames;
	/** Where they are mapped by hand: the fields that come from an expression. */
	byExpression?: readonly Field[];
	/** Where they are mapped by hand: names in the mapping that no field of a record has. */
	unknown?: readonly string[];
	/** The field of the input that a field is mapped to, if no item has it. */
	absent?: (field: Field) => string | undefined;
}

/**
 * Reads the fields of each item: straight from the item where they are mapped automatically or by
 * reference, once a run where they are fixed, and through n8n where there is another expression.
 *
 * `fields.value` as a whole is never read: n8n checks it against the schema stored in the workflow,
 * and throws at the first value that 8x8 would accept but that schema does not, such as `low`.
 *
 * @throws what n8n throws when an expression fails
 */
export function fieldsReader(context: IExecuteFunctions): FieldsReader {
	const mapper = mapperOf(rawParameter(context, 'fields', {}));
	const items = context.getInputData();
	if (mapper.mappingMode === 'autoMapInputData') {
		const names = inputNames(items, FIELDS);
		const readItem = automaticReader(names, items);
		return { read: (itemIndex) => readItem(items[itemIndex]), names };
	}

	const fixed = pick(mapper.value);
	const failure = unmarkedExpressions(fixed);
	if (failure) return { read: () => failure };
	const byExpression = FIELDS.filter((field) => hasExpression(fixed[field]));
	const unknown = Object.entries(mapper.value)
		.filter(([name, value]) => !FIELDS.some((field) => field === name) && !isEmpty(value))
		.map(([name]) => name);
	if (byExpression.length === 0) return { read: () => fixed, unknown };
	const read = objectReader(context, 'fields.value', fixed);
	const check = expressionCheck(context, fixed);
	// In a tool, $json is the input of the agent, not the item.
	const pathOf = (field: Field) =>
		runsAsTool(context) ? undefined : referencedField(fixed[field]);
	const path = pathOf('crmRecordId');
	// Looked at once, and only where an id is empty. n8n's files leave empty cells out of an item.
	let absent: Failure | false | undefined;
	const whyAbsent = () =>
		(absent ??= path !== undefined && !isInAny(path, items) && noFieldAt(path, items));
	return {
		byExpression,
		unknown,
		absent: (field) => {
			const wanted = pathOf(field);
			return wanted && !isInAny(wanted, items) ? wanted.join('.') : undefined;
		},
		read: (itemIndex) => {
			const fields = read(itemIndex);
			const refused = check(fields, itemIndex);
			const noId = isEmpty(fields.crmRecordId) || isRefused(refused, 'crmRecordId');
			// The item of a tool is the arguments of a call: a model can do nothing about nodes before it.
			if (!noId || isTool(context)) return refused ?? fields;
			return noRow(items[itemIndex]) ?? refused ?? (whyAbsent() || fields);
		},
	};
}

const isRefused = (failure: Failure | undefined, wanted: Field) =>
	failure?.fieldErrors?.some(({ field }) => field === wanted) === true;

function isInAny(path: FieldPath, items: readonly INodeExecutionData[]): boolean {
	const [name, ...inside] = path;
	return inside.length === 0
		? namesOf(items).has(name!)
		: items.some(({ json }) => fieldOf(json, path) !== undefined);
}

/** An expression that n8n takes for text, because the field stands on "Fixed". */
const UNMARKED = /\{\{|\}\}|^\s*\$(json|\()/;

/** What stands in an expression without braces, so that n8n takes it for text. */
const WITHOUT_BRACES = /\$(?:json|input|node|item|items|vars|env|now|today)\b|\$\(/;

/** Why values of the form cannot be meant, where that is so: nobody has such an id. */
function unmarkedExpressions(given: RawFields): Failure | undefined {
	const errors = FIELDS.flatMap((field) => {
		const value = given[field];
		const problem = typeof value === 'string' ? unmarked(value) : undefined;
		return problem === undefined ? [] : [{ field, code: 'Expression', message: problem }];
	});
	return errors.length > 0 ? { ...invalid(errors), description: NO_MARK } : undefined;
}

function unmarked(value: string): string | undefined {
	if (!hasExpression(value)) {
		return UNMARKED.test(value)
			? `is the fixed text ${shown(value)}, which n8n does not evaluate: switch the field from "Fixed" to "Expression"`
			: undefined;
	}
	const text = value.slice(1);
	return !text.includes('{{') && WITHOUT_BRACES.test(text)
		? `is the text ${shown(text)}, which n8n does not evaluate: put two braces around the expression, as in {{ $json.id }}`
		: undefined;
}

const NO_MARK =
	'In the JSON of a workflow, an expression starts with "=", as in "={{ $json.id }}".';

/** An imported workflow may hold anything: what is no mapper maps nothing. */
function mapperOf(raw: unknown): { mappingMode?: unknown; value: Partial<Record<Field, unknown>> } {
	const { mappingMode, value, schema } = (isObjectOrList(raw) ? raw : {}) as Mapper;
	return { mappingMode, value: isObjectOrList(value) ? withoutRemoved(value, schema) : {} };
}

/** What the form does not show is not sent: its value stays behind in the workflow. */
function withoutRemoved<T extends object>(value: T, schema: unknown): Partial<T> {
	const removed = (Array.isArray(schema) ? (schema as unknown[]) : [])
		.filter(isObjectOrList)
		.filter((field) => (field as { removed?: unknown }).removed === true)
		.map((field) => (field as { id?: unknown }).id);
	if (removed.length === 0) return value;
	return Object.fromEntries(
		Object.entries(value).filter(([field]) => !removed.includes(field)),
	) as Partial<T>;
}

const isObjectOrList = (value: unknown): value is object =>
	typeof value === 'object' && value !== null;
