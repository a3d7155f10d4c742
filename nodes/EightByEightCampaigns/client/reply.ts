/** An answer over HTTP, whatever its status. */
export interface Answer {
	kind: 'answer';
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** As received: a body that is cut off or is not JSON differs from an empty list. */
	body: string;
}

/** No answer. What matters is whether the request can have reached 8x8. */
export interface NoAnswer {
	kind: 'noAnswer';
	/**
	 * - `unreachable`: no connection was made, so nothing was stored; a later attempt may get through
	 * - `blocked`: n8n, TLS or the request itself forbids the connection; no attempt will get through
	 * - `lost`: the request may have been stored
	 * - `cancelled`: the execution was cancelled
	 */
	reason: 'unreachable' | 'blocked' | 'lost' | 'cancelled';
	/** A short technical name such as `ECONNRESET`. */
	detail: string;
}

/** Where the error has no technical name. */
export const NO_DETAIL = 'no answer';

/** What a request comes back with. */
export type Reply = Answer | NoAnswer;

export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Some servers put it in front of JSON (RFC 8259, 8.1, lets a reader ignore it). */
const BYTE_ORDER_MARK = /^\uFEFF/;

/** The body as JSON, or undefined when it is anything else (HTML, cut off, empty). */
export function jsonOf({ body }: Answer): unknown {
	try {
		return JSON.parse(body.replace(BYTE_ORDER_MARK, ''));
	} catch {
		return undefined;
	}
}
