import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isCancelled } from '../client/connection';
import type { Failure } from '../client/failure';
import { hasSent } from './openConnection';
import { errorItem, thrownText, withAdvice } from './errors';
import { goesOnAfterErrors } from './onError';

/**
 * Runs an operation. In a Continue mode, whatever it throws becomes the failure of every item: n8n
 * would pass the input items on as if they were results, and run what comes next.
 *
 * @throws in Stop mode, and when the execution was cancelled
 */
export const guarded = (
	context: IExecuteFunctions,
	operation: () => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> =>
	operation().catch((error: unknown) => {
		if (!goesOnAfterErrors(context) || isCancelled(context)) {
			return Promise.reject(error instanceof Error ? error : new Error(thrownText(error)));
		}
		const failure = hasSent(context) ? broken(error) : unreadable(error);
		return context.getInputData().map((_, itemIndex) => errorItem(failure, itemIndex));
	});

const unreadable = (error: unknown): Failure => ({
	code: 'notSent',
	message: 'The parameters of the node cannot be read',
	description: withAdvice(error, 'Nothing was sent. Check the expressions in the node.'),
});

/** A fault of this node. */
const broken = (error: unknown): Failure => ({
	code: 'unconfirmed',
	message: 'The request may or may not have taken effect: an unexpected fault in the node',
	description: `Look at the campaign before you run the items again, and report this to the maintainers of n8n-nodes-8x8-campaigns: ${thrownText(error)}`,
});
