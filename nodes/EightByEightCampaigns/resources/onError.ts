import type { IExecuteFunctions } from 'n8n-workflow';

import { isTool, runsAsTool } from './asTool';

/**
 * Whether a failed item comes out as an item, instead of ending the run with an error.
 *
 * For a tool that is so unless Stop was chosen: n8n hands a thrown error to the model without its
 * description, or in agents before version 3 as an empty answer, which a model takes for success.
 */
export function goesOnAfterErrors(context: IExecuteFunctions): boolean {
	if (!isTool(context)) return context.continueOnFail();
	return context.getNode().onError !== 'stopWorkflow' && !losesItems(context);
}

/**
 * With the error output, agents from version 3 on give the model an empty answer for whatever items a
 * tool puts out. Only the message of an error comes through.
 */
const losesItems = (context: IExecuteFunctions) =>
	context.getNode().onError === 'continueErrorOutput' && !runsAsTool(context);
