import type { IExecuteFunctions, ResourceMapperFields } from 'n8n-workflow';

import { PRIORITIES } from '../../client/api';
import { LABELS, type RawFields } from '../../delivery/fields';
import { objectReader, rawParameter } from '../parameters';

const FIELDS = ['crmRecordId', 'scheduleAt', 'priority', 'rank'] as const;

type Field = (typeof FIELDS)[number];

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
export function fieldsReader(context: IExecuteFunctions): (itemIndex: number) => RawFields {
	const mapper = mapperOf(rawParameter(context, 'fields', {}));
	if (mapper.mappingMode === 'autoMapInputData') {
		const items = context.getInputData();
		return (itemIndex) => pick(items[itemIndex]?.json ?? {});
	}

	return objectReader(context, 'fields.value', pick(mapper.value));
}

/** An imported workflow may hold anything: what is no mapper maps nothing. */
function mapperOf(raw: unknown): { mappingMode?: unknown; value: Partial<Record<Field, unknown>> } {
	const { mappingMode, value } = (isObject(raw) ? raw : {}) as Mapper;
	return { mappingMode, value: isObject(value) ? value : {} };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Only what is the object's own: a prototype that came with the data must not fill in a field. */
function pick(source: Partial<Record<Field, unknown>>): RawFields {
	// Named one by one, which takes a third of the time, where nothing can be inherited.
	if (Object.getPrototypeOf(source) === Object.prototype) {
		const { crmRecordId, scheduleAt, priority, rank } = source;
		return { crmRecordId, scheduleAt, priority, rank };
	}
	const fields: Partial<Record<Field, unknown>> = {};
	for (const field of FIELDS) {
		if (Object.hasOwn(source, field)) fields[field] = source[field];
	}
	return fields;
}
