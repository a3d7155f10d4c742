import type { NewRecord, Problem } from './api';

/**
 * Which records of a request a refusal names as its reason. Ids count as named only in the forms in
 * which a text can mean an id: numeric CRM ids such as 1 and 32 occur in "size must be between 1
 * and 32". What is named is a hint, never a proof.
 *
 * @returns crmRecordIds of the request, in its order
 */
export function namedIds(
	{ title, detail, errors }: Problem,
	records: readonly NewRecord[],
): string[] {
	const texts = [title, detail, ...errors.map(({ message }) => message)].filter(
		(text) => text !== undefined,
	);
	const candidates = new Set(texts.flatMap((text) => [...listed(text), ...quoted(text)]));
	const places = new Set(
		[...texts, ...errors.map(({ field }) => field ?? '')].flatMap((text) => indexed(text)),
	);
	return records
		.filter(({ crmRecordId }, index) => candidates.has(crmRecordId) || places.has(index))
		.map(({ crmRecordId }) => crmRecordId);
}

/** `… for Id: X`, `Ids: X, Y`, `Id(s): X, Y`; an id may hold commas itself, so the whole counts too. */
function listed(text: string): string[] {
	const rest = /\bid(?:\(s\)|s)?\s*:\s*(.+)$/is.exec(text)?.[1]?.trim();
	if (rest === undefined) return [];
	const whole = [rest, rest.replace(/[.\]]+$/, '')];
	return [...whole, ...whole.flatMap((list) => list.replace(/^\[/, '').split(/\s*,\s*/))];
}

const quoted = (text: string) =>
	Array.from(text.matchAll(/"([^"]+)"|'([^']+)'|`([^`]+)`/g), matched);

const matched = ([, double, single, back]: RegExpMatchArray) => double ?? single ?? back ?? '';

/** `records[3].priority`: the position in the request. */
const indexed = (text: string) =>
	Array.from(text.matchAll(/\brecords\[(\d+)\]/g), ([, index]) => Number(index));
