import type { Failure } from '../client/failure';

/** So many campaigns in a row are enough to tell that it is not about one of them. */
const ENOUGH = 3;

/** Tells whether 8x8 forbids one campaign, as for a role that permits only some, or all of them. */
export interface Forbidden {
	/**
	 * 8x8 has refused a request so that nothing more can be sent, at least for that campaign.
	 *
	 * @returns whether that is true of every other campaign too
	 */
	endsRun: (campaignId: string, failure: Failure) => boolean;
	/** Why 8x8 forbids that campaign; undefined while it has not. */
	reason: (campaignId: string) => Failure | undefined;
	/** 8x8 has done what was asked for in a campaign. */
	allowed: () => void;
}

export function createForbidden(): Forbidden {
	const reasons = new Map<string, Failure>();
	let inARow = 0;
	return {
		endsRun: (campaignId, failure) => {
			if (failure.code !== 'forbidden') return true;
			if (!reasons.has(campaignId)) inARow += 1;
			reasons.set(campaignId, failure);
			return inARow >= ENOUGH;
		},
		reason: (campaignId) => reasons.get(campaignId),
		allowed: () => {
			inARow = 0;
		},
	};
}
