import type { NewRecord, Problem } from './api';

/** A text, taken apart. */
export interface ReadText {
	/** Ids of the request that it names. */
	ids: string[];
	/** The text with `#` in place of each: an id may read `COMPLETE` or `does not exist`. */
	words: string;
}

/**
 * Finds the ids that a text names. Only in the forms in which a text can mean an id, quoted, behind
 * "Id:" or behind the word for a record: numeric CRM ids such as 1 and 32 occur in "size must be
 * between 1 and 32". What is named is a hint, never a proof.
 *
 * @param known the ids of the request
 */
export function readIds(text: string, known: ReadonlySet<string>): ReadText {
	const ids: string[] = [];
	const found = (id: string) => {
		ids.push(id);
		return ` ${FOUND} `;
	};
	// Kind by kind: an apostrophe must not pair with a quotation mark.
	let words = text;
	for (const quotes of [/"([^"]+)"/g, /(?<!\w)'([^']+)'(?!\w)/g, /`([^`]+)`/g]) {
		words = words.replace(quotes, (whole, inside: string) =>
			known.has(inside) ? found(inside) : whole,
		);
	}
	words = withoutLists(words, known, found);
	return { ids, words: withoutSign(words).replaceAll(FOUND, '#') };
}

/** A character for private use. */
const FOUND = '\uE000';

/** So that a number sign of the server's own is not taken for an id. */
export const withoutSign = (text: string) => text.replaceAll('#', '№');

/** `Id: X`, `Ids: X, Y`, `Id(s): [X, Y]`. */
const BEHIND_ID = /\bid(?:\(s\)|s)?\s*:\s*\[?/gi;

/**
 * Behind the word for a record: `Record X`, `crmRecordId: X`, `Customer with id X`, `Contact[id=X]`,
 * `Customer (X)`; and `CRM record not found: X`.
 */
const BEHIND_RECORD: readonly RegExp[] = [
	/\b(?:crm[-_]?)?(?:record|contact|customer)s?(?:[-_ ]?ids?)?(?:\s*[[(=:]\s*|\s+(?:with\s+(?:the\s+)?)?)(?:ids?\s*[=:]?\s*)?/gi,
	/\b(?:record|contact|customer)s?\b[^.:;]{1,40}:\s*/gi,
];

function withoutLists(
	text: string,
	known: ReadonlySet<string>,
	found: (id: string) => string,
): string {
	// Behind a noun alone, words and counts are no ids: "record exists", "customer 5 of 10".
	const unmistakable = new Set([...known].filter((id) => id.length >= 3 && /\d/.test(id)));
	return BEHIND_RECORD.reduce(
		(words, lead) => withoutListsBehind(lead, words, unmistakable, found),
		withoutListsBehind(BEHIND_ID, text, known, found),
	);
}

/** Ids in a row, one or several; an id may hold blanks, commas and "Id:" itself. */
function withoutListsBehind(
	pattern: RegExp,
	text: string,
	ids: ReadonlySet<string>,
	found: (id: string) => string,
): string {
	const start = new RegExp(pattern);
	let words = '';
	let index = 0;
	for (let lead = start.exec(text); lead; lead = start.exec(text)) {
		words += text.slice(index, start.lastIndex);
		index = start.lastIndex;
		for (let id = idAt(text, index, ids); id !== undefined; id = idAt(text, index, ids)) {
			words += found(id);
			index += id.length;
			index += /^\s*(?:,\s*and\b|,|and\b)\s*/.exec(text.slice(index))?.[0].length ?? 0;
		}
		start.lastIndex = index;
	}
	return words + text.slice(index);
}

/** The longest known id that begins at an index of the text and ends where a word ends. */
function idAt(text: string, index: number, known: ReadonlySet<string>): string | undefined {
	let longest: string | undefined;
	for (const id of known) {
		if (id.length <= (longest?.length ?? 0) || !text.startsWith(id, index)) continue;
		if (/^(?:$|[\s,.;)\]]|:\s)/.test(text.slice(index + id.length))) longest = id;
	}
	return longest;
}

/**
 * Which records of a request a refusal names as its reason.
 *
 * @returns crmRecordIds of the request, in its order
 */
export function namedIds(
	{ title, detail, errors, ids = [] }: Problem,
	records: readonly NewRecord[],
): string[] {
	const known = new Set(records.map(({ crmRecordId }) => crmRecordId));
	const texts = [title, detail, ...errors.map(({ message }) => message)].filter(
		(text) => text !== undefined,
	);
	const fields = errors.map(({ field }) => field);
	const named = new Set([
		...texts.flatMap((text) => readIds(text, known).ids),
		...ids,
		// Some lists have the ids as their keys.
		...fields,
	]);
	const positions = new Set([...texts, ...fields].flatMap(indexed));
	return records
		.filter(({ crmRecordId }, index) => named.has(crmRecordId) || positions.has(index))
		.map(({ crmRecordId }) => crmRecordId);
}

/**
 * The position in the request, as in `records[3].priority`, `/records/3/priority`,
 * `records.3.priority`, and in the chain that Jackson prints for a value that it cannot read:
 * `AddRequest["records"]->java.util.ArrayList[3]`.
 */
const POSITION = /\brecords(?:\[(\d+)\]|[./](\d+)(?=[./]|$)|"\]->[\w.$]+\[(\d+)\])/g;

const indexed = (text: string) =>
	Array.from(text.matchAll(POSITION), ([, ...found]) => Number(found.find(Boolean)));
