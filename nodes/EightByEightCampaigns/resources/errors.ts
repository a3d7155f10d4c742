import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { sentence, supportReference, type Failure } from '../client/failure';

/**
 * A failed item for the Continue modes. The single key `error` sends it to the error branch in
 * every version of n8n, which adds the fields of the input item there.
 */
export function errorItem(failure: Failure, itemIndex: number): INodeExecutionData {
	return { json: { error: errorOf(failure) }, pairedItem: { item: itemIndex } };
}

function errorOf({ code, message, ...rest }: Failure): IDataObject {
	const error: IDataObject = { code, message: withoutActedOn(message) };
	for (const key of [
		'description',
		'httpCode',
		'crmRecordId',
		'campaignId',
		'fieldErrors',
		'instance',
		'time',
		'requestIds',
	] as const) {
		if (rest[key] !== undefined) error[key] = rest[key];
	}
	return error;
}

/** The error that stops the node in Stop mode. */
export function nodeError(
	context: IExecuteFunctions,
	failure: Failure,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const { httpCode } = failure;
	// An item has fields for it; an error has only texts.
	const texts = [failure.description, supportReference(failure)].filter(Boolean);
	const description = texts.length > 0 ? texts.join(' ') : undefined;
	const message = withoutActedOn(failure.message);
	const options = { message, description, itemIndex };
	return httpCode === undefined
		? new NodeOperationError(context.getNode(), message, options)
		: new NodeApiError(context.getNode(), { message }, { ...options, httpCode });
}

/**
 * What n8n acts on when it stands anywhere in the message of an error: "canceled" makes the execution
 * a stopped one, and the others replace the message (`COMMON_ERRORS` of n8n-workflow).
 */
const ACTED_ON =
	/cancell?ed|ECONN|ENOTFOUND|ETIMEDOUT|ERRADDRINUSE|EADDRNOTAVAIL|EHOSTUNREACH|EAI_AGAIN|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDRINFO/i;

/** Whether a text of the user may stand in the message of an error. */
export const fitsMessage = (text: string) => !ACTED_ON.test(text);

/** Our own messages quote what users have entered as JSON does. */
const QUOTED = /"(?:[^"\\]|\\.)*"/g;

const withoutActedOn = (message: string) =>
	fitsMessage(message)
		? message
		: message.replace(QUOTED, (quoted) => (fitsMessage(quoted) ? quoted : 'a text'));

/** Anything can be thrown; what n8n throws has a message. */
export const thrownText = (error: unknown) =>
	error instanceof Error ? error.message : String(error);

/** What n8n says, mostly without a full stop, and what to do about it. */
export const withAdvice = (error: unknown, advice: string) =>
	`${sentence(thrownText(error))} ${advice}`;

/**
 * Ends a run that was cancelled. In every On Error mode: the word "canceled" makes n8n
 * record it as such, not as an error of the items.
 */
export const cancelledError = (context: IExecuteFunctions, description: string) =>
	new NodeOperationError(context.getNode(), 'The execution was canceled', { description });
