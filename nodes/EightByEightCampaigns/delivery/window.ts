import type { RateLimit } from '../client/rateLimit';
import type { Clock } from './clock';
import { MAX_PAUSE } from './limit';

/** The window of 8x8's rate limit, as its answers tell it. */
export interface Window {
	/** Milliseconds until the window ends, if no request is left in it; else 0. */
	wait: () => number;
	/** A request leaves. */
	sent: () => void;
	/** @param underWay requests that may not be counted yet in what the answer tells */
	told: (limit: RateLimit, underWay: number) => void;
}

/** Nothing is held back until an answer tells of a window. */
export function createWindow({ now }: Pick<Clock, 'now'>): Window {
	let left = Infinity;
	let endsAt = 0;
	return {
		wait: () => (left < 1 ? Math.max(0, endsAt - now()) : 0),
		sent: () => {
			left -= 1;
		},
		told: (limit, underWay) => {
			// A window that ends in hours would stop the run. The next answer tells whether it does.
			if (limit.endsIn > MAX_PAUSE) return;
			left = limit.left - underWay;
			endsAt = now() + limit.endsIn;
		},
	};
}
