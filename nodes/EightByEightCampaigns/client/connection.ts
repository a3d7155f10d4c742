import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { campaignsUrl } from './address';
import { MEDIA_TYPE } from './api';
import { isFailure, type Failure } from './failure';
import { NO_DETAIL, type NoAnswer, type Reply } from './reply';

/** Name of the credential's type. */
export const CREDENTIAL = 'eightByEightCampaignsApi';

/** One request to the Campaigns API. */
export interface ApiRequest {
	method: 'PATCH' | 'POST';
	/** Below `/campaigns/v1`, starting with a slash. */
	path: string;
	/** Serialised JSON. */
	body: string;
	/** Milliseconds to wait for the answer. */
	timeout: number;
}

/** Sends one request once. Never throws and never follows a redirect. */
export type Send = (request: ApiRequest) => Promise<Reply>;

/**
 * Opens the way to 8x8 with the node's credential, which n8n decrypts once here instead of on every
 * request (0.65 ms each).
 *
 * @throws what n8n throws when the node has no credential, or may not use it
 */
export async function connect(context: IExecuteFunctions): Promise<Send | Failure> {
	const credential = await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL);
	const url = campaignsUrl(credential);
	if (isFailure(url)) return url;

	const withoutKey = redacted(credential.apiKey);
	const credentialsDecrypted = { id: '', name: '', type: CREDENTIAL, data: credential };
	return async ({ method, path, body, timeout }) => {
		if (isCancelled(context)) return cancelled;
		const options: IHttpRequestOptions = {
			method,
			url: url + path,
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
			// As text: axios would hand over a cut-off JSON body as if it were a string answer.
			encoding: 'text',
		};
		try {
			const { statusCode, headers, body } =
				(await context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, options, {
					credentialsDecrypted,
				})) as { statusCode: number; headers: Record<string, string>; body: unknown };
			return {
				kind: 'answer',
				status: statusCode,
				headers: mapValues(headers, withoutKey),
				body: typeof body === 'string' ? withoutKey(body) : '',
			};
		} catch (error) {
			return isCancelled(context) ? cancelled : noAnswer(error);
		}
	};
}

/** A shorter text is no key, and replacing it would damage answers. */
const SHORTEST_KEY = 8;

/** Takes the key out of an answer: a proxy's error page may print the headers that it received. */
function redacted(apiKey: unknown): (text: string) => string {
	const key = typeof apiKey === 'string' ? apiKey.trim() : '';
	if (key.length < SHORTEST_KEY) return (text) => text;
	const escaped = new RegExp(key.split('').map(inJson).join(''), 'gi');
	return (text) => {
		const withoutKey = text.replaceAll(key, REDACTED);
		return text.includes('\\') ? withoutKey.replace(escaped, REDACTED) : withoutKey;
	};
}

/** Some headers come as lists; those are left as they are, since nothing reads them. */
const mapValues = (headers: Record<string, string> = {}, change: (text: string) => string) =>
	Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			typeof value === 'string' ? change(value) : value,
		]),
	);

const REDACTED = '[API key]';

/** A character as a regular expression that finds it escaped too, as JSON may write it. */
function inJson(character: string): string {
	const hex = character.charCodeAt(0).toString(16).padStart(4, '0');
	return `(?:\\\\?\\u${hex}|\\\\u${hex})`;
}

const cancelled: NoAnswer = { kind: 'noAnswer', reason: 'cancelled', detail: 'cancelled' };

/** True once the execution was cancelled or reached its time limit. */
export const isCancelled = (context: Pick<IExecuteFunctions, 'getExecutionCancelSignal'>) =>
	context.getExecutionCancelSignal()?.aborted === true;

/** The name was not resolved, or nobody listens: not a byte of the request has left. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** Not sent either, if it comes from connecting. Later, the request may have arrived. */
const UNREACHABLE_HOST = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ENETDOWN']);

/** Certificate and handshake errors, as Node.js names them: they come before the request is sent. */
const TLS =
	/^(CERT_|CRL_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|EPROTO|ERR_SSL_WRONG_VERSION|ERR_SSL_UNSUPPORTED_PROTOCOL|ERR_SSL_\w*HANDSHAKE|ERR_SSL_TLSV1_ALERT_PROTOCOL)/;

/** An error of the network by its code, such as ECONNRESET, whoever has passed it on. */
const NETWORK = /^(E[A-Z]{3,}|UND_ERR_\w+)$/;

/** What is read of the error of axios, which has the error of Node.js as its cause. */
interface Cause {
	code?: unknown;
	isAxiosError?: unknown;
	syscall?: unknown;
	cause?: { syscall?: unknown };
}

/**
 * Reads only the code of n8n's NodeApiError: its cause is the error of axios, which carries the
 * request's headers and so the key, and must not be passed on.
 */
function noAnswer(error: unknown): NoAnswer {
	const { cause } = error as { cause?: Cause };
	const detail = typeof cause?.code === 'string' ? cause.code : NO_DETAIL;
	const connecting = (cause?.syscall ?? cause?.cause?.syscall) === 'connect';
	if (NOT_CONNECTED.has(detail) || (connecting && UNREACHABLE_HOST.has(detail))) {
		return { kind: 'noAnswer', reason: 'unreachable', detail };
	}
	if (TLS.test(detail)) return { kind: 'noAnswer', reason: 'blocked', detail };
	// Not from axios: n8n's protection against forbidden addresses, or a header that cannot be sent.
	if (cause && cause.isAxiosError !== true && !NETWORK.test(detail)) {
		return {
			kind: 'noAnswer',
			reason: 'blocked',
			detail: cause instanceof Error ? cause.name : detail,
		};
	}
	return { kind: 'noAnswer', reason: 'lost', detail };
}
