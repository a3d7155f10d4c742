import fc from 'fast-check';

import {
	BASE_DELAY,
	MAX_DELAY,
	backoff,
	createPace,
} from '../../../nodes/EightByEightCampaigns/delivery/pace';
import { virtualClock } from '../helpers/clock';

const never = () => false;

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

describe('the pause of the run', () => {
	it('holds up nobody at first', async () => {
		const clock = virtualClock();
		await createPace(5, clock).ready(never);
		expect(clock.waits).toEqual([]);
	});

	it('holds up everybody until it is over', async () => {
		const clock = virtualClock();
		const pace = createPace(5, clock);
		pace.slowDown(3_000);
		await Promise.all([pace.ready(never), pace.ready(never)]);
		expect(clock.waits).toEqual([3_000, 3_000]);
		await pace.ready(never);
		expect(clock.waits).toHaveLength(2);
	});

	it('is the longest that 8x8 asked for', async () => {
		const clock = virtualClock();
		const pace = createPace(5, clock);
		pace.slowDown(3_000);
		pace.slowDown(1_000);
		await pace.ready(never);
		expect(clock.elapsed()).toBe(3_000);
	});

	it('counts from the moment of each request to slow down', async () => {
		const clock = virtualClock();
		const pace = createPace(5, clock);
		pace.slowDown(3_000);
		await clock.sleep(2_000);
		pace.slowDown(2_000);
		await pace.ready(never);
		expect(clock.elapsed()).toBe(4_000);
	});

	it('holds up those who wait already when it becomes longer', async () => {
		const clock = virtualClock();
		const pace = createPace(5, clock);
		pace.slowDown(1_000);
		const waiting = pace.ready(never);
		pace.slowDown(60_000);
		await waiting;
		expect(clock.elapsed()).toBe(60_000);
	});
});

describe('once nothing is to be sent any more', () => {
	it.each([
		['before', () => true],
		['during it', jest.fn().mockReturnValueOnce(false).mockReturnValue(true)],
	])('the pause does not go on: stopped %s', async (_, stopped: () => boolean) => {
		const clock = virtualClock({ onWait: () => pace.slowDown(60_000) });
		const pace = createPace(5, clock);
		pace.slowDown(1_000);
		await pace.ready(stopped);
		expect(clock.elapsed()).toBeLessThanOrEqual(1_000);
	});
});

describe('the requests in flight', () => {
	const passed = (pace: ReturnType<typeof createPace>, times: number) => {
		for (let time = 0; time < times; time++) pace.passed();
		return pace.limit();
	};

	it('are halved each time, down to one', () => {
		const pace = createPace(9, virtualClock());
		const limits = [1, 2, 3, 4, 5].map(() => {
			pace.slowDown(0);
			return pace.limit();
		});
		expect(limits).toEqual([4, 2, 1, 1, 1]);
	});

	it('become one more after each full round that gets through', () => {
		const pace = createPace(8, virtualClock());
		pace.slowDown(0);
		expect(pace.limit()).toBe(4);
		expect(passed(pace, 3)).toBe(4);
		expect(passed(pace, 1)).toBe(5);
		expect(passed(pace, 4)).toBe(5);
		expect(passed(pace, 1)).toBe(6);
	});

	it('start a new round when the rate is limited again', () => {
		const pace = createPace(8, virtualClock());
		pace.slowDown(0);
		passed(pace, 3);
		pace.slowDown(0);
		expect(pace.limit()).toBe(2);
		expect(passed(pace, 1)).toBe(2);
		expect(passed(pace, 1)).toBe(3);
	});

	it('are never more than asked for', () => {
		expect(passed(createPace(3, virtualClock()), 100)).toBe(3);
	});

	it('stay between one and what was asked for, and recover, whatever happens', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.boolean()), (most, events) => {
				const pace = createPace(most, virtualClock());
				for (const through of events) {
					if (through) pace.passed();
					else pace.slowDown(1);
					expect(pace.limit()).toBeGreaterThanOrEqual(1);
					expect(pace.limit()).toBeLessThanOrEqual(most);
				}
				expect(pace.progress()).toBe(events.filter(Boolean).length);
				expect(passed(pace, most * most)).toBe(most);
			}),
		);
	});
});
