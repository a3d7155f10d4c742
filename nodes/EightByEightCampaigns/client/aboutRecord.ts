import type { NewRecord, Problem } from './api';
import { isOfRecord } from './stateHint';
import { wordsOf } from './texts';

/**
 * Whether a refusal is about a record of the request, although its status speaks of the campaign, the
 * key or the address: 404 "Customer not found for Id: X", 403 "Contact for Id: X is on the do-not-call
 * list". A hint: it chooses what is tried next.
 *
 * An id may be a short word or number, so it counts only behind "Id:" or the word for a record, or where
 * a field error is about it.
 */
export function isAboutRecord(
	status: number,
	problem: Problem,
	records: readonly NewRecord[],
): boolean {
	if (!MAY_BE_OF_RECORD.has(status) || problem.form !== undefined) return false;
	const words = wordsOf(problem, records);
	return (
		isOfRecord(problem, words) ||
		(status === 404 && OF_SOME_RECORD.test(words.detail)) ||
		[words.detail, ...words.fields].some(namesRecord)
	);
}

/** Whether a text speaks of a record of the request; `#` stands for its id. */
export const namesRecord = (text: string): boolean =>
	text.split('.').some((sentence) => OF_RECORD.test(sentence) && !OF_OTHER.test(sentence));

/** Not 401, which is about the key, nor those that are about the moment or the server. */
export const MAY_BE_OF_RECORD: ReadonlySet<number> = new Set([403, 404, 410, 423, 424, 451]);

const OF_RECORD =
	/\b(?:ids?(?:\(s\))?|records?|contacts?|customers?|crm\w*)\W*#|\b(?:records?|contacts?|customers?)\b[^.:;]{1,40}:\s*#/i;

/**
 * "The customer-id has not been found" is a text of the legacy API. A "customer" may be the tenant, and
 * a record may be missing because its campaign is.
 */
const OF_SOME_RECORD =
	/^(?!.*\bcampaign\b).*\b(?:customer[-_ ]?id|crm ?record(?:[-_ ]?id)?|contact|crmRecordId)s?\b[^.]*\b(?:not (?:be |been )?found|does not exist|is unknown)\b/is;
const OF_OTHER =
	/\b(?:campaigns?|tenants?|users?|roles?|accounts?|sites?|apps?|applications?|clients?|keys?|products?|requests?|traces?)\W+(?:(?:with|for|of)\W+)?(?:(?:the\W+)?ids?\W*)?#/i;
