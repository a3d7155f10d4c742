import type { IExecuteFunctions } from 'n8n-workflow';

import { MAX_BATCH_SIZE } from '../../client/api';
import type { DeliveryOptions } from '../../delivery/deliver';
import { numberOf, sharedOptions, type SharedOptions } from '../sharedOptions';

/** The options of Record: Add, with what they are when they are left out. */
export interface AddOptions extends Omit<DeliveryOptions, 'stopOnFailure'>, SharedOptions {
	output: 'records' | 'summary';
	validateOnly: boolean;
}

/** What governs a whole run: read once, for the first item. */
export function addOptions(context: IExecuteFunctions): AddOptions {
	const raw = context.getNodeParameter('options', 0, {});
	return {
		...sharedOptions(raw),
		batchSize: Math.min(MAX_BATCH_SIZE, Math.floor(numberOf(raw.batchSize, MAX_BATCH_SIZE, 1))),
		concurrency: Math.floor(numberOf(raw.concurrency, 5, 1)),
		keepOrder: raw.keepOrder !== false && raw.keepOrder !== 'false',
		onDuplicate: raw.onDuplicate === 'skip' ? 'skip' : 'error',
		output: raw.output === 'summary' ? 'summary' : 'records',
		validateOnly: raw.validateOnly === true || raw.validateOnly === 'true',
	};
}
