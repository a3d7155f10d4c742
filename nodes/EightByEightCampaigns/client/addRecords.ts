import { acceptedIn, type Accepted } from './accepted';
import type { CampaignRecord, NewRecord, Problem } from './api';
import { isAboutRecord } from './aboutRecord';
import type { Send } from './send';
import type { Failure, FailureCode } from './failure';
import { fieldsOf } from './jsonFields';
import { afterPause, momentRefusal } from './moment';
import { namedIds } from './naming';
import { saysFailed } from './ownFailure';
import { problemIn, problemOf } from './problem';
import { withRateLimit, type RateLimit } from './rateLimit';
import {
	BY_FIELD,
	BY_STATE,
	DUPLICATE,
	INVALID,
	NONE_LISTED,
	NOT_DYNAMIC,
	TOO_LARGE,
	unexplained,
} from './recordReasons';
import {
	addressRefusal,
	isSuccess,
	missentRefusal,
	noSuccess,
	transportRefusal,
	withOwnStatus,
	withoutAnswer,
	type Answered,
	type NoSuccess,
} from './noSuccess';
import { isObject, jsonOf, type Answer, type Reply } from './reply';
import { stateHint, withCampaignFields } from './stateHint';
import { blockedBetween } from './statuses';
import {
	fieldHint,
	fieldsSayExists,
	namesAnotherCampaign,
	saysExists,
	saysNotDynamic,
	signatureOf,
	wordsOf,
	type Words,
} from './texts';

/** Accepted, whatever the order of the answer. */
export interface Stored {
	verdict: 'stored';
	/** What 8x8 says it stored, by crmRecordId as it was sent. */
	records: Map<string, CampaignRecord>;
	/** What the answer tells of the rate limit. */
	rateLimit?: RateLimit;
	/** Why it did not store some of them, by crmRecordId, if the answer says so. */
	refused?: Map<string, Failure>;
}

/** The body of one request. Serialised once, sent again as it is on every further attempt. */
export const addRecordsBody = (records: readonly NewRecord[]) => JSON.stringify({ records });

/** Sends records to one campaign once. Atomic on 8x8's side: all of them are stored, or none. */
export async function addRecords(
	send: Send,
	campaignId: string,
	records: readonly NewRecord[],
	{ body, timeout, now }: { body: string; timeout: number; now: () => number },
): Promise<Stored | NoSuccess> {
	const reply = await send({ method: 'POST', path: `/${campaignId}/records`, body, timeout });
	return judgeAddRecords(reply, records, now(), campaignId);
}

/**
 * The verdict on an answer to "Add records": an ordered list of guards, the certain ones first.
 *
 * @param now milliseconds since the epoch
 * @param campaignId of the request. Without it, every campaign that a text names is taken for that one
 */
export function judgeAddRecords(
	reply: Reply,
	records: readonly NewRecord[],
	now: number,
	campaignId?: string,
): Stored | NoSuccess {
	if (reply.kind === 'noAnswer') return withoutAnswer(reply);
	return withRateLimit(judgeAnswer(reply, { records, campaignId }, now), reply, now);
}

/** What was sent. */
interface Sent {
	records: readonly NewRecord[];
	campaignId?: string;
}

function judgeAnswer(reply: Answer, sent: Sent, now: number): Stored | NoSuccess {
	const { records } = sent;
	const json = jsonOf(reply);
	const answer = withOwnStatus(reply, json);
	const success = isSuccess(answer);
	const accepted = isSuccess(reply) ? acceptedIn(json, records, answer.status) : undefined;
	// An error of the whole that only names records is judged as one.
	if (accepted && (success || accepted.added.size > 0)) return storedOf(accepted, sent);

	const problem = problemOf(answer, json);
	const fields = success && isObject(json) ? fieldsOf(json) : undefined;
	if (fields && saysFailed(fields)) {
		const refused = contentRefusal(answer.status, problem, sent);
		if (EXPLAINED.has(refused.failure.code)) return refused;
	}
	const transport = transportRefusal(answer, json, problem, now, records);
	if (transport?.limited) return transport;
	if (fields && !saysFailed(fields) && Array.isArray(fields.get('records'))) {
		return noSuccess('lost', NONE_LISTED, { status: answer.status, problem });
	}
	if (transport && !isAboutRecord(answer.status, problem, records)) return transport;
	return afterPause(contentRefusal(answer.status, problem, sent), answer, now);
}

