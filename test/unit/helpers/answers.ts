import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import type { Verdict } from '../../../nodes/EightByEightCampaigns/client/verdict';

/** A refusal as the client hands it to delivery. */
export const refusal = (verdict: Verdict, more: Partial<NoSuccess> = {}): NoSuccess => ({
	verdict,
	failure: { code: 'serverError', message: verdict },
	...more,
});

/** 429. */
export const limited = (retryAfter?: number): NoSuccess =>
	refusal('tryAgain', {
		failure: { code: 'rateLimited', message: 'limited' },
		limited: true,
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
