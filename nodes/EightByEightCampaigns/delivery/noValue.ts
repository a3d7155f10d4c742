import { INVISIBLE } from './shown';

/** What may stand around a word; not #, which begins the errors of sheets. */
const MARK = String.raw`(?:(?!#)[\p{P}\p{Sm}\s])`;

/** Texts that stand for no value, by what writes them. None of them is the ID of a person. */
const STANDS_FOR_NOTHING: ReadonlyArray<readonly [texts: readonly string[], reason: string]> = [
	[
		[
			// JavaScript, and so n8n's expressions: a missing value, an object, no number, no date.
			String.raw`[+-]?Infinity|\[object \w+\]|Invalid Date(?:Time)?`,
			// With marks around it, as in the lists of Salesforce (--None--), Zoho (-None-), NetSuite (- None -),
			// and in pivot tables of Excel: (blank).
			String.raw`${MARK}*(?:undefined|null|NaN|None|nil|N/?A|n\. ?a\.?)${MARK}*`,
			String.raw`${MARK}+(?:blank|empty|unknown|not set|no value)${MARK}+`,
			// Python, pandas ("Working with missing data"), Ruby, Go, R.
			String.raw`NaT`,
			// Dumps (MySQL, "LOAD DATA").
			String.raw`\\N`,
			// A condition instead of a value.
			'true|false',
		],
		'which stands for a missing value; correct the expression or the source',
	],
	[
		[
			// Excel, Google Sheets and LibreOffice in every language: #REF!, #NAME?, #¡VALOR!, #BEZUG!, #ERROR!
			String.raw`#[¡¿]?[\p{L}\p{M}\d_/. ]{1,40}[!?]`,
			// Those that end without a mark: #N/A, and in other languages #N/D, #N/B, #I/T, #NV, #YOK, …
			String.raw`#\p{L}{1,2}/\p{L}{1,2}|#(?:NV|YOK|HIÁNYZIK|NENÍ_K_DISPOZICI|FMT|GETTING_DATA)`,
			// LibreOffice ("Error Codes in LibreOffice Calc"); Google Sheets before a formula is done.
			String.raw`Err:\d{3}|Loading(?:\.{3}|…)`,
		],
		'which is an error of a spreadsheet; correct its formula',
	],
	[
		[
			// A dash, dots, question marks or a tick in a cell; ### for a column that is too narrow.
			String.raw`[\p{P}\p{Sm}\p{Sc}\p{Sk}\p{M}\s✓✔✗✘☐☑☒]+`,
		],
		'which holds no letter or digit; leave the cell empty, or enter the value',
	],
];

/** The id that Salesforce and .NET give when there is none: all zeros. */
const NO_RECORD = '0{15}(?:AAA)?|0{32}';

/** Parts that only a failed expression leaves in a text. */
const FAILED_PART = String.raw`\[object \w+\]|undefined(?![\p{L}\d])|(?<![\p{L}\d])undefined(?=\d)`;

const whole = (texts: readonly string[]) => new RegExp(`^(?:${texts.join('|')})$`, 'iu');

const TABLE = STANDS_FOR_NOTHING.map(([texts, reason]) => [whole(texts), reason] as const);

const EDGES = new RegExp(String.raw`^[\s${INVISIBLE}]+|[\s${INVISIBLE}]+$`, 'gu');

/** The longest text that is looked at: none that stands for nothing is longer. */
const LONGEST = 64;

/** Why a text stands for no value, as in "is "#N/A", which …"; undefined for any other text. */
export function noValue(text: string): string | undefined {
	if (text.length > LONGEST) return undefined;
	const bare = text.replace(EDGES, '');
	return TABLE.find(([pattern]) => pattern.test(bare))?.[1];
}

const FIRST_REASON = STANDS_FOR_NOTHING[0]![1];

const NO_ID = new RegExp(`^(?:${NO_RECORD})$`, 'u');
const WITH_FAILED_PART = new RegExp(FAILED_PART, 'iu');

/** Letters and digits with at least one that is not 0: what nearly every id is. */
const USUAL = /^[\w-]*[1-9][\w-]*$/;

/** A list or an object as JSON, which a node has passed on as text. */
function isJson(text: string): boolean {
	if (!/^\s*[[{]/.test(text)) return false;
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

/** As `noValue`, for an id: also the empty ids of CRMs, and a text that was put together with nothing. */
export function noId(id: string): string | undefined {
	if (USUAL.test(id) && !WITH_FAILED_PART.test(id)) return undefined;
	if (NO_ID.test(id)) return 'which is how a CRM writes that there is no record';
	if (isJson(id)) return 'which is a list or an object as JSON; map the field inside of it';
	return WITH_FAILED_PART.test(id) ? FIRST_REASON : noValue(id);
}
