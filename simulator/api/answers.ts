import { STATUS_CODES } from 'node:http';
import type { Dialect } from './dialect';
import { ENVELOPES, type Problem } from './envelopes';

/** The media type of every request with a body, and of every answer of the API itself. */
export const MEDIA_TYPE = 'application/vnd.campaigns.v1+json';

/** An HTTP answer, and whether the request took effect. */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: string;
	/** Records were stored, or the action was applied. */
	stored: boolean;
}

export function jsonAnswer(status: number, content: unknown, stored: boolean): Answer {
	return {
		status,
		headers: { 'content-type': MEDIA_TYPE },
		body: JSON.stringify(content),
		stored,
	};
}

/** Where and when a refusal happened. */
export interface Place {
	path: string;
	/** Number of the request, which makes `instance` name this refusal alone. */
	occurrence: number;
	/** Epoch milliseconds. */
	now: number;
}

/** A refusal in the body and under the status that the dialect wants. */
export function errorAnswer(
	problem: Problem,
	{ path, occurrence, now }: Place,
	{ errorBody, errorStatus }: Pick<Dialect, 'errorBody' | 'errorStatus'>,
): Answer {
	const { status } = problem;
	const whole = {
		...problem,
		path,
		instance: `${path}#${occurrence}`,
		time: new Date(now).toISOString(),
	};
	// Without a word of the status, a 200 would say that all is well.
	if (errorStatus === 'body') return jsonAnswer(200, ENVELOPES.problem(whole), false);
	if (errorBody === 'html') return htmlAnswer(status);
	if (errorBody === 'empty') return emptyAnswer(status);
	if (errorBody === 'text') return textAnswer(status, problem.detail);
	return jsonAnswer(status, ENVELOPES[errorBody](whole), false);
}

/** What a gateway puts in front: a page that says only the status. */
function htmlAnswer(status: number): Answer {
	const title = `${status} ${STATUS_CODES[status] ?? 'Error'}`;
	return {
		status,
		headers: { 'content-type': 'text/html' },
		body: `<html>\n<head><title>${title}</title></head>\n<body><h1>${title}</h1></body>\n</html>\n`,
		stored: false,
	};
}

function emptyAnswer(status: number): Answer {
	return { status, headers: {}, body: '', stored: false };
}

export function textAnswer(status: number, body: string): Answer {
	return { ...emptyAnswer(status), headers: { 'content-type': 'text/plain' }, body };
}
