import type { Problem } from './api';
import type { Words } from './texts';

/**
 * What a refusal of the content names in place of a record: the campaign of the address, or what goes
 * along with every request. Undefined where it may be about a record.
 */
export function namedPart(
	{ errors }: Problem,
	{ detail }: Words,
): 'campaign' | 'sending' | undefined {
	const parts = new Set(errors.map(({ field }) => partOf(field)));
	if (parts.size === 1) return parts.values().next().value;
	return parts.size === 0 && CAMPAIGN_UNKNOWN.test(detail) && !OF_RECORD.test(detail)
		? 'campaign'
		: undefined;
}

/** `addRecords.campaignId` as Jakarta writes it, `/campaignId`, `X-8x8-Tenant`. */
function partOf(field: string): 'campaign' | 'sending' | undefined {
	if (/\brecords?\W*\d/i.test(field)) return undefined;
	const last = field.split(/[./[\]]+/).findLast(Boolean) ?? '';
	const name = last.toLowerCase().replace(/[\s_-]/g, '');
	if (name === 'campaignid' || name === 'campaign') return 'campaign';
	return SENDING.has(name) ? 'sending' : undefined;
}

const SENDING: ReadonlySet<string> = new Set([
	'x8x8tenant',
	'8x8tenant',
	'tenant',
	'tenantid',
	'tenantname',
	'xapikey',
	'apikey',
	'authorization',
	'customersite',
	'site',
	'contenttype',
	'accept',
	'host',
	'useragent',
]);

const CAMPAIGN_UNKNOWN =
	/\bcampaign\b[^.]*\b(?:not (?:be |been )?found|does not exist|is unknown)\b|\b(?:unknown|no such) campaign\b|\binvalid campaign ?id\b/i;

/** `#` stands for an id of a record. */
const OF_RECORD = /#|\brecords?\b|\bcustomers?\b|\bcontacts?\b/i;
