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

/** Why something is not as asked for. A value: only `resources` turns it into an error of n8n. */
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

/**
 * Whether a text of the user may stand in a message: n8n takes an error whose message contains
 * "canceled" for a stopped execution.
 */
export const fitsMessage = (text: string) => !/cancell?ed/i.test(text);

/**
 * A failure after an answer of 8x8.
 *
 * @param nextStep a sentence that tells what to do
 */
export function failureOf(
	code: FailureCode,
	message: string,
	nextStep: string,
	{ status, problem }: { status?: number; problem?: Problem } = {},
): Failure {
	const failure: Failure = { code, message, description: describe(problem, nextStep, status) };
	if (status !== undefined) failure.httpCode = String(status);
	if (problem?.errors.length) failure.fieldErrors = problem.errors;
	if (problem?.instance) failure.instance = problem.instance;
	if (problem?.time) failure.time = problem.time;
	return failure;
}

function describe(problem: Problem | undefined, nextStep: string, status?: number): string {
	const said = [problem?.title, problem?.detail].filter(Boolean).join(': ');
	const fields = (problem?.errors ?? [])
		.map(({ field, message, code }) => [field, message ?? code].filter(Boolean).join(' '))
		.filter(Boolean)
		.join('; ');
	const reference = [
		problem?.instance && `instance ${problem.instance}`,
		problem?.time && `time ${problem.time}`,
	]
		.filter(Boolean)
		.join(', ');
	return [
		said && sentence(`8x8 answered ${status ?? ''} ${said}`),
		fields && sentence(`Fields: ${fields}`),
		nextStep,
		reference && `For 8x8 support: ${reference}.`,
	]
		.filter(Boolean)
		.join(' ');
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
