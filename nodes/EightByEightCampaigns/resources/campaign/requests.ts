import type { CampaignChange } from '../../client/api';
import { isFailure, type Failure } from '../../client/failure';
import type { SharedOptions } from '../sharedOptions';

/** What one item asks for. */
export interface ItemRequest {
	campaignId: string;
	change: CampaignChange;
	options: SharedOptions;
}

/** One request, and the items that ask for it. */
export interface ActionRequest extends ItemRequest {
	/** Their indexes, in ascending order; never empty. */
	items: number[];
}

/**
 * The requests of a run, in the order of the items that ask for them first. Items that ask the same
 * of a campaign share a request, with the longest patience of them: 8x8 would refuse the second. If
 * another request for that campaign stands between them, each gets its own: enabling, disabling and
 * enabling again are three.
 */
export function requestsOf(itemRequests: ReadonlyArray<ItemRequest | Failure>): ActionRequest[] {
	const requests: ActionRequest[] = [];
	const latest = new Map<string, { request: ActionRequest; asked: string }>();
	for (const [itemIndex, itemRequest] of itemRequests.entries()) {
		if (isFailure(itemRequest)) continue;
		const { campaignId, change, options } = itemRequest;
		const asked = JSON.stringify(change);
		const before = latest.get(campaignId);
		if (before?.asked === asked) {
			before.request.items.push(itemIndex);
			before.request.options = longer(before.request.options, options);
		} else {
			const request = { ...itemRequest, items: [itemIndex] };
			requests.push(request);
			latest.set(campaignId, { request, asked });
		}
	}
	return requests;
}

const longer = (one: SharedOptions, other: SharedOptions): SharedOptions => ({
	maxRetries: Math.max(one.maxRetries, other.maxRetries),
	maxWait: Math.max(one.maxWait, other.maxWait),
	timeout: Math.max(one.timeout, other.timeout),
});
