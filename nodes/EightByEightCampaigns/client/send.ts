import type { IHttpRequestOptions } from 'n8n-workflow';

import { MEDIA_TYPE } from './api';
import { readBody } from './body';
import { deadline } from './deadline';
import { redacted } from './key';
import { noAnswer } from './noAnswer';
import { NO_DETAIL, type NoAnswer, type Reply } from './reply';

/** One request to the Campaigns API. */
export interface ApiRequest {
	method: 'PATCH' | 'POST';
	/** Below `/campaigns/v1`, starting with a slash. */
	path: string;
	/** Serialised JSON. */
	body: string;
	/** Milliseconds until the answer has to begin. */
	timeout: number;
}

/** Sends one request once. Never throws and never follows a redirect. */
export type Send = (request: ApiRequest) => Promise<Reply>;

/**
 * How many times the timeout a request may take in all. Each byte shows that somebody is there, but an
 * answer that trickles would never end.
 */
const WHOLE_ANSWER = 2;

/** How the request is made: by n8n's helper for a run, or by that for the test of the credential. */
export type Call = (
	options: IHttpRequestOptions & { body: string },
	giveUp: AbortSignal,
) => Promise<unknown>;

/** Where requests go, with which key, and when they stop. */
export interface Way {
	/** `https://…/campaigns/v1` */
	url: string;
	apiKey: unknown;
	/** Of the execution. */
	cancelled: () => AbortSignal | undefined;
}

/** What n8n's helpers answer when they are asked for the full response. */
interface FullResponse {
	statusCode: number;
	headers: Record<string, string>;
	body: unknown;
}

/** The requests of a run, or of the test of the credential. */
export function sender({ url, apiKey, cancelled }: Way, call: Call): Send {
	const withoutKey = redacted(apiKey);
	return async ({ method, path, body, timeout }) => {
		const isCancelled = () => cancelled()?.aborted === true;
		if (isCancelled()) return CANCELLED;
		const { signal, release } = deadline(timeout * WHOLE_ANSWER, cancelled());
		try {
			const answer = await call(optionsOf({ method, path: url + path, body, timeout }), signal);
			const { statusCode, headers, body: stream } = answer as FullResponse;
			const text = await readBody(stream, signal).catch((error) => brokenOff(error, signal));
			if (isCancelled()) return CANCELLED;
			if (typeof text !== 'string') return text;
			if (isStillEncoded(headers)) return lost('content-encoding');
			return {
				kind: 'answer',
				status: statusCode,
				headers: mapValues(headers, withoutKey),
				body: withoutKey(text),
			};
		} catch (error) {
			return isCancelled() ? CANCELLED : noAnswer(error);
		} finally {
			release();
		}
	};
}

const optionsOf = ({ method, path, body, timeout }: ApiRequest) => ({
	method,
	url: path,
	body,
	timeout,
	headers: {
		'Content-Type': MEDIA_TYPE,
		Accept: `${MEDIA_TYPE}, application/json;q=0.9, */*;q=0.8`,
	},
	// A redirect would carry the key wherever it points: n8n's helper keeps custom headers.
	disableFollowRedirect: true,
	ignoreHttpStatusErrors: true,
	returnFullResponse: true,
	// Read here: axios would take any size, and hand over a cut-off JSON body as if it were a string.
	encoding: 'stream' as const,
});

/** Some headers come as lists; those are left as they are, since nothing reads them. */
const mapValues = (headers: Record<string, string> = {}, change: (text: string) => string) =>
	Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			typeof value === 'string' ? change(value) : value,
		]),
	);

const CANCELLED: NoAnswer = { kind: 'noAnswer', reason: 'cancelled', detail: 'cancelled' };

const lost = (detail: string): NoAnswer => ({ kind: 'noAnswer', reason: 'lost', detail });

/** An answer had begun, so the request has arrived, whatever broke the answer off. */
function brokenOff(error: unknown, giveUp: AbortSignal): NoAnswer {
	const { code } = error as { code?: unknown };
	if (giveUp.aborted) return lost('ETIMEDOUT');
	return lost(typeof code === 'string' ? code : NO_DETAIL);
}

/**
 * Compressed in a way that axios does not read: it takes the header away when it has. Some servers
 * write there how the text is encoded.
 */
const isStillEncoded = ({ 'content-encoding': encoding = '' }: Record<string, string>) =>
	!/^\s*(?:identity|none|utf-?8|us-ascii|iso-8859-\d+)?\s*$/i.test(encoding);
