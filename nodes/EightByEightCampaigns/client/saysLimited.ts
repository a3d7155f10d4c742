import type { Problem } from './api';

/**
 * A limit of the rate under another status: 400 `ThrottlingException` of AWS, 403 `rateLimitExceeded` of
 * Google, 420, or a success that says so. Not under 5xx: there the request may have been handed on.
 */
export function saysLimited(status: number, { title, detail, form }: Problem): boolean {
	if (status >= 500 || form !== undefined) return false;
	const said = `${title} ${detail}`;
	return (
		LIMITED.test(said) ||
		(QUOTA.test(said) && !OF_RECORDS.test(said)) ||
		((status === 400 || status === 403) && THROTTLED.test(said))
	);
}

const LIMITED =
	/rate.?limit\w*.{0,20}(?:exceeded|reached|hit)|(?:exceed|reach|hit)\w*.{0,20}rate.?limit|too ?many ?(?:(?:concurrent|simultaneous|parallel) ?)?requests/i;

/** A campaign may have a quota of records too. */
const QUOTA =
	/\b(?:quota|concurrency limit|requests? limit|limit of requests)\b.{0,30}\b(?:exceeded|reached|hit)\b|\b(?:exceed|reach|hit)\w*\b.{0,30}\b(?:quota|concurrency limit|requests? limit|limit of requests)\b/i;
const OF_RECORDS =
	/\b(?:records?|contacts?|customers?|size|length|storage|licen[cs]es?|seats?|agents?)\b/i;

/** In a conflict, a campaign may be throttled. */
const THROTTLED = /throttl(?:ed|ing)/i;
