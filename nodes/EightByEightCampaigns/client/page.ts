/** Longest text that is taken from a page, in UTF-16 units. */
const MAX_LENGTH = 200;

/** A page says what it says near its top. */
const MAX_READ = 20_000;

/** Longest beginning of a page that is read for hints. What stands below speaks of other things. */
const MAX_TEXT = 2_000;

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
		// A tag, or what may be left of one where the page was cut.
		.replace(/<[^>]*>?/g, ' ');
	const first =
		visible
			.split(/[\r\n]/)
			.map(plain)
			.find(Boolean) ?? '';
	return { title: short(title || first), text: plain(visible).slice(0, MAX_TEXT) };
}

/**
 * Without entities and control characters. Entities are not decoded: what was made harmless
 * for a page stays so.
 */
const plain = (text: string) =>
	text
		.replace(/&(?:#\w{1,8}|\w{1,31});/g, ' ')
		.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
		.trim();

const short = (text: string) =>
	text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1).trimEnd()}…` : text;
