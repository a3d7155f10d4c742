import type { FieldError, Problem } from './api';

/** What users branch on in the error output; documented in the README, so changing one is breaking. */
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
	/** With `time`, what 8x8 support asks for. */
	instance?: string;
	/** When 8x8 refused, ISO 8601. */
	time?: string;
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
	if (problem.errors.length) failure.fieldErrors = problem.errors;
	if (problem.instance) failure.instance = problem.instance;
	if (problem.time) failure.time = problem.time;
	return failure;
}

function describe(status: number, { title, detail, errors }: Problem, nextStep: string): string {
	const said = joined([title, detail], ': ');
	const fields = joined(
		errors.map(({ field, message, code }) => joined([field, message ?? code], ' ')),
		'; ',
	);
	return joined(
		[
			said && sentence(`8x8 answered ${status} ${said}`),
			fields && sentence(`Fields: ${fields}`),
			nextStep,
		],
		' ',
	);
}

/** What 8x8 support asks for, as a sentence; empty where 8x8 gave nothing. */
export function supportReference({ instance, time }: Pick<Failure, 'instance' | 'time'>): string {
	const reference = joined([instance && `instance ${instance}`, time && `time ${time}`], ', ');
	return reference && `For 8x8 support: ${reference}.`;
}

const joined = (parts: Array<string | undefined>, separator: string) =>
	parts.filter(Boolean).join(separator);

/** A text that ends with a full stop, or with a mark of its own. */
export const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

/** The failure with a sentence in front of its description. */
export const precededBy = <F extends Partial<Failure>>(before: string, failure: F): F => ({
	...failure,
	description: joined([before, failure.description], ' '),
});
