import { campaignRule } from './aboutCampaign';
import type { NewRecord, Problem } from './api';
import { speaksOfSending } from './between';
import { failureOf, type Failure, type Reason } from './failure';
import { namedPart } from './namedPart';
import { obstacle } from './obstacles';
import { errorStatusIn } from './ownFailure';
import { pauseAfterLimit, retryAfterMs, type RateLimit } from './rateLimit';
import { NO_DETAIL, type Answer, type NoAnswer } from './reply';
import { saysLimited } from './saysLimited';
import { missent, NOT_FOUND, statusRule } from './statuses';
import type { Words } from './texts';
import type { Verdict } from './verdict';

/** Why a request got no success: 8x8 refused it, it got no answer, or none that can be acted on. */
export interface NoSuccess {
	verdict: Verdict;
	failure: Failure;
	/** Milliseconds that 8x8 asks to wait before the next attempt. */
	retryAfter?: number;
	/** 8x8 limits the rate: every other request of the run should slow down too. */
	limited?: boolean;
	/** What the answer tells of the rate limit. */
	rateLimit?: RateLimit;
	/** Ids of the request that the answer names as its reason. A hint, to be proven by sending. */
	named?: string[];
	/**
	 * Of a refusal without a reason: the answer without ids, numbers and times. Two equal signatures
	 * are the same refusal.
	 */
	signature?: string;
	/** Of an action: the campaign is in a state to which it does not lead. */
	notDone?: boolean;
}

/** What came instead of a success. */
export interface Answered {
	status: number;
	problem: Problem;
}

export const noSuccess = (
	verdict: Verdict,
	reason: Reason,
	answered?: Answered,
	extra: Partial<NoSuccess> = {},
): NoSuccess => ({ verdict, failure: failureOf(reason, answered), ...extra });

/**
 * The verdict where the status decides it. What is left (400, 409, 413, 422, and others that speak of the
 * campaign) is about the content of the request, and judged by the endpoint.
 *
 * @param json the body, where it is JSON
 * @param problem what the answer says
 * @param now milliseconds since the epoch
 * @param records what the request held, if anything
 */
export function transportRefusal(
	answer: Answer,
	json: unknown,
	problem: Problem,
	now: number,
	records: readonly NewRecord[] = [],
): NoSuccess | undefined {
	const answered = { status: answer.status, problem };
	const status = saysLimited(answer.status, problem, records) ? 429 : answer.status;
	if (isSuccess(answer) && status !== 429) {
		return noSuccess('lost', problem.form === 'empty' ? UNLISTED : UNREADABLE, answered);
	}
	const rule = campaignRule(status, problem) ?? statusRule(status, problem.form);
	if (!rule || rule === 'content')
		return isBroken(answer, json) ? noSuccess('lost', BROKEN, answered) : undefined;
	const { verdict, reason } = rule;
	return status === 429
		? noSuccess(verdict, reason, answered, {
				retryAfter: pauseAfterLimit(answer, now),
				limited: true,
			})
		: noSuccess(verdict, reason, answered, { retryAfter: retryAfterMs(answer, now) });
}

/**
 * The verdict on a 400, 409, 413 or 422 that is about how the request was sent. No record and no
 * campaign is to blame, and waiting does not help.
 */
export const missentRefusal = (answered: Answered, words: Words): NoSuccess | undefined =>
	speaksOfSending(answered.problem, words, answered.status)
		? noSuccess('stopRun', missent(answered.status), answered)
		: undefined;

/** The verdict on a refusal of the content that names no record, but the campaign's ID, the tenant or a header. */
export function addressRefusal(answered: Answered, words: Words): NoSuccess | undefined {
	const part = namedPart(answered.problem, words);
	if (part === 'sending') return noSuccess('stopRun', missent(answered.status), answered);
	return part && noSuccess('stopCampaign', NOT_FOUND, answered);
}

/** The verdict if no answer came. */
export function withoutAnswer(reply: NoAnswer): NoSuccess {
	const { reason, detail } = reply;
	const [verdict, general] = NO_ANSWER[reason];
	const known = obstacle(reply);
	const technical = reason !== 'cancelled' && detail !== NO_DETAIL;
	const nextStep = [
		known?.nextStep,
		!known?.message && general.nextStep,
		technical && `Technical code: ${detail}.`,
	];
	return noSuccess(verdict, {
		...general,
		...(known?.message && { message: known.message }),
		nextStep: nextStep.filter(Boolean).join(' '),
	});
}

/** An answer whose body gives itself the status of an error, as that error: some gateways answer 200. */
export function withOwnStatus(answer: Answer, json: unknown): Answer {
	const status = isSuccess(answer) ? errorStatusIn(json) : undefined;
	return status === undefined ? answer : { ...answer, status };
}

/** Any 2xx: 8x8's documents give 200 in some places and 201 in others. */
export const isSuccess = ({ status }: Answer) => status >= 200 && status < 300;

const CUT_OFF =
	'A proxy may have changed it or cut it off: check "Base URL" in the credential, and the proxy between n8n and 8x8.';

const UNREADABLE: Reason = {
	code: 'unexpectedAnswer',
	message: 'The answer cannot be read, although it reports success',
	nextStep: CUT_OFF,
};

/**
 * It says that it is JSON, and is not: what it was about cannot be told, so nothing is blamed on a
 * record. 413 says all that there is to say by itself, and a plain text is one: some frameworks label a
 * text that is not quoted as JSON.
 */
function isBroken({ status, headers, body }: Answer, json: unknown): boolean {
	if (json !== undefined || status === 413 || PLAIN_TEXT.test(body)) return false;
	return /\bjson\b/i.test(headers['content-type'] ?? '');
}

/** Words that can be read; JSON that is cut off begins with a mark. */
const PLAIN_TEXT = /^\s*\p{L}(?:(?!\ufffd)[\P{Cc}\s])*$/u;

const BROKEN: Reason = {
	code: 'unexpectedAnswer',
	message: 'The answer cannot be read',
	nextStep: CUT_OFF,
};

const UNLISTED: Reason = {
	code: 'unexpectedAnswer',
	message: 'The answer reports success, but is empty',
	nextStep:
		'8x8 answers with what it has stored or changed. A proxy may have removed that: check "Base URL" in the credential, and the proxy between n8n and 8x8.',
};

const NO_ANSWER: Record<NoAnswer['reason'], [Verdict, Reason]> = {
	cancelled: [
		'cancelled',
		{
			code: 'notSent',
			message: 'The execution was stopped',
			nextStep: 'Nothing more was sent.',
		},
	],
	unreachable: [
		'tryAgain',
		{
			code: 'network',
			message: '8x8 could not be reached',
			nextStep:
				'Check "Base URL" in the credential, and that this n8n instance can reach it through its network and proxy. If they are right, run it again later.',
		},
	],
	blocked: [
		'stopRun',
		{
			code: 'network',
			message: 'The connection to 8x8 is not possible',
			nextStep:
				'Check "Base URL" in the credential, the certificate of that host, and which hosts this n8n instance may call.',
		},
	],
	lost: [
		'lost',
		{
			code: 'network',
			message: 'The answer from 8x8 did not arrive',
			nextStep:
				'If it happens again, raise the option "Timeout", and check the network and proxy between n8n and 8x8.',
		},
	],
};
