import { noSuccess, type Answered, type NoSuccess } from './noSuccess';
import { retryAfterMs } from './rateLimit';
import type { Answer } from './reply';
import { serverError } from './statuses';
import type { Words } from './texts';

/**
 * The verdict on a 400, 409 or 422, or on what is judged like a 409, that is only about the moment, as after
 * a change at the same time: surely not stored, and the same request may succeed. Neither where a record is
 * named nor where something is to be corrected first. Field errors are judged before.
 *
 * @param words what the problem says, without the ids of the request
 */
export function momentRefusal(answered: Answered, { detail }: Words): NoSuccess | undefined {
	const { status, problem } = answered;
	if (!STATUSES.has(status) || problem.form !== undefined) return undefined;
	if (!OF_THE_MOMENT.test(detail) || OF_ONE_RECORD.test(detail) || TO_CORRECT.test(detail)) {
		return undefined;
	}
	return noSuccess('tryAgain', serverError(status), answered);
}

/** The verdict, with the pause that the answer asks for before the same is sent again. */
export function afterPause(refusal: NoSuccess, answer: Answer, now: number): NoSuccess {
	if (refusal.verdict !== 'tryAgain') return refusal;
	return { ...refusal, retryAfter: retryAfterMs(answer, now) };
}

const STATUSES: ReadonlySet<number> = new Set([400, 409, 412, 422, 423, 424, 428]);

/** The last two of these are what a person is told who is to send the same again. */
const OF_THE_MOMENT = new RegExp(
	[
		'\\btemporar(?:y|ily)\\b',
		'\\bmaintenance\\b',
		'\\b(?:campaign|resource) is (?:currently )?(?:locked|busy|being (?:modified|updated|changed|saved|processed))\\b',
		'\\bcrm\\b[^.]*\\b(?:did not (?:respond|answer)|timed out|time-?out)\\b|\\btime-?out\\b[^.]*\\bcrm\\b',
		'\\b(?:an)?other (?:\\w+ )?(?:requests?|transactions?|process(?:es)?|threads?|updates?|changes?|users?)\\b',
		'\\bconcurrent(?:ly)? (?:\\w+ )?(?:modif\\w+|updat\\w+|chang\\w+|access\\w*)',
		'\\boptimistic\\w*[ -]?lock|\\bdeadlock',
		'\\b(?:acquire|obtain|get)\\b[^.]*\\block\\b|\\block (?:wait )?time-?(?:d )?out',
		'\\b(?:try|retry)\\b[^.]*\\b(?:later|shortly|soon|moment|(?:in|after) (?:a|\\d+|some))\\b',
		'\\b(?:please (?:try again|retry)|retry the (?:request|operation|transaction))\\b',
	].join('|'),
	'i',
);

/** `#` stands for an id. The others of a batch must not wait for one record. */
const OF_ONE_RECORD =
	/#|\b(?:record|contact|customer(?!.site))\b|\b(?:some|these|those|following) (?:records|contacts|customers)\b/i;

/** "Fix the errors and try again", "Validation failed. Please retry with fewer records". */
const TO_CORRECT =
	/\b(?:fix|correct|check|verify|chang(?:e|ing) the|remov|reduc|shorten|adjust|amend|edit|provid|specify|enter|ensure|make sure|review|split|supply|choose|select|different|fewer|smaller|(?:in)?valid|malformed|missing|required|must|exceed|too (?:large|long|many))/i;
