import type { FieldError, Problem } from './api';

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

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The body as a JSON object, or undefined when it is anything else (HTML, cut off, empty). */
export function jsonBody({ body }: Answer): Record<string, unknown> | undefined {
	try {
		const parsed: unknown = JSON.parse(body);
		return isObject(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}

/** Longest text that is kept, in UTF-16 units: it goes out with every item of a refused batch. */
const MAX_TEXT = 2_000;

const text = (value: unknown) =>
	typeof value === 'string' && value !== '' ? value.slice(0, MAX_TEXT) : undefined;

/** 8x8's problem in a body; an empty one when a gateway answered in another form. */
export const problemOf = (body: Record<string, unknown> = {}): Problem => ({
	title: text(body.title),
	detail: text(body.detail),
	instance: text(body.instance),
	time: text(body.time),
	errors: Array.isArray(body.errors) ? body.errors.filter(isObject).map(fieldError) : [],
});

function fieldError(error: Record<string, unknown>): FieldError {
	const kept: FieldError = {};
	for (const key of ['field', 'code', 'message'] as const) {
		const value = text(error[key]);
		if (value !== undefined) kept[key] = value;
	}
	return kept;
}
