import type { IExecuteFunctions } from 'n8n-workflow';

import { connect } from '../client/connection';
import { isFailure, type Failure } from '../client/failure';
import type { Send } from '../client/send';
import { nodeError, withAdvice } from './errors';
import { goesOnAfterErrors } from './onError';

/**
 * The connection for a run, or in a Continue mode why there is none: a thrown error would make n8n
 * pass the input items on as if they were results.
 *
 * @throws in Stop mode
 */
export async function openConnection(context: IExecuteFunctions): Promise<Send | Failure> {
	let connection: Send | Failure;
	try {
		connection = await connect(context);
	} catch (error) {
		connection = {
			code: 'notSent',
			message: 'The credential cannot be used',
			description: withAdvice(
				error,
				'Choose the credential again in the node, or open it and test it.',
			),
		};
	}
	if (isFailure(connection) && !goesOnAfterErrors(context)) {
		throw nodeError(context, connection);
	}
	return isFailure(connection) ? connection : noting(context, connection);
}

/** The runs that have sent something. */
const senders = new WeakSet<object>();

/** Whether a run has sent anything, be it answered or not. */
export const hasSent = (context: IExecuteFunctions) => senders.has(context);

const noting =
	(context: IExecuteFunctions, send: Send): Send =>
	async (request) => {
		senders.add(context);
		return await send(request);
	};
