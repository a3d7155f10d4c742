import { failureOf, type Failure, type FailureCode } from './failure';
import type { Answer, NoAnswer, Reply } from './reply';
import { NO_DETAIL, problemOf, retryAfterMs } from './reply';
import { signatureOf, wordsOf } from './texts';

/**
 * What delivery does about a request that was not answered with success:
 *
 * - `tryAgain`: surely not stored; wait and send again
 * - `unknown`: may have been stored; wait and send again, and remember that
 * - `split`: 8x8 rejects what the request holds; find out which part of it
 * - `wait`: the campaign is not ready, which may pass by itself
 * - `stopCampaign`: nothing more can be done for this campaign
 * - `stopRun`: nothing more can be done with this credential or connection
 * - `cancelled`: the execution was stopped
 */
export type Verdict =
	'tryAgain' | 'unknown' | 'split' | 'wait' | 'stopCampaign' | 'stopRun' | 'cancelled';

/** Why a request was not accepted, or why there is no telling, and what that means for others. */
export interface Refusal {
	verdict: Verdict;
	failure: Failure;
	/** Milliseconds that 8x8 asks to wait before the next attempt. */
	retryAfter?: number;
	/** 8x8 limits the rate: every other request of the run should slow down too. */
	throttled?: boolean;
	/** Ids of the request that the answer names as its reason. A hint, to be proven by sending. */
	named?: string[];
	/** The answer with ids, numbers and times taken out: two equal ones are the same refusal. */
	signature: string;
}

/** What to do next, per code; `failureOf` puts it at the end of the description. */
const NEXT = {
	unauthorized:
		'Check the API key in the credential: it starts with eght_ and is shown in 8x8 Admin Console, under API Keys. It may have been revoked.',
	forbidden:
		'The key is valid, but its app lacks the API Product "Contact Center Campaigns": add it to the app in 8x8 Admin Console, under API Keys.',
	notFound:
		'Check three things, for which 8x8 gives the same answer: the campaign ID, and in the credential the tenant (Configuration Manager, Home > Profile) and the customer site.',
	rateLimited:
		'Run it again later, or raise the option "Max Retries". When adding records, lower "Concurrency" too.',
	serverError: 'Run it again later; if this continues, contact 8x8 support.',
	refused:
		'Check "Base URL" in the credential, and that this n8n instance can reach it through its network and proxy. If they are right, run it again later.',
	blocked:
		'Check "Base URL" in the credential, the certificate of that host, and which hosts this n8n instance may call. Also check that the API key and the tenant hold no line breaks or unusual characters.',
	lost: 'If it happens again, raise the option "Timeout", and check the network and proxy between n8n and 8x8.',
	redirect:
		'Redirects are not followed, so that the key stays with 8x8. Check "Base URL" in the credential.',
	gateway:
		'Something between n8n and 8x8 answered, or the base URL does not belong to the Campaigns API. Check "Base URL" in the credential.',
	unreadable:
		'A proxy may have changed it or cut it off: check "Base URL" in the credential, and the proxy between n8n and 8x8.',
} as const;

/**
 * The guards that hold for every request, in order. What is left (400, 409, 413, 422 and other 4xx)
 * is about the content of the request, and judged by the endpoint.
 *
 * @param now milliseconds since the epoch
 */
export function transportRefusal(reply: Reply, now: number): Refusal | undefined {
	if (reply.kind === 'noAnswer') return withoutAnswer(reply);
	const { status } = reply;
	const problem = problemOf(reply);
	const refusal = (
		verdict: Verdict,
		code: FailureCode,
		message: string,
		next: keyof typeof NEXT,
		extra: Partial<Refusal> = {},
	): Refusal => ({
		verdict,
		failure: failureOf(code, message, NEXT[next], { status, problem }),
		signature: signatureOf(status, wordsOf(problem, [])),
		...extra,
	});

	if (isSuccess(reply)) {
		return refusal(
			'unknown',
			'unexpectedAnswer',
			'The answer cannot be read, although it reports success',
			'unreadable',
		);
	}
	if (status < 400) {
		return refusal(
			'stopRun',
			'unexpectedAnswer',
			'The base URL answered with a redirect',
			'redirect',
		);
	}
	if (status === 401)
		return refusal('stopRun', 'unauthorized', '8x8 does not accept the API key', 'unauthorized');
	if (status === 403)
		return refusal(
			'stopRun',
			'forbidden',
			'The API key has no access to 8x8 campaigns',
			'forbidden',
		);
	if (status === 404)
		return refusal('stopCampaign', 'notFound', '8x8 does not know this campaign', 'notFound');
	if ([405, 406, 407, 415].includes(status)) {
		return refusal(
			'stopRun',
			'unexpectedAnswer',
			`The base URL answered with HTTP status ${status}, which 8x8 does not use`,
			'gateway',
		);
	}
	if (status === 429) {
		return refusal('tryAgain', 'rateLimited', '8x8 is receiving too many requests', 'rateLimited', {
			retryAfter: retryAfterMs(reply, now),
			throttled: true,
		});
	}
	// 503 too: gateways send it after they have forwarded the request.
	if (status === 408 || status >= 500) {
		return refusal(
			'unknown',
			'serverError',
			`8x8 could not process the request (HTTP ${status})`,
			'serverError',
			{
				retryAfter: retryAfterMs(reply, now),
			},
		);
	}
	return undefined;
}

function withoutAnswer({ reason, detail }: NoAnswer): Refusal {
	const signature = `${reason} ${detail}`;
	const network = (message: string, next: string) =>
		failureOf(
			'network',
			message,
			detail === NO_DETAIL ? next : `${next} Technical code: ${detail}.`,
		);
	switch (reason) {
		case 'cancelled':
			return {
				verdict: 'cancelled',
				failure: failureOf('notSent', 'The execution was stopped', 'Nothing more was sent.'),
				signature,
			};
		case 'refused':
			return {
				verdict: 'tryAgain',
				failure: network('8x8 could not be reached', NEXT.refused),
				signature,
			};
		case 'blocked':
			return {
				verdict: 'stopRun',
				failure: network('The connection to 8x8 is not possible', NEXT.blocked),
				signature,
			};
		case 'lost':
			return {
				verdict: 'unknown',
				failure: network('The answer from 8x8 did not arrive', NEXT.lost),
				signature,
			};
	}
}

/** Any 2xx: 8x8's documents give 200 in some places and 201 in others. */
export const isSuccess = (reply: Reply): reply is Answer =>
	reply.kind === 'answer' && reply.status >= 200 && reply.status < 300;
