import type { IExecuteFunctions } from 'n8n-workflow';

import type { Failure } from '../client/failure';
import { isTool } from './asTool';

/** Whether an item has no fields at all: n8n makes one of nothing where "Always Output Data" is on. */
export const isEmptyItem = (context: IExecuteFunctions, itemIndex: number) =>
	!isTool(context) && Object.keys(context.getInputData()[itemIndex]?.json ?? {}).length === 0;

/** The failure of such an item, where the CRM record ID should have come from it. */
export const EMPTY_ITEM: Failure = {
	code: 'invalidRecord',
	message: 'The item has no fields at all',
	description:
		'A node before this one has probably found nothing, and has "Always Output Data" on in its settings. Switch that off, or drop empty items with an IF node.',
	fieldErrors: [{ field: 'crmRecordId', code: 'Required', message: 'is empty' }],
};
