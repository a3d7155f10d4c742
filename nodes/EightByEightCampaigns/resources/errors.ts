import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Failure } from '../client/failure';

/**
 * A failed item for the Continue modes. The single key `error` sends it to the error branch in
 * every version of n8n, which adds the fields of the input item there.
 */
export function errorItem(failure: Failure, itemIndex: number): INodeExecutionData {
	return { json: { error: errorOf(failure) }, pairedItem: { item: itemIndex } };
}

function errorOf({ code, message, ...rest }: Failure): IDataObject {
	const error: IDataObject = { code, message };
	for (const key of [
		'description',
		'httpCode',
		'crmRecordId',
		'campaignId',
		'fieldErrors',
		'instance',
		'time',
	] as const) {
		if (rest[key] !== undefined) error[key] = rest[key];
	}
	return error;
}

/** The error that stops the node in Stop mode. */
export function nodeError(
	context: IExecuteFunctions,
	{ message, description, httpCode }: Failure,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const options = { message, description, itemIndex };
	return httpCode === undefined
		? new NodeOperationError(context.getNode(), message, options)
		: new NodeApiError(context.getNode(), { message }, { ...options, httpCode });
}

/**
 * Ends a run that was stopped from outside. In every On Error mode: the word "canceled" makes n8n
 * record it as such, not as an error of the items.
 */
export const cancelledError = (context: IExecuteFunctions, description: string) =>
	new NodeOperationError(context.getNode(), 'The execution was canceled', { description });
