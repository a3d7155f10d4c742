import type { IExecuteFunctions } from 'n8n-workflow';

/** n8n's name for the form of a node that agents call: the name of the node, and this. */
const TOOL = /Tool$/;

/**
 * Whether a failed item comes out as an item, instead of ending the run with an error.
 *
 * For a tool that is so unless Stop was chosen: n8n hands a thrown error to the model without its
 * description, or in agents before version 3 as an empty answer, which a model takes for success.
 */
export function goesOnAfterErrors(context: IExecuteFunctions): boolean {
	const { type, onError } = context.getNode();
	return context.continueOnFail() || (TOOL.test(type) && onError !== 'stopWorkflow');
}