/** Reasons for which a request counts as refused although its status is that of a success. */
const EXPLAINED: ReadonlySet<FailureCode> = new Set([
	'duplicateRecord',
	'invalidRecord',
	'campaignNotDynamic',
	'campaignState',
]);

/** What a success refuses one by one is judged as if 8x8 had refused that record alone. */
function storedOf({ added, refused }: Accepted, { campaignId }: Sent): Stored {
	if (refused.size === 0) return { verdict: 'stored', records: added };
	const failures = Array.from(refused, ([crmRecordId, { status, body }]) => {
		const problem = problemIn(body, status);
		return [
			crmRecordId,
			contentRefusal(status, problem, { records: [{ crmRecordId }], campaignId }).failure,
		] as const;
	});
	return { verdict: 'stored', records: added, refused: new Map(failures) };
}

/** 400, 409, 413, 422 and other 4xx. The status decides nothing: 8x8's documents swap 400 and 409. */
function contentRefusal(
	status: number,
	problem: Problem,
	{ records, campaignId }: Sent,
): NoSuccess {
	const answered = { status, problem };
	const words = wordsOf(problem, records);

	if (status === 413) return tooLarge(answered, records);
	const page = pageWords(problem, records);
	const elsewhere = namesAnotherCampaign(problem, campaignId);
	if (!elsewhere && (saysExists(words) || (page && saysExists(page)))) {
		// It outranks errors[], which in 8x8's own sample speak of something else.
		const existing = { ...problem, errors: [], ids: [] };
		const inWords = namedIds(page ? { ...existing, detail: problem.page } : existing, records);
		const named = inWords.length > 0 ? inWords : namedIds(problem, records);
		return noSuccess('split', DUPLICATE, { status, problem: existing }, { named });
	}
	const ofCampaign = withCampaignFields(words, problem);
	if (saysNotDynamic(ofCampaign, problem)) return noSuccess('stopCampaign', NOT_DYNAMIC, answered);
	const named = namedIds(problem, records);
	if (!elsewhere && fieldsSayExists(words))
		return noSuccess('split', DUPLICATE, answered, { named });
	const state = stateHint(ofCampaign, problem);
	if (state) return noSuccess(...BY_STATE[state], answered);
	const ofAddress = addressRefusal(answered, words);
	if (ofAddress) return ofAddress;
	if (problem.errors.length) return noSuccess('split', INVALID, answered, { named });
	const moment = momentRefusal(answered, words);
	if (moment) return moment;
	const field = fieldHint(words);
	if (field) return noSuccess('split', BY_FIELD[field], answered, { named });
	const missent = missentRefusal(answered, words);
	if (missent) return missent;
	return noSuccess('split', unexplained(problem), answered, {
		named,
		signature: signatureOf(status, words),
	});
}

/** What the text of a page says, where it names a record of the request: its title may be the status only. */
function pageWords({ page }: Problem, records: readonly NewRecord[]): Words | undefined {
	if (page === undefined) return undefined;
	const words = wordsOf({ detail: page, errors: [] }, records);
	return words.detail.includes('#') ? words : undefined;
}

/**
 * A proxy that refuses a batch for its size may take a part of it. One that refuses a single record
 * takes none, because they all have about the same size.
 */
function tooLarge(answered: Answered, { length }: readonly NewRecord[]): NoSuccess {
	if (length === 1 && answered.problem.form) {
		return noSuccess('stopRun', blockedBetween(413), answered);
	}
	return noSuccess('split', TOO_LARGE, answered);
}
