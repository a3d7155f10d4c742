import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Failure } from '../../client/failure';
import { invalid, isEmpty, type RawFields } from '../../delivery/fields';
import { lacks, type Field, type InputNames } from './inputNames';
import { listed, nearlyNamed, noIdField, noRow } from './missingId';

export const FIELDS: readonly Field[] = ['crmRecordId', 'scheduleAt', 'priority', 'rank'];

/** Reads the fields of each item from its fields of these names. */
export function automaticReader(
	names: InputNames,
	items: readonly INodeExecutionData[],
): (item: INodeExecutionData | undefined) => RawFields | Failure {
	const taken = Object.entries(names.names) as Array<[Field, string]>;
	const { crmRecordId: idName } = names.names;
	if (idName === undefined) {
		const failure = noIdField(names, items);
		return (item) => noRow(item) ?? failure;
	}
	const exact = taken.every(([field, name]) => field === name);
	const doubtful = names.unclear.scheduleAt ?? names.besides.scheduleAt;
	return (item) => {
		const json = item?.json ?? {};
		if (!Object.hasOwn(json, idName)) {
			const why = noRow(item) ?? nearlyNamed('crmRecordId', json);
			if (why) return why;
		}
		const unclear = doubtful && unclearTime(json, doubtful, json[idName]);
		if (unclear) return unclear;
		if (exact) return pick(json);
		const fields: Partial<Record<Field, unknown>> = {};
		for (const [field, name] of taken) {
			if (Object.hasOwn(json, name)) fields[field] = json[name];
		}
		return fields;
	};
}

/** An item with a time that is not taken is no item without a time: 8x8 would call at once. */
function unclearTime(
	json: IDataObject,
	names: readonly string[],
	id: unknown,
): Failure | undefined {
	if (!lacks(json, 'scheduleAt')) return undefined;
	const given = names.filter((name) => Object.hasOwn(json, name) && !isEmpty(json[name]));
	if (given.length === 0) return undefined;
	const message = `is unclear: the item has no value in "scheduleAt", but ${listed(given)}`;
	return {
		...invalid([{ field: 'scheduleAt', code: 'Name', message }]),
		description: 'Give the field the same name in all items.',
		...((typeof id === 'string' || typeof id === 'number') && { crmRecordId: String(id) }),
	};
}

/** Only what is the object's own: a prototype that came with the data must not fill in a field. */
export function pick(source: Partial<Record<Field, unknown>>): RawFields {
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
