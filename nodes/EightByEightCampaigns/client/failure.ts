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
 * What n8n acts on when it stands anywhere in the message of an error: "canceled" makes the execution
 * a stopped one, and the others replace the message (`COMMON_ERRORS` of n8n-workflow).
 */
const ACTED_ON =
	/cancell?ed|ECONN|ENOTFOUND|ETIMEDOUT|ERRADDRINUSE|EADDRNOTAVAIL|EHOSTUNREACH|EAI_AGAIN|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDRINFO/i;

/** Whether a text of the user may stand in the message of an error. */
export const fitsMessage = (text: string) => !ACTED_ON.test(text);

/**
 * A failure, after an answer of 8x8 or without one.
 *
 * @param nextStep a sentence that tells what to do
 */
export function failureOf(
	code: FailureCode,
	message: string,
	nextStep: string,
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

function describe(
	status: number,
	{ title, detail, instance, time, errors }: Problem,
	nextStep: string,
): string {
	const said = [title, detail].filter(Boolean).join(': ');
	const fields = errors
		.map(({ field, message, code }) => [field, message ?? code].filter(Boolean).join(' '))
		.filter(Boolean)
		.join('; ');
	const reference = [instance && `instance ${instance}`, time && `time ${time}`]
		.filter(Boolean)
		.join(', ');
	return [
		said && sentence(`8x8 answered ${status} ${said}`),
		fields && sentence(`Fields: ${fields}`),
		nextStep,
		reference && `For 8x8 support: ${reference}.`,
	]
		.filter(Boolean)
		.join(' ');
}

/** A text that ends with a full stop, or with a mark of its own. */
export const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
