import type { Problem } from './api';
import { failureOf, type Failure, type Reason } from './failure';
import { NO_DETAIL, retryAfterMs, type Answer, type NoAnswer } from './reply';

/**
 * What delivery does about a request that was not answered with success:
 *
 * - `tryAgain`: surely not stored; wait and send again
 * - `lost`: may have been stored; wait and send again, and remember that
 * - `split`: 8x8 refuses what the request holds; find out which part of it
 * - `wait`: the campaign is not ready, which may pass by itself
 * - `stopCampaign`: nothing more can be done for this campaign
 * - `stopRun`: nothing more can be done with this credential or connection
 * - `cancelled`: the execution was cancelled
 */
export type Verdict =
	'tryAgain' | 'lost' | 'split' | 'wait' | 'stopCampaign' | 'stopRun' | 'cancelled';

/** Why a request got no success, and what that means for others. */
export interface Refusal {
	verdict: Verdict;
	failure: Failure;
	/** Milliseconds that 8x8 asks to wait before the next attempt. */
	retryAfter?: number;
	/** 8x8 limits the rate: every other request of the run should slow down too. */
	throttled?: boolean;
	/** Ids of the request that the answer names as its reason. A hint, to be proven by sending. */
	named?: string[];
	/**
	 * Of a refusal without a reason: the answer without ids, numbers and times. Two equal signatures
	 * are the same refusal.
	 */
	signature?: string;
}

/** A refusal that came with an answer. */
export interface Answered {
	status: number;
	problem: Problem;
}

export const refusal = (
	verdict: Verdict,
	reason: Reason,
	answered?: Answered,
	extra: Partial<Refusal> = {},
): Refusal => ({ verdict, failure: failureOf(reason, answered), ...extra });

/**
 * The guards that hold for every answer, in order. What is left (400, 409, 413, 422 and other 4xx) is
 * about the content of the request, and judged by the endpoint.
 *
 * @param now milliseconds since the epoch
 */
export function transportRefusal(
	answer: Answer,
	problem: Problem,
	now: number,
): Refusal | undefined {
	const { status } = answer;
	const refuse = (verdict: Verdict, reason: Reason, extra?: Partial<Refusal>) =>
		refusal(verdict, reason, { status, problem }, extra);

	if (isSuccess(answer)) return refuse('lost', UNREADABLE);
	if (status < 400) return refuse('stopRun', REDIRECT);
	if (status === 401) return refuse('stopRun', UNAUTHORIZED);
	if (status === 403) return refuse('stopRun', FORBIDDEN);
	if (status === 404) return refuse('stopCampaign', NOT_FOUND);
	if ([405, 406, 407, 415].includes(status)) return refuse('stopRun', foreign(status));
	if (status === 429) {
		return refuse('tryAgain', LIMITED, { retryAfter: retryAfterMs(answer, now), throttled: true });
	}
	// 503 too: gateways send it after they have forwarded the request.
	if (status === 408 || status >= 500) {
		return refuse('lost', serverError(status), { retryAfter: retryAfterMs(answer, now) });
	}
	return undefined;
}

/** The verdict if no answer came. */
export function withoutAnswer({ reason, detail }: NoAnswer): Refusal {
	const [verdict, why] = NO_ANSWER[reason];
	const technical = reason !== 'cancelled' && detail !== NO_DETAIL;
	return refusal(
		verdict,
		technical ? { ...why, nextStep: `${why.nextStep} Technical code: ${detail}.` } : why,
	);
}

/** Any 2xx: 8x8's documents give 200 in some places and 201 in others. */
export const isSuccess = ({ status }: Answer) => status >= 200 && status < 300;

const UNREADABLE: Reason = {
	code: 'unexpectedAnswer',
	message: 'The answer cannot be read, although it reports success',
	nextStep:
		'A proxy may have changed it or cut it off: check "Base URL" in the credential, and the proxy between n8n and 8x8.',
};

const REDIRECT: Reason = {
	code: 'unexpectedAnswer',
	message: 'The base URL answered with a redirect',
	nextStep:
		'Redirects are not followed, so that the key stays with 8x8. Check "Base URL" in the credential.',
};

const UNAUTHORIZED: Reason = {
	code: 'unauthorized',
	message: '8x8 does not accept the API key',
	nextStep:
		'Check the API key in the credential: it starts with eght_ and is shown in 8x8 Admin Console, under API Keys. It may have been revoked.',
};

const FORBIDDEN: Reason = {
	code: 'forbidden',
	message: 'The API key has no access to 8x8 campaigns',
	nextStep:
		'The key is valid, but its app lacks the API Product "Contact Center Campaigns": add it to the app in 8x8 Admin Console, under API Keys.',
};

const NOT_FOUND: Reason = {
	code: 'notFound',
	message: '8x8 does not know this campaign',
	nextStep:
		'Check three things, for which 8x8 gives the same answer: the campaign ID, and in the credential the tenant (Configuration Manager, Home > Profile) and the customer site.',
};

const foreign = (status: number): Reason => ({
	code: 'unexpectedAnswer',
	message: `The base URL answered with HTTP status ${status}, which 8x8 does not use`,
	nextStep:
		'Something between n8n and 8x8 answered, or the base URL does not belong to the Campaigns API. Check "Base URL" in the credential.',
});

const LIMITED: Reason = {
	code: 'rateLimited',
	message: '8x8 is receiving too many requests',
	nextStep:
		'Run it again later, or raise the option "Max Retries". When adding records, lower "Concurrency" too.',
};

const serverError = (status: number): Reason => ({
	code: 'serverError',
	message: `8x8 could not process the request (HTTP ${status})`,
	nextStep: 'Run it again later; if this continues, contact 8x8 support.',
});

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
				'Check "Base URL" in the credential, the certificate of that host, and which hosts this n8n instance may call. Also check that the API key and the tenant hold no line breaks or unusual characters.',
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
