import type { Refusal } from '../../../nodes/EightByEightCampaigns/client/refusal';
import type { Verdict } from '../../../nodes/EightByEightCampaigns/client/verdict';

/** A refusal as the client hands it to delivery. */
export const refusal = (verdict: Verdict, more: Partial<Refusal> = {}): Refusal => ({
	verdict,
	failure: { code: 'serverError', message: verdict },
	...more,
});

/** 429. */
export const limited = (retryAfter?: number): Refusal =>
	refusal('tryAgain', {
		failure: { code: 'rateLimited', message: 'limited' },
		throttled: true,
		retryAfter,
	});

/** Answers one after the other; the last one repeats. Counts the requests. */
export function answers<T>(...list: T[]) {
	const send = () => {
		send.count += 1;
		return Promise.resolve(list[Math.min(send.count, list.length) - 1]!);
	};
	send.count = 0;
	return send;
}
