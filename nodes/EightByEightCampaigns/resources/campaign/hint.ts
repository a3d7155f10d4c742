import type { IExecuteFunctions } from 'n8n-workflow';

import { countText } from '../countText';
import type { ActionRequest } from './requests';

/**
 * Tells that several items have shared a request.
 *
 * @param sent the requests that went out, in this try of the node or in an earlier one
 * @param verb as in "asked to start"
 */
export function giveHint(
	context: IExecuteFunctions,
	sent: readonly ActionRequest[],
	verb: string,
): void {
	const items = sent.reduce((sum, request) => sum + request.items.length, 0);
	if (items === sent.length) return;
	const campaigns = new Set(sent.map(({ campaignId }) => campaignId)).size;
	const asked = `${countText(items)} items asked to ${verb} ${campaigns === 1 ? 'one campaign' : `${countText(campaigns)} campaigns`}`;
	const told =
		sent.length === 1
			? 'one request was sent, and each item has its answer'
			: `${countText(sent.length)} requests were sent, and each item has the answer to its own`;
	context.addExecutionHints({
		type: 'info',
		message: `${asked}; ${told}. If one item is enough, switch on "Execute Once" in the settings of the node.`,
		location: 'outputPane',
	});
}
