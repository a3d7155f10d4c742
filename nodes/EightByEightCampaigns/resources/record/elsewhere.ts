import type { INodeExecutionData } from 'n8n-workflow';

import { shown } from '../../delivery/shown';
import { bare } from './inputNames';

/**
 * Where the input may hold a field that no item has, and how to get it; undefined where nothing is found.
 * The first item stands for all.
 *
 * @param name of the field
 */
export function elsewhere(name: string, [item]: readonly INodeExecutionData[]): string | undefined {
	const { json = {}, binary = {} } = item ?? {};
	const unsplit = Object.keys(json).find((header) => separatorIn(header, name) !== undefined);
	if (unsplit !== undefined) {
		return `The columns of the file were not separated: they have ${shown(separatorIn(unsplit, name))} between them. Set "Delimiter" in the options of the node that reads the file.`;
	}
	const places = Array.from(placesIn(json));
	const place = places.find(({ names }) => names.some((one) => bare(one) === bare(name)));
	const list = place ? place.list : places.find((one) => one.list)?.list;
	if (list !== undefined) {
		return `The item has a list at ${shown(list)}. Put the node "Split Out" before this one: it makes an item of each entry.`;
	}
	if (place) {
		const field = place.names.find((one) => bare(one) === bare(name))!;
		return `The item has it at ${shown([...place.path, field].join('.'))}: choose "Map Each Column Manually", and drag it onto CRM Record ID.`;
	}
	return Object.keys(binary).length > 0
		? 'The item holds a file. If the IDs are in it, put the node "Extract from File" before this one.'
		: undefined;
}

/** What stands between the columns of a header that was not taken apart. */
const separatorIn = (header: string, name: string) =>
	[';', ',', '\t', '|'].find((separator) => {
		const columns = header.split(separator);
		return columns.length > 1 && columns.some((column) => bare(unquoted(column)) === bare(name));
	});

const unquoted = (column: string) => column.replace(/"/g, '');

/** An object inside of an item. */
interface Place {
	path: readonly string[];
	names: readonly string[];
	/** The list that it is an entry of, if it is one. */
	list?: string;
}

/** How deep it is looked: a webhook has its data at `body`, an API in an envelope inside of that. */
const DEEPEST = 4;

function* placesIn(value: object, path: readonly string[] = []): Iterable<Place> {
	for (const [name, inside] of Object.entries(value) as Array<[string, unknown]>) {
		const [first] = Array.isArray(inside) ? (inside as unknown[]) : [inside];
		if (typeof first !== 'object' || first === null || path.length >= DEEPEST) continue;
		const here = [...path, name];
		const names = Object.keys(first);
		if (Array.isArray(inside)) yield { path: here, names, list: here.join('.') };
		else {
			yield { path: here, names };
			yield* placesIn(first, here);
		}
	}
}
