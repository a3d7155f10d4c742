import fc from 'fast-check';

import {
	BASE_DELAY,
	MAX_DELAY,
	backoff,
} from '../../../nodes/EightByEightCampaigns/delivery/backoff';

describe('backoff', () => {
	it('doubles its longest delay with every retry, up to a cap', () => {
		const longest = [0, 1, 2, 3, 4, 5, 6, 7, 50, 5_000].map((retry) => backoff(retry, () => 1));
		expect(longest).toEqual([
			500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000, 20_000, 20_000,
		]);
	});

	it('has full jitter: anything from nothing to the longest delay', () => {
		expect(backoff(3, () => 0)).toBe(0);
		expect(backoff(3, () => 0.25)).toBe(1_000);
	});

	it('is never negative nor beyond the cap', () => {
		fc.assert(
			fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (retry, random) => {
				const delay = backoff(retry, () => random);
				expect(delay).toBeGreaterThanOrEqual(0);
				expect(delay).toBeLessThanOrEqual(Math.min(MAX_DELAY, BASE_DELAY * 2 ** retry));
			}),
		);
	});
});
