/**
 * Characters that take no room on a screen: control and format characters, line separators, what
 * Unicode calls default ignorable (soft hyphen, zero-width space, byte order mark, fillers, variation
 * selectors), and the braille blank. For use inside a character class, with the flag u.
 */
export const INVISIBLE = String.raw`\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800`;

/** Blanks that are not the plain one are escaped too: a reader could not tell them from it. */
const UNREADABLE = new RegExp(String.raw`[${INVISIBLE}]|[^\S ]`, 'gu');

/** Long enough to recognise a value, short enough for a message. */
const SHOWN_LENGTH = 40;

/**
 * A value for a message, in the quotation marks of JSON, so that a reader can tell where it ends. What
 * cannot be seen is escaped, what is long is cut, and what is no text or number is named by its kind.
 */
export function shown(value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') return kindOf(value);
	return JSON.stringify(cut(String(value), SHOWN_LENGTH)).replace(UNREADABLE, escaped);
}

/** A text for a message, without quotation marks: what cannot be seen is escaped, what is longer is cut. */
export const readable = (text: string, length: number) =>
	cut(text, length).replace(UNREADABLE, escaped);

const cut = (text: string, length: number) =>
	text.length > length ? `${text.slice(0, length)}…` : text;

const escaped = (character: string) =>
	Array.from(
		{ length: character.length },
		(_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
	).join('');

export const kindOf = (value: unknown) =>
	Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;

/** As n8n counts, from 0, and as people count the rows of a table. */
export const itemNumber = (itemIndex: number) => `item ${itemIndex} (row ${itemIndex + 1})`;
