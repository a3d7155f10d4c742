/** Longest text that is taken from a page, in UTF-16 units. */
const MAX_LENGTH = 200;

/** A page says what it says near its top. */
const MAX_READ = 20_000;

/** What a body that is not JSON says. */
export interface Page {
	/** Its title, or its first line: short, and without markup. */
	title: string;
	/** The beginning of its text. */
	text: string;
}

/** Reads a page of HTML, or a plain text. Both are empty where it says nothing. */
export function readPage(body: string): Page {
	const page = body.slice(0, MAX_READ);
	const title = plain(/<title\b[^>]*>([^<]*)/i.exec(page)?.[1] ?? '');
	const visible = page
		.replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
		.replace(/<(script|style|head)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
		.replace(/<\/?(?:p|div|h\d|br|hr|li|tr|td|center|body|pre)\b[^>]*>/gi, '\n')
		.replace(MARKUP, ' ');
	const lines = visible.split(/[\r\n]+/).map(plain);
	const first = lines.find((line) => line !== '') ?? '';
	return { title: short(title || first), text: lines.filter(Boolean).join(' ').slice(0, 2_000) };
}

/** A tag, or what may be left of one where the page was cut. */
const MARKUP = /<[^>]*>?/g;

/**
 * Without markup, entities and control characters. Entities are not decoded: what was made harmless
 * for a page stays so.
 */
const plain = (text: string) =>
	text
		.replace(MARKUP, ' ')
		.replace(/&(?:#\w{1,8}|\w{1,31});/g, ' ')
		.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
		.trim();

const short = (text: string) =>
	text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1).trimEnd()}…` : text;
