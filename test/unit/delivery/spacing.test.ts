import { createSpacing } from '../../../nodes/EightByEightCampaigns/delivery/spacing';
import { virtualClock } from '../helpers/clock';

function start(requestsPerMinute = 0) {
	const clock = virtualClock();
	const spacing = createSpacing(requestsPerMinute, clock);
	/** Sends as soon as it may; returns the milliseconds between the requests. */
	const send = async (times: number) => {
		const waits: number[] = [];
		for (let n = 0; n < times; n++) {
			const wait = Math.max(0, spacing.wait());
			waits.push(wait);
			if (wait > 0) await clock.sleep(wait);
			spacing.sent();
			spacing.passed();
		}
		return waits;
	};
	/** 8x8 refuses requests for that long, then takes one. */
	const closeFor = async (milliseconds: number) => {
		await clock.sleep(milliseconds);
		spacing.sent();
		spacing.reopened();
		spacing.passed();
	};
	return { clock, spacing, send, closeFor };
}

it('keeps nothing apart at first', async () => {
	expect(await start().send(3)).toEqual([0, 0, 0]);
});

it('keeps requests as far apart as the user asks for', async () => {
	expect(await start(60).send(3)).toEqual([0, 1_000, 1_000]);
	expect(await start(0.5).send(2)).toEqual([0, 120_000]);
});

it('keeps the rate at which requests got through, its closed time included', async () => {
	const { send, closeFor } = start();
	await send(20);
	await closeFor(10_000);
	expect((await send(5)).slice(1)).toEqual([500, 500, 500, 500]);
});

it('raises the rate slowly, then fast', async () => {
	const { send, closeFor } = start();
	await send(20);
	await closeFor(10_000);
	const waits = await send(100);
	expect(waits[9]).toBe(500);
	expect(waits[20]).toBeGreaterThan(400);
	expect(waits[31]).toBeLessThan(251);
	expect(waits[99]).toBeLessThan(10);
});

it('takes a limit with two windows for the slower one', async () => {
	const { send, closeFor } = start();
	for (let n = 0; n < 5; n++) {
		await send(19);
		await closeFor(10_000);
	}
	// The longer window closes right after the shorter one has opened.
	await closeFor(10_000);
	const [, wait] = await send(2);
	// By the last opening alone, it would be ten seconds.
	expect(wait).toBeGreaterThan(500);
	expect(wait).toBeLessThan(3_000);
});

it('counts the time of a spell in which nothing was sent', async () => {
	const { clock, send, closeFor } = start();
	await send(1);
	await clock.sleep(10_000);
	await send(19);
	await closeFor(10_000);
	expect((await send(2))[1]).toBe(1_000);
});

it.each([
	['counts', 'a minute', 60_000, 60_000 / 101],
	['does not count', 'more than a minute', 60_001, 59_001],
])('%s what got through since an opening of %s ago', async (_does, _ago, elapsed, interval) => {
	const { send, closeFor } = start();
	await send(100);
	await closeFor(1_000);
	await closeFor(elapsed - 1_000);
	expect((await send(2))[1]).toBeCloseTo(interval);
});

it('looks at the last opening alone where it is more than a minute ago', async () => {
	const { send, closeFor } = start();
	for (let n = 0; n < 2; n++) {
		await send(100);
		await closeFor(1_000);
	}
	await closeFor(100_000);
	expect((await send(2))[1]).toBe(100_000);
});

it('is never faster than the user asks for', async () => {
	const { send, closeFor } = start(6_000);
	await send(20);
	await closeFor(10_000);
	expect(Math.min(...(await send(100)).slice(1))).toBe(10);
});

it('learns nothing while nothing got through', async () => {
	const { clock, spacing } = start();
	spacing.sent();
	await clock.sleep(60_000);
	spacing.reopened();
	spacing.sent();
	expect(spacing.wait()).toBe(0);
});
