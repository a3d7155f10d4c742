import { INVISIBLE } from './shown';

/** A way in which an id was most likely changed before it reached the node. */
export interface Change {
	/** What such ids have in common; goes on after "CRM record IDs that ". */
	readonly sign: string;
	/** How to get the right ones. */
	readonly cure: string;
}

const AS_TEXT = 'Format the column as text before the file is saved.';

/**
 * Ids that are sent as they are, and most likely miss the person: what a person, a sheet or a program
 * leaves around or inside an id. An id may be meant like that, so none of them is refused.
 */
const CHANGES: ReadonlyArray<readonly [pattern: string, change: Change]> = [
	[
		String.raw`^\s|\s$`,
		{
			sign: 'start or end with a space',
			cure: 'If the field ends with a space or a line break behind }}, remove that. Otherwise add .trim() to the expression of CRM Record ID, here or in the node that sets it.',
		},
	],
	[
		String.raw`[${INVISIBLE}]|[^\S ]`,
		{
			sign: 'hold characters that cannot be seen',
			cure: String.raw`To remove them, add .replace(/[^\x20-\x7e]/g, "") to the expression of CRM Record ID, if your IDs are plain letters and digits.`,
		},
	],
	[
		String.raw`\p{Cs}|\ufffd`,
		{ sign: 'hold broken characters', cure: 'Read the file in the encoding that it has.' },
	],
	// pandas and others write a column of whole numbers with an empty cell like that.
	[String.raw`^-?\d+[.,]0+$`, { sign: 'end in ".0", as numbers do', cure: AS_TEXT }],
	[
		String.raw`^['’‘´\u0060]`,
		{
			sign: 'start with an apostrophe, which marks text in a sheet',
			cure: 'Remove the apostrophe.',
		},
	],
	[
		String.raw`^=`,
		{ sign: 'start with "=", as a formula does', cure: 'Pass the result of the formula.' },
	],
	[String.raw`^["“”„].*["“”]$`, { sign: 'stand in quotation marks', cure: 'Remove the marks.' }],
	[
		String.raw`^\d{1,3}(?:[, '’]\d{3})+$|^\d{1,3}(?:\.\d{3}){2,}$`,
		{ sign: 'have their digits in groups', cure: 'Remove the separators.' },
	],
	// Without a point or a sign it may be an id such as 12e5.
	[
		String.raw`^\d{1,17}e\d{1,3}$`,
		{ sign: 'look like a number in scientific notation', cure: AS_TEXT },
	],
	// Excel keeps 15 digits ("Excel specifications and limits", number precision).
	[
		String.raw`^\d{15}0{2,}$`,
		{ sign: 'end in zeros after 15 digits, as numbers of Excel do', cure: AS_TEXT },
	],
	[
		String.raw`^(?:\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\d{1,2})(?:-\d{2,4})?$|^\d{4}-\d\d-\d\d(?:[T ]\d\d:.*)?$|^\d{1,2}(?:\.\d{1,2}\.\d{4}|/\d{1,2}/(?:\d\d|\d{4}))$`,
		{ sign: 'look like a date that a sheet made of them', cure: AS_TEXT },
	],
	[
		String.raw`\{\{.*\}\}|\$\{.*\}|\$json\b|^\{\s*[a-z_][\w. ]*\}$|^«.*»$|^\*\|.*\|\*$|^%{1,2}[a-z_]\w*%{1,2}$|^<<.*>>$|&(?:amp|nbsp|quot|apos|lt|gt|#\d+);`,
		{
			sign: 'hold a placeholder that was not filled in',
			cure: 'Correct the template or the node that makes them.',
		},
	],
	[
		String.raw`^[^@\s]+@[^@\s]+\.[a-z]{2,}$|^\+\d[\d ()./-]{6,}$|^https?:|^www\.`,
		{
			sign: 'look like an e-mail address, a phone number or a web address',
			cure: 'Map the ID that the CRM has for the customer.',
		},
	],
	[
		String.raw`[;|]|[\p{L}\d],\s*[\p{L}\d]`,
		{
			sign: 'may hold several values, with commas, semicolons or bars between them',
			cure: 'Make an item of each ID, or separate the columns where the file is read.',
		},
	],
	[
		String.raw`(?<![\p{L}\d])(?:null|nan)(?![\p{L}\d])`,
		{
			sign: 'hold "null" or "NaN", which programs print for a missing value',
			cure: 'Check the expression of CRM Record ID.',
		},
	],
];

const compiled = (pattern: string) => new RegExp(pattern, 'isu');

const TABLE = CHANGES.map(([pattern, change]) => [compiled(pattern), change] as const);

/** Most ids have no sign: one pass shows it. */
const ANY = compiled(CHANGES.map(([pattern]) => pattern).join('|'));

/** How the id was most likely changed: the first sign of the table; undefined for most ids. */
export function changeOf(id: string): Change | undefined {
	return ANY.test(id) ? TABLE.find(([pattern]) => pattern.test(id))![1] : undefined;
}
