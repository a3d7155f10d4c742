import type { NewRecord, Problem } from './api';
import { saysAlreadyThere } from './alreadyThere';
import { readIds, withoutSign } from './naming';

/**
 * What 8x8's texts seem to say. Hints only: 8x8's own authors do not vouch for them, so they choose
 * what is tried next and how a refusal is named, never whether a record counts as stored.
 */
export interface Words {
	/** Title and detail, without the ids of the request. */
	detail: string;
	/** Field, message and code of each field error, without the ids of the request. */
	fields: string[];
}

/** @param records what the request held, if anything */
export function wordsOf({ title, detail, errors }: Problem, records: readonly NewRecord[]): Words {
	const known = new Set(records.map(({ crmRecordId }) => crmRecordId));
	const words = (text = '') => spaced(readIds(text, known).words);
	// A list may have the ids as its keys.
	const nameOf = (field: string) => (known.has(field) ? '#' : withoutSign(field));
	return {
		detail: [words(title), words(detail)].filter(Boolean).join('. '),
		fields: errors.map(
			// The code is a sentence of its own: joined to the message, code `Exists` would turn "must
			// exist" into "exists".
			({ field, message, code = '' }) =>
				[`${nameOf(field)} ${words(message)}`.trim(), withoutSign(spaced(code))]
					.filter(Boolean)
					.join('. '),
		),
	};
}

/**
 * A code such as `RECORD_ALREADY_EXISTS` or `DuplicateRecordException` in words. In a sentence it may be
 * anything's name.
 */
const spaced = (text: string) =>
	/^[A-Za-z][A-Za-z\d]*(?:[_-][A-Za-z\d]+)*$/.test(text)
		? text.replace(/[_-]/g, ' ').replace(/(?<=[a-z\d])(?=[A-Z])/g, ' ')
		: text;

/** "Campaign already contains record for Id: X" in 8x8's sample; other wordings are likely. */
export const saysExists = ({ detail }: Words) => saysAlreadyThere(detail);

/** The same said of a field, as in `records[3].crmRecordId already exists`. */
export const fieldsSayExists = ({ fields }: Words) => fields.some(saysAlreadyThere);

const CAMPAIGN =
	/\bcampaign\W+(?:(?:with\W+)?(?:the\W+)?(?:id\W+)?)([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\b/gi;

/**
 * Whether the texts speak of another campaign than the one that was asked: what that has, this one need
 * not have.
 */
export const namesAnotherCampaign = (
	{ title, detail, page, errors }: Problem,
	campaignId: string | undefined,
): boolean =>
	campaignId !== undefined &&
	[title, detail, page, ...errors.map(({ message }) => message)].some((text = '') =>
		Array.from(text.matchAll(CAMPAIGN)).some(
			([, id]) => id!.toLowerCase() !== campaignId.toLowerCase(),
		),
	);

/** Records can be added to dynamic campaigns only. */
export const saysNotDynamic = ({ detail }: Words, { errors }: Problem) =>
	/\bisDynamic\b|\bnot (?:a )?dynamic\b|\bnon-dynamic\b/i.test(detail) ||
	errors.some(({ field }) => /\bisDynamic$/.test(field));

/** Texts of the legacy API about one record: "The customer-id has not been found", "Invalid customer-id". */
const UNKNOWN_ID =
	/\b(?:customer|crm ?record|record|contact)(?:[-_ ]?id)?\b[^.]*\b(?:not (?:be |been )?found|does not exist|is unknown)\b|\binvalid customer-id\b/i;

/** "The subject schedule-date-time is in the past", or "is outside the campaign schedule". */
const BAD_TIME =
	/\bschedule(?:[-_ ]?date[-_ ]?time|[-_ ]?at)\b[^.]*\b(?:in the past|outside|after|before|beyond|later than|earlier than)\b/i;

/** Which field of a record a text without field errors speaks of. */
export function fieldHint({ detail }: Words): 'crmRecordId' | 'scheduleAt' | undefined {
	if (BAD_TIME.test(detail)) return 'scheduleAt';
	return UNKNOWN_ID.test(detail) ? 'crmRecordId' : undefined;
}

/** Two refusals without a reason that have the same signature say the same, of whatever records. */
export function signatureOf(status: number, { detail }: Words): string {
	const parts = detail.split(/\s+/).map((part) => (/[\d#]/.test(part) ? '#' : part));
	return `${status} ${parts.filter((part, i) => part !== '#' || parts[i - 1] !== '#').join(' ')}`;
}
