import type { IExecuteFunctions } from 'n8n-workflow';

import { isTool } from './asTool';

/**
 * Whether a failed item comes out as an item, instead of ending the run with an error.
 *
 * For a tool that is so unless Stop was chosen: n8n hands a thrown error to the model without its
 * description, or in agents before version 3 as an empty answer, which a model takes for success.
 */
export function goesOnAfterErrors(context: IExecuteFunctions): boolean {
	return (
		context.continueOnFail() || (isTool(context) && context.getNode().onError !== 'stopWorkflow')
	);
}
