import type { FieldError, Problem } from './api';

/** What users branch on in the error output; documented in docs/errors.md, so changing one is breaking. */
export type FailureCode =
	| 'invalidRecord'
	| 'invalidCampaignId'
	| 'duplicateRecord'
	| 'campaignState'
	| 'campaignNotDynamic'
	| 'notFound'
	| 'unauthorized'
	| 'forbidden'
	| 'rateLimited'
	| 'serverError'
	| 'network'
	| 'refusedUnexplained'
	| 'unconfirmed'
	| 'notSent'
	| 'unexpectedAnswer';

/** Why something did not work. A value: only `resources` turns it into an error of n8n. */
export interface Failure {
	code: FailureCode;
	/** Our own text. 8x8's goes into `description` only: a message with "canceled" makes n8n cancel the run. */
	message: string;
	/** What 8x8 said, and what to do next. */
	description?: string;
	/** HTTP status, as n8n's own errors give it: a string. */
	httpCode?: string;
	/** The record and campaign that it is about, where they are known. */
	crmRecordId?: string;
	campaignId?: string;
	fieldErrors?: FieldError[];
	/** With `time`, what 8x8 support asks for: 8x8's `instance`, or the `errorId` of its other suites. */
	instance?: string;
	/** When 8x8 refused, ISO 8601. */
	time?: string;
	/** By which those who run what answered can find the request, such as `x-request-id 7f3a`. */
	requestIds?: string;
}

/** True for a failure, false for a result. */
export const isFailure = (value: unknown): value is Failure =>
	typeof value === 'object' && value !== null && 'code' in value && 'message' in value;

/** A reason for a failure, in our own words. */
export interface Reason {
	code: FailureCode;
	message: string;
	/** A sentence that tells what to do. */
	nextStep: string;
}

/** A failure, after an answer of 8x8 or without one. */
export function failureOf(
	{ code, message, nextStep }: Reason,
	answered?: { status: number; problem: Problem },
): Failure {
	if (!answered) return { code, message, description: nextStep };
	const { status, problem } = answered;
	const description = describe(status, problem, nextStep);
	const failure: Failure = { code, message, description, httpCode: String(status) };
	const { errors, instance = problem.errorId, time } = problem;
	if (errors.length) failure.fieldErrors = errors.slice(0, MOST_FIELD_ERRORS);
	if (instance) failure.instance = instance;
	if (time) failure.time = time;
	const others = (problem.requestIds ?? []).filter((id) => !id.endsWith(` ${instance}`));
	if (others.length) failure.requestIds = others.join(', ');
	return failure;
}

/** They go out with every item of a refused batch. */
const MOST_FIELD_ERRORS = 20;

/** In a text, a person reads the first few. */
const MOST_TOLD = 5;

function describe(status: number, problem: Problem, nextStep: string): string {
	const { title, detail, errors, form } = problem;
	const said = joined([title, detail], ': ');
	const fields = joined(
		errors
			.slice(0, MOST_TOLD)
			.map(({ field, message, code }) => joined([field, message ?? code], ' ')),
		'; ',
	);
	const more = errors.length > MOST_TOLD ? `, and ${errors.length - MOST_TOLD} more` : '';
	return joined(
		[
			said && (form === 'page' ? page(said) : sentence(`8x8 answered ${status} ${said}`)),
			fields && sentence(`Fields: ${fields}${more}`),
			nextStep,
		],
		' ',
	);
}

/** What 8x8 support asks for, as a sentence; empty where 8x8 gave nothing. */
export function supportReference({
	instance,
	time,
	requestIds,
}: Pick<Failure, 'instance' | 'time' | 'requestIds'>): string {
	const reference = joined(
		[instance && `instance ${instance}`, time && `time ${time}`, requestIds],
		', ',
	);
	return reference && `For 8x8 support: ${reference}.`;
}

/** Not in 8x8's words. */
const page = (said: string) => `A page or a text came that says "${said}".`;

const joined = (parts: Array<string | undefined>, separator: string) =>
	parts.filter(Boolean).join(separator);

/** A text that ends with a full stop, or with a mark of its own. */
export const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

/** The failure with a sentence in front of its description. */
export const precededBy = <F extends Partial<Failure>>(before: string, failure: F): F => ({
	...failure,
	description: joined([before, failure.description], ' '),
});
