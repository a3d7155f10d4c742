import { STATUS_CODES } from 'node:http';
import type { Dialect } from './dialect';
import type { Problem } from './refusals';

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

/** @param occurrence - number of the request, which makes `instance` name this refusal alone */
export function problemAnswer(
	{ status, title, detail, errors }: Problem,
	path: string,
	occurrence: number,
	now: number,
): Answer {
	const instance = `${path}#${occurrence}`;
	const time = new Date(now).toISOString();
	return jsonAnswer(status, { title, status, detail, instance, time, errors }, false);
}

/** What a gateway puts in front: a page that says only the status. */
export function htmlAnswer(status: number): Answer {
	const title = `${status} ${STATUS_CODES[status] ?? 'Error'}`;
	return {
		status,
		headers: { 'content-type': 'text/html' },
		body: `<html>\n<head><title>${title}</title></head>\n<body><h1>${title}</h1></body>\n</html>\n`,
		stored: false,
	};
}

export function emptyAnswer(status: number): Answer {
	return { status, headers: {}, body: '', stored: false };
}

/** An error answer with the body that the dialect wants. */
export function errorAnswer(
	errorBody: Dialect['errorBody'],
	status: number,
	problem: () => Answer,
): Answer {
	if (errorBody === 'html') return htmlAnswer(status);
	return errorBody === 'empty' ? emptyAnswer(status) : problem();
}
