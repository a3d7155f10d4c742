/**
 * The fields of a JSON object by their names in lower case, without `_` and `-`: `error_description`
 * and `errorDescription`, `message` and `Message` are the same to different gateways.
 */
export type Fields = ReadonlyMap<string, unknown>;

export function fieldsOf(object: Record<string, unknown>): Fields {
	const fields = new Map<string, unknown>();
	for (const [name, value] of Object.entries(object)) {
		const key = name.toLowerCase().replace(/[_-]/g, '');
		if (!fields.has(key)) fields.set(key, value);
	}
	return fields;
}

/** Longest text that is kept, in UTF-16 units: it goes out with every item of a refused batch. */
const MAX_TEXT = 2_000;

/** A value as text, unless it is none or empty. */
export const text = (value: unknown): string | undefined =>
	typeof value === 'string' && value.trim() !== '' ? value.slice(0, MAX_TEXT) : undefined;

/** A code may be a number too. */
export const textOrNumber = (value: unknown): string | undefined =>
	Number.isFinite(value) ? String(value) : text(value);

/** The first of the named fields that gives something. */
export function first<T>(
	fields: Fields,
	read: (value: unknown) => T | undefined,
	names: readonly string[],
): T | undefined {
	for (const name of names) {
		const found = read(fields.get(name));
		if (found !== undefined) return found;
	}
	return undefined;
}
