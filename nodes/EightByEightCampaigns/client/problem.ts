import type { FieldError, Problem } from './api';
import { complaintsIn, type Complaint } from './complaints';
import { fieldsOf, first, text, textOrNumber, type Fields } from './jsonFields';
import { readPage } from './page';
import { isObject, type Answer } from './reply';

/**
 * Reads what an error answer says: 8x8's problem, the envelopes of its other suites, those of the
 * gateways, frameworks and content networks that stand in front of APIs, a page, or nothing.
 * Never fails, whatever the body is.
 */
export function problemOf(answer: Answer, json: unknown): Problem {
	const requestIds = headerIds(answer.headers);
	const body = Array.isArray(json) ? { errors: json as unknown[] } : json;
	const problem = isObject(body) ? problemIn(body, answer.status) : pageIn(answer, json);
	if (requestIds.length) problem.requestIds = [...(problem.requestIds ?? []), ...requestIds];
	return problem;
}

/** What a JSON object says of an error, where it is the body or a record's own part of it. */
export function problemIn(body: Record<string, unknown>, status: number): Problem {
	const levels = levelsOf(body, 0);
	const [fields] = levels;
	const complaints = levels.flatMap(complaintsIn);
	const ofFields = complaints.filter(({ field, id }) => field !== undefined || id !== undefined);
	const ofAll = complaints.filter(({ field, id }) => field === undefined && id === undefined);

	const ids = complaints.flatMap(({ id }) => id ?? []);
	const requestIds = BODY_IDS.flatMap(([name, key]) => {
		const id = firstOf(levels, requestId, [key]);
		return id === undefined ? [] : [`${name} ${id}`];
	});
	const problem: Problem = {
		title: withoutPage(titleIn(levels, status, ofAll)),
		detail: withoutPage(detailIn(levels, ofAll)),
		instance: firstOf(levels, text, ['instance']),
		time: firstOf(levels, timeOf, ['time', 'timestamp']),
		errors: ofFields.map(fieldError),
		errorId: firstOf(levels, requestId, ['errorid']),
	};
	if (problem.title === problem.detail) delete problem.title;
	if (requestIds.length) problem.requestIds = requestIds;
	if (ids.length) problem.ids = ids;
	// Cloudflare's own errors. They come as JSON to a client that asks for JSON.
	if (fields.get('cloudflareerror') === true) problem.form = 'page';
	return problem;
}

/** Google and others put all into `error`, Apigee into `fault`, and some wrap that again. */
const LEVELS = ['error', 'fault', 'problem', 'message', 'status', 'response', 'data', 'meta'];

const DEEPEST = 3;

/** An object, then those in it that speak for it, from the outside to the inside. */
type Levels = [Fields, ...Fields[]];

function levelsOf(object: Record<string, unknown>, depth: number): Levels {
	const fields = fieldsOf(object);
	if (depth === DEEPEST) return [fields];
	const inner = LEVELS.map((name) => fields.get(name)).filter(isObject);
	return [fields, ...inner.flatMap((one) => levelsOf(one, depth + 1))];
}

/** In the order in which they are quoted. */
const BODY_IDS = [
	['errorId', 'errorid'],
	['requestId', 'requestid'],
	['traceId', 'traceid'],
	['correlationId', 'correlationid'],
	['ray_id', 'rayid'],
] as const;

/** Some gateways pass a whole page on as their message. */
const withoutPage = (said: string | undefined) =>
	said !== undefined && /^\s*<(?:!doctype|\?xml|html|head|body)\b/i.test(said)
		? text(readPage(said).title)
		: said;

const firstOf = <T>(
	levels: readonly Fields[],
	read: (value: unknown) => T | undefined,
	names: readonly string[],
) => levels.map((fields) => first(fields, read, names)).find((found) => found !== undefined);

