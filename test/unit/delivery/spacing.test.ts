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

it('learns nothing from what got through before the limit first opened: others may have used it up', async () => {
	const { send, closeFor } = start();
	await send(1);
	await closeFor(59_000);
	expect(await send(3)).toEqual([0, 0, 0]);
});

it('keeps the rate at which requests got through, its closed time included', async () => {
	const { send, closeFor } = start();
	await closeFor(0);
	await send(19);
	await closeFor(10_000);
	for (const wait of (await send(5)).slice(1)) expect(wait).toBeCloseTo(500, 0);
});

it('raises the rate slowly, then fast', async () => {
	const { send, closeFor } = start();
	await closeFor(0);
	await send(99);
	await closeFor(10_000);
	const waits = await send(100);
	expect(waits[9]).toBeCloseTo(100, 0);
	expect(waits[20]).toBeGreaterThan(80);
	expect(waits[31]).toBeLessThan(51);
	expect(waits[99]).toBeLessThan(2);
});

it.each([
	[20_000, 2],
	[60_000, 28],
])('raises a slow rate by time: after %i ms to %i times of it', async (elapsed, times) => {
	const { clock, spacing, closeFor } = start();
	await closeFor(0);
	await closeFor(59_000);
	await closeFor(59_000);
	await clock.sleep(elapsed);
	spacing.sent();
	expect(spacing.wait()).toBeCloseTo(59_000 / times);
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
	await closeFor(0);
	await clock.sleep(10_000);
	await send(19);
	await closeFor(10_000);
	expect((await send(2))[1]).toBe(1_000);
});

/** So many requests get through in each of the spells, which are that many milliseconds long. */
async function spells(...all: Array<[requests: number, length: number]>) {
	const run = start();
	await run.closeFor(0);
	for (const [requests, length] of all) {
		for (let n = 1; n < requests; n++) run.spacing.passed();
		await run.closeFor(length);
	}
	return (await run.send(2))[1];
}

it.each([
	['counts', 'a minute', 60_000, 60_000 / 102],
	['does not count', 'more than a minute', 60_001, 29_001],
])('%s what got through since an opening of %s ago', async (_does, _ago, ago, interval) => {
	const wait = await spells([100, 1_000], [1, 30_000], [1, ago - 31_000]);
	expect(wait).toBeCloseTo(interval);
});

it('looks at the last two openings where they are longer ago', async () => {
	expect(await spells([100, 1_000], [100, 100_000], [1, 100_000])).toBeCloseTo(200_000 / 101);
	expect(await spells([100, 1_000], [1, 100_000], [1, 100_000])).toBe(100_000);
});

it('is never faster than the user asks for', async () => {
	const { send, closeFor } = start(6_000);
	await closeFor(0);
	await send(19);
	await closeFor(10_000);
	expect(Math.min(...(await send(100)).slice(1))).toBe(10);
});

it('learns nothing while nothing got through', async () => {
	const { clock, spacing } = start();
	spacing.reopened();
	await clock.sleep(60_000);
	spacing.reopened();
	spacing.sent();
	expect(spacing.wait()).toBe(0);
});
