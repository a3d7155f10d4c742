import type { CampaignRecord, NewRecord } from './api';
import type { Send } from './connection';
import { failureOf, type Failure } from './failure';
import { namedIds } from './naming';
import { isSuccess, transportRefusal, type Refusal, type Verdict } from './refusal';
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
	if (isSuccess(reply)) {
		const stored = storedRecords(reply);
		if (stored) return { verdict: 'stored', records: stored };
	}
	return transportRefusal(reply, now) ?? contentRefusal(reply as Answer, records);
}

function storedRecords(answer: Answer): Map<string, CampaignRecord> | undefined {
	const records = jsonBody(answer)?.records;
	if (!Array.isArray(records)) return undefined;
	const byId = new Map<string, CampaignRecord>();
	for (const record of records as Array<CampaignRecord | null>) {
		if (typeof record?.crmRecordId === 'string') byId.set(record.crmRecordId, record);
	}
	return byId;
}

/** 400, 409, 413, 422 and other 4xx. The status decides nothing: 8x8's documents swap 400 and 409. */
function contentRefusal(answer: Answer, records: readonly NewRecord[]): Refusal {
	const { status } = answer;
	const problem = problemOf(answer);
	const words = wordsOf(problem, records);
	const refuse = (
		verdict: Verdict,
		[code, message, next]: readonly [Failure['code'], string, string],
		named?: string[],
	): Refusal => ({
		verdict,
		failure: failureOf(code, message, next, { status, problem }),
		named,
		signature: signatureOf(status, words),
	});

	if (status === 413) return refuse('split', TOO_LARGE);
	if (saysExists(words)) {
		// It outranks errors[], which in 8x8's own sample speak of something else.
		const existing = { ...problem, errors: [] };
		return {
			...refuse('split', DUPLICATE, namedIds(existing, records)),
			failure: failureOf(...DUPLICATE, { status, problem: existing }),
		};
	}
	if (saysNotDynamic(words, problem)) return refuse('stopCampaign', NOT_DYNAMIC);
	if (fieldsSayExists(words)) return refuse('split', DUPLICATE, namedIds(problem, records));
	const state = stateHint(words);
	if (state === 'final') return refuse('stopCampaign', CLOSED);
	if (state === 'passing') return refuse('wait', NOT_READY);

	const named = namedIds(problem, records);
	if (problem.errors.length) return refuse('split', INVALID, named);
	return refuse('split', UNEXPLAINED, named);
}

const DUPLICATE = [
	'duplicateRecord',
	'The campaign already has a record with this CRM record ID',
	'Add the option "On Duplicate" and choose "Skip": the item then counts as done.',
] as const;

const NOT_DYNAMIC = [
	'campaignNotDynamic',
	'Records can only be added to a dynamic campaign',
	'Choose a dynamic campaign, or make this one dynamic in Configuration Manager.',
] as const;

const CLOSED = [
	'campaignState',
	'The campaign takes no more records',
	'A campaign that is complete or deleted stays so: add the records to another campaign.',
] as const;

const NOT_READY = [
	'campaignState',
	'The campaign takes no records while it is building or starting',
	'Add the option "Max Wait", or raise it: the seconds that the node waits for the campaign.',
] as const;

const INVALID = [
	'invalidRecord',
	'8x8 refused the record',
	'Correct the fields named above.',
] as const;

const TOO_LARGE = [
	'invalidRecord',
	'The record is too large for 8x8',
	'Shorten its fields.',
] as const;

const UNEXPLAINED = [
	'refusedUnexplained',
	'8x8 refused the record without giving a reason',
	'Check whether the campaign has the record already, whether the CRM knows the ID, and whether the campaign takes records now. If all is right, contact 8x8 support.',
] as const;