/** What kind of error it is: a title, or a code. A code that repeats the status says nothing. */
function titleIn(levels: Levels, status: number, ofAll: readonly Complaint[]): string | undefined {
	const [outer, ...inner] = levels;
	const code = (value: unknown) => {
		const read = textOrNumber(value);
		if (read === undefined || read === String(status)) return undefined;
		return /^\d+$/.test(read) ? `Code ${read}` : read;
	};
	const [faultCode] = inner
		.map((fields) => fields.get('detail'))
		.filter(isObject)
		.flatMap((detail) => text(detail.errorcode) ?? []);
	return (
		first(outer, text, ['title', 'error']) ??
		first(outer, code, ['code', 'errorcode']) ??
		firstOf(inner, text, ['title', 'status']) ??
		firstOf(inner, code, ['code', 'errorcode', 'type']) ??
		faultCode ??
		(ofAll.length === 1 ? code(ofAll[0]!.code) : undefined)
	);
}

const DETAIL = [
	'detail',
	'message',
	'errordescription',
	'errormessage',
	'description',
	'faultstring',
	'details',
	'msg',
	'reason',
];

/** What it says in sentences, with the complaints that are about no field. */
function detailIn(levels: readonly Fields[], ofAll: readonly Complaint[]): string | undefined {
	const said = firstOf(levels, text, DETAIL);
	const single = ofAll.length === 1;
	const others = ofAll.map(({ code, message }) =>
		single || !code || !message ? (message ?? (single ? undefined : code)) : `${code}: ${message}`,
	);
	const all = [said, ...others].filter((one) => one !== undefined);
	return text([...new Set(all)].join('; '));
}

function fieldError({ field, code, message }: Complaint): FieldError {
	// Without a field, the complaint is about the record whose id it gives.
	const kept: FieldError = { field: field ?? 'crmRecordId' };
	if (code !== undefined) kept.code = code;
	if (message !== undefined) kept.message = message;
	return kept;
}

/** ISO 8601 as it is, or milliseconds or seconds since the epoch. */
function timeOf(value: unknown): string | undefined {
	if (typeof value !== 'number') return text(value);
	const milliseconds = value < 1e11 ? value * 1000 : value;
	const year = new Date(milliseconds).getUTCFullYear();
	return year >= 2000 && year < 2100 ? new Date(milliseconds).toISOString() : undefined;
}

/** A page or a text of something in between, or nothing. */
function pageIn({ body, status }: Answer, json: unknown): Problem {
	const { title, text: whole } = readPage(typeof json === 'string' ? json : body);
	const problem: Problem = { errors: [] };
	if (json === null || title === '') return { ...problem, form: 'empty' };
	// "502 Bad Gateway": the status is told already.
	const said = title.replace(
		new RegExp(`^(?:http )?(?:status |error )*${status}\\b[\\s:–-]*`, 'i'),
		'',
	);
	if (said) problem.title = said;
	return { ...problem, page: whole, form: 'page' };
}

/**
 * Under these, 8x8 or a gateway finds the request in its logs: the general ones, then Amazon's,
 * Cloudflare's, Kong's, Azure's and those of tracing.
 */
const HEADERS = [
	'x-request-id',
	'request-id',
	'x-correlation-id',
	'x-trace-id',
	'x-b3-traceid',
	'x-amzn-requestid',
	'x-amzn-trace-id',
	'x-amz-cf-id',
	'cf-ray',
	'x-kong-request-id',
	'x-azure-ref',
] as const;

/** A request passes several gateways, and the first names are the most telling. */
const MOST_IDS = 3;

const headerIds = (headers: Record<string, unknown>): string[] =>
	HEADERS.flatMap((name) => {
		const id = requestId(headers[name]);
		return id === undefined ? [] : [`${name} ${id}`];
	}).slice(0, MOST_IDS);

/** An id has no blanks and is not long. Anything else is not quoted. */
function requestId(value: unknown): string | undefined {
	const id = textOrNumber(value);
	return id !== undefined && /^[\w.:;=+/@~-]{1,128}$/.test(id) ? id : undefined;
}
