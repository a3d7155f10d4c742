import type { Problem } from './api';
import type { Words } from './texts';

/**
 * - `final`: for good
 * - `passing`: it ends by itself, soon
 * - `notStarted`: it ends at the start, which may be scheduled
 * - `disabled`: somebody has to enable the campaign
 * - `unnamed`: the state forbids it, and is not named
 */
export type StateHint = 'final' | 'passing' | 'notStarted' | 'disabled' | 'unnamed';

/**
 * What the texts of a refusal say of the campaign's state. A text that lists both a final and a passing
 * one does not say which it is, and counts as passing.
 *
 * @param words with what field errors say of the campaign
 */
export function stateHint({ detail }: Words, problem: Problem): StateHint | undefined {
	const text = withoutTimes(detail);
	// A record has states too, but is never building or starting.
	if (OF_THE_CAMPAIGN.test(text) && PASSING.test(text)) return 'passing';
	if (PASSING_IN_WORDS.test(text)) return 'passing';
	if (saysOfCampaign(text, FINAL)) return 'final';
	if (saysOfCampaign(text, NOT_STARTED)) return 'notStarted';
	if (saysOfCampaign(text, DISABLED)) return 'disabled';
	return isOfStateAlone(problem) ? 'unnamed' : undefined;
}

/**
 * The words of a refusal, with what its field errors say of the campaign, such as field `state` and
 * message `Campaign is BUILDING`. Without that where one of them is about a record.
 */
export function withCampaignFields(words: Words, problem: Problem): Words {
	if (isOfRecord(problem, words)) return words;
	const { errors } = problem;
	const said = words.fields
		.map((text, n) => (CAMPAIGN_FIELD.test(errors[n]!.field) ? `campaign ${text}` : text))
		.filter((text) => /\bcampaign\b/i.test(text));
	return { ...words, detail: [words.detail, ...said].join('. ') };
}

/** Whether a field error names a record of the request, or a field that only records have. */
export const isOfRecord = ({ errors }: Problem, { fields }: Words): boolean =>
	errors.some(({ field }, n) => OF_A_RECORD.test(field) || fields[n]!.startsWith('#'));

const OF_A_RECORD =
	/\brecords?\W*\d|(?:^|[^a-z])(?:crm_?record_?id|schedule_?at|priority|rank)\W*$/i;
const CAMPAIGN_FIELD =
	/(?:^|[./])(?:campaign(?:_?(?:id|state|status))?|state|status|enabled|action|transition)$/i;
const STATE_FIELD = /(?:^|[./])(?:campaign_?)?(?:state|status)$/i;

/** As in `state must be RUNNING`. */
const isOfStateAlone = ({ errors }: Problem) =>
	errors.length > 0 &&
	errors.every(({ field }) => STATE_FIELD.test(field) && !OF_A_RECORD.test(field));

/** "scheduleAt is after the campaign has ended" is about the record. */
const withoutTimes = (detail: string) =>
	detail
		.split('.')
		.filter((sentence) => !/\bschedule(?:[-_ ]?date[-_ ]?time|[-_ ]?at|d? time)\b/i.test(sentence))
		.join('.');

/** States are written in capitals; in small letters the words mean anything. */
const PASSING = /\b(?:BUILDING|STARTING)\b/;
const PASSING_IN_WORDS =
	/\bcampaign is (?:already |still |currently )?(?:being built|building|starting)\b/i;
const FINAL =
	/\b(?:COMPLETED?|DELETED)\b|\b[Cc]ampaign (?:is|was|has been) (?:already )?(?:completed?|deleted)\b|\b[Cc]ampaign has (?:already )?(?:stopped|ended)\b/g;
/** The legacy API says so, and that no operation is valid "for a campaign that has not started". */
const NOT_STARTED = /\b(?:has not|hasn't|not yet) (?:been )?started\b/gi;
const DISABLED =
	/\bcampaign (?:is|was) (?:currently |temporarily )?(?:disabled|not enabled)\b|\bdisabled campaign\b|\bcampaign enabled (?:is false|must be true)\b/gi;

const OF_THE_CAMPAIGN =
	/\bcampaign\b|^(?!.*\b(?:record|contact|customer)\b).*\b(?:states?|transition)\b/is;

const saysOfCampaign = (text: string, state: RegExp) =>
	OF_THE_CAMPAIGN.test(text) &&
	Array.from(text.matchAll(state)).some(({ index, 0: said }) =>
		isOfCampaign(text.slice(0, index), said, text.slice(index + said.length)),
	);

/** A record or a contact may be COMPLETE too: the noun before the state tells whose it is. */
function isOfCampaign(before: string, said: string, after: string): boolean {
	if (FOR_ONE.test(after)) return false;
	if (/\bcampaign\b/i.test(said) || /^\W*campaigns?\b/i.test(after)) return true;
	const noun = Array.from(before.matchAll(NOUN)).at(-1)?.[0];
	if (noun !== undefined && !/campaign/i.test(noun)) return false;
	// Where a record is named, it may be its campaign elsewhere that is COMPLETE.
	return !`${before}${after}`.includes('#') || CAMPAIGN_IS.test(before);
}

/** `#` stands for an id. */
const FOR_ONE =
	/^(?:\s*of|[^.]*?\bfor)\s+(?:(?:the|this|that)\s+)?(?:#|id\b|record\b|contact\b|customer\b)/i;
const NOUN =
	/\bcampaigns?\b|#|\b(?:crmRecordId|record|contact|customer(?!.site)|interaction)\b|\b(?:records|contacts|customers)\b(?=\s+(?:(?:in|with)\s+(?:the\s+)?stat|(?:that|which|whose)\b|(?:are|were)\s+(?:already\s+)?$))/gi;
const CAMPAIGN_IS =
	/\bcampaign(?:\W+(?:is|was|has|been|in|the|already|currently|now|still|state|status|id|with|[\da-f-]{36}))*\W+$/i;
