import type { NewRecord, Problem } from './api';

/** A text, taken apart. */
export interface ReadText {
	/** Ids of the request that it names. */
	ids: string[];
	/** The text without them: an id may read `COMPLETE` or `does not exist`. */
	words: string;
}

/**
 * Finds the ids that a text names. Only in the forms in which a text can mean an id, quoted or behind
 * "Id:": numeric CRM ids such as 1 and 32 occur in "size must be between 1 and 32". What is named is
 * a hint, never a proof.
 *
 * @param known the ids of the request
 */
export function readIds(text: string, known: ReadonlySet<string>): ReadText {
	const ids: string[] = [];
	const found = (id: string) => {
		ids.push(id);
		return ' # ';
	};
	// Kind by kind: an apostrophe must not pair with a quotation mark.
	let words = text;
	for (const quotes of [/"([^"]+)"/g, /(?<!\w)'([^']+)'(?!\w)/g, /`([^`]+)`/g]) {
		words = words.replace(quotes, (whole, inside: string) =>
			known.has(inside) ? found(inside) : whole,
		);
	}
	return { ids, words: withoutLists(words, known, found) };
}

/** `… for Id: X`, `Ids: X, Y`, `Id(s): X, Y`; an id may hold blanks, commas and "Id:" itself. */
function withoutLists(
	text: string,
	known: ReadonlySet<string>,
	found: (id: string) => string,
): string {
	const start = /\bid(?:\(s\)|s)?\s*:\s*\[?/gi;
	let words = '';
	let place = 0;
	while (start.exec(text)) {
		words += text.slice(place, start.lastIndex);
		place = start.lastIndex;
		for (let id = idAt(text, place, known); id !== undefined; id = idAt(text, place, known)) {
			words += found(id);
			place += id.length;
			place += /^\s*(?:,\s*and\b|,|and\b)\s*/.exec(text.slice(place))?.[0].length ?? 0;
		}
		start.lastIndex = place;
	}
	return words + text.slice(place);
}

/** The longest known id at a place of a text that ends where a word ends. */
function idAt(text: string, place: number, known: ReadonlySet<string>): string | undefined {
	let longest: string | undefined;
	for (const id of known) {
		if (id.length <= (longest?.length ?? 0) || !text.startsWith(id, place)) continue;
		if (/^(?:$|[\s,.;)\]])/.test(text.slice(place + id.length))) longest = id;
	}
	return longest;
}

/**
 * Which records of a request a refusal names as its reason.
 *
 * @returns crmRecordIds of the request, in its order
 */
export function namedIds(
	{ title, detail, errors }: Problem,
	records: readonly NewRecord[],
): string[] {
	const known = new Set(records.map(({ crmRecordId }) => crmRecordId));
	const texts = [title, detail, ...errors.map(({ message }) => message)].filter(
		(text) => text !== undefined,
	);
	const named = new Set(texts.flatMap((text) => readIds(text, known).ids));
	const places = new Set(
		[...texts, ...errors.map(({ field }) => field ?? '')].flatMap((text) => indexed(text)),
	);
	return records
		.filter(({ crmRecordId }, index) => named.has(crmRecordId) || places.has(index))
		.map(({ crmRecordId }) => crmRecordId);
}

/** `records[3].priority`: the position in the request. */
const indexed = (text: string) =>
	Array.from(text.matchAll(/\brecords\[(\d+)\]/g), ([, index]) => Number(index));
