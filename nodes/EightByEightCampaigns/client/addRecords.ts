import type { CampaignRecord, NewRecord, Problem } from './api';
import type { Send } from './connection';
import type { Reason } from './failure';
import { namedIds } from './naming';
import { isSuccess, refusal, transportRefusal, withoutAnswer, type Refusal } from './refusal';
import { withRateLimit, type RateLimit } from './rateLimit';
import { jsonBody, problemOf, type Answer, type Reply } from './reply';
import {
	fieldsSayExists,
	saysExists,
	saysNotDynamic,
	signatureOf,
	stateHint,
	wordsOf,
} from './texts';

/** Accepted: the records that 8x8 says it stored, by crmRecordId. The order is not promised. */
export interface Stored {
	verdict: 'stored';
	records: Map<string, CampaignRecord>;
	/** What the answer tells of the rate limit. */
	rateLimit?: RateLimit;
}

/** The body of one request. Serialised once, sent again as it is on every further attempt. */
export const addRecordsBody = (records: readonly NewRecord[]) => JSON.stringify({ records });

/** Sends records to one campaign once. Atomic on 8x8's side: all of them are stored, or none. */
export async function addRecords(
	send: Send,
	campaignId: string,
	records: readonly NewRecord[],
	{ body, timeout, now }: { body: string; timeout: number; now: () => number },
): Promise<Stored | Refusal> {
	const reply = await send({ method: 'POST', path: `/${campaignId}/records`, body, timeout });
	return judgeAddRecords(reply, records, now());
}

/** The verdict on an answer to "Add records": an ordered list of guards, the certain ones first. */
export function judgeAddRecords(
	reply: Reply,
	records: readonly NewRecord[],
	now: number,
): Stored | Refusal {
	if (reply.kind === 'noAnswer') return withoutAnswer(reply);
	return withRateLimit(judgeAnswer(reply, records, now), reply, now);
}

function judgeAnswer(reply: Answer, records: readonly NewRecord[], now: number): Stored | Refusal {
	const body = jsonBody(reply);
	if (isSuccess(reply) && Array.isArray(body?.records)) {
		return { verdict: 'stored', records: byId(body.records as Array<CampaignRecord | null>) };
	}
	return (
		transportRefusal(reply, body, now) ?? contentRefusal(reply.status, problemOf(body), records)
	);
}

function byId(records: Array<CampaignRecord | null>): Map<string, CampaignRecord> {
	const found = new Map<string, CampaignRecord>();
	for (const record of records) {
		if (typeof record?.crmRecordId === 'string') found.set(record.crmRecordId, record);
	}
	return found;
}

/** 400, 409, 413, 422 and other 4xx. The status decides nothing: 8x8's documents swap 400 and 409. */
function contentRefusal(status: number, problem: Problem, records: readonly NewRecord[]): Refusal {
	const answered = { status, problem };
	const words = wordsOf(problem, records);

	if (status === 413) return refusal('split', TOO_LARGE, answered);
	if (saysExists(words)) {
		// It outranks errors[], which in 8x8's own sample speak of something else.
		const existing = { ...problem, errors: [] };
		return refusal(
			'split',
			DUPLICATE,
			{ status, problem: existing },
			{ named: namedIds(existing, records) },
		);
	}
	if (saysNotDynamic(words, problem)) return refusal('stopCampaign', NOT_DYNAMIC, answered);
	const named = namedIds(problem, records);
	if (fieldsSayExists(words)) return refusal('split', DUPLICATE, answered, { named });
	const state = stateHint(words);
	if (state === 'final') return refusal('stopCampaign', CLOSED, answered);
	if (state === 'passing') return refusal('wait', NOT_READY, answered);
	if (problem.errors.length) return refusal('split', INVALID, answered, { named });
	return refusal('split', UNEXPLAINED, answered, {
		named,
		signature: signatureOf(status, words),
	});
}

const DUPLICATE: Reason = {
	code: 'duplicateRecord',
	message: 'The campaign already has a record with this CRM record ID',
	nextStep: 'Add the option "On Duplicate" and choose "Skip": the item then counts as done.',
};

const NOT_DYNAMIC: Reason = {
	code: 'campaignNotDynamic',
	message: 'Records can only be added to a dynamic campaign',
	nextStep: 'Choose a dynamic campaign, or make this one dynamic in Configuration Manager.',
};

const CLOSED: Reason = {
	code: 'campaignState',
	message: 'The campaign takes no more records',
	nextStep: 'A campaign that is complete or deleted stays so: add the records to another campaign.',
};

const NOT_READY: Reason = {
	code: 'campaignState',
	message: 'The campaign takes no records while it is building or starting',
	nextStep:
		'Add the option "Max Wait", or raise it: the seconds that the node waits for the campaign.',
};

const INVALID: Reason = {
	code: 'invalidRecord',
	message: '8x8 refused the record',
	nextStep: 'Correct the fields named above.',
};

const TOO_LARGE: Reason = {
	code: 'invalidRecord',
	message: 'The record is too large for 8x8',
	nextStep: 'Shorten its fields.',
};

const UNEXPLAINED: Reason = {
	code: 'refusedUnexplained',
	message: '8x8 refused the record without giving a reason',
	nextStep:
		'Check whether the campaign has the record already, whether the CRM knows the ID, and whether the campaign takes records now. If all is right, contact 8x8 support.',
};
