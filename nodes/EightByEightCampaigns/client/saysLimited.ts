import { MAY_BE_OF_RECORD, namesRecord } from './aboutRecord';
import type { NewRecord, Problem } from './api';
import { readIds } from './naming';
import { statusRule } from './statuses';

/**
 * A limit of the rate under another status: 400 `ThrottlingException` of AWS, 403 `rateLimitExceeded` of
 * Google, 420, or a success that says so. Not under 5xx: there the request may have been handed on. Nor
 * where it is the limit of a record or of the campaign: that must not hold up the run.
 *
 * @param records what the request held, if anything
 */
export function saysLimited(
	status: number,
	{ title, detail, form }: Problem,
	records: readonly NewRecord[],
): boolean {
	if (status >= 500 || form !== undefined) return false;
	const known = new Set(records.map(({ crmRecordId }) => crmRecordId));
	const said = readIds([title, detail].filter(Boolean).join('. '), known).words;
	if (!isLimit(status, said)) return false;
	if (!mayBeOfRecord(status) || !namesRecord(said)) return true;
	// Of "Too many requests: … for Id: X", the first part says it all.
	const parts = said.replace(/(?<=\btoo ?many ?requests) ?[:;]/gi, '.').split('.');
	return parts.some((part) => isLimit(status, part) && !namesRecord(part));
}

const isLimit = (status: number, said: string) =>
	LIMITED.test(said) ||
	(QUOTA.test(said) && !OF_RECORDS.test(said) && !isOfCampaign(said)) ||
	((status === 400 || status === 403) && THROTTLED.test(said));

/** Where the refusal of a record would be recognised, or 8x8 says that some have succeeded. */
const mayBeOfRecord = (status: number) =>
	status < 300 || MAY_BE_OF_RECORD.has(status) || statusRule(status) === undefined;

const LIMITED =
	/rate.?limit\w*.{0,20}(?:exceeded|reached|hit)|(?:exceed|reach|hit)\w*.{0,20}rate.?limit|too ?many ?(?:(?:concurrent|simultaneous|parallel) ?)?requests/i;

/** A campaign may have a quota of records too. */
const QUOTA =
	/\b(?:quota|concurrency limit|requests? limit|limit of requests)\b.{0,30}\b(?:exceeded|reached|hit)\b|\b(?:exceed|reach|hit)\w*\b.{0,30}\b(?:quota|concurrency limit|requests? limit|limit of requests)\b/i;
const OF_RECORDS =
	/\b(?:records?|contacts?|customers?|size|length|storage|licen[cs]es?|seats?|agents?)\b/i;

/** "Campaign quota exceeded", but not the quota of requests or of the Campaigns API. */
const isOfCampaign = (said: string) =>
	/\bcampaigns?\b(?!\W*(?:apis?|services?)\b)/i.test(said) && !/\brequests?\b/i.test(said);

/** In a conflict, a campaign may be throttled. */
const THROTTLED = /throttl(?:ed|ing)/i;
