import { createWaiting } from '../../../nodes/EightByEightCampaigns/delivery/waiting';
import { virtualClock } from '../helpers/clock';

async function waitsOf(maxWait: number) {
	const clock = virtualClock();
	const waiting = createWaiting(maxWait, clock);
	// A wait without end should fail, not hang.
	while (clock.waits.length < 1_000 && (await waiting.wait()));
	return clock.waits;
}

it.each([0, -1])('does not wait at all with %i', async (maxWait) => {
	expect(await waitsOf(maxWait)).toEqual([]);
});

it.each([100, 250, 60_000, 61_234])(
	'waits %i ms in all, and not a moment longer',
	async (maxWait) => {
		const waits = await waitsOf(maxWait);
		expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(maxWait);
	},
);

it('asks soon at first, then less often', async () => {
	expect(await waitsOf(20_000)).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 2_250]);
});

it('is over for those who ask, too, from their first question on', async () => {
	const clock = virtualClock();
	const waiting = createWaiting(1_000, clock);
	await clock.sleep(5_000);
	expect(waiting.isOver()).toBe(false);
	await clock.sleep(999);
	expect(waiting.isOver()).toBe(false);
	await clock.sleep(1);
	expect(waiting.isOver()).toBe(true);
	expect(await waiting.wait()).toBe(false);
});

it('counts from the first refusal, not from the start of the run', async () => {
	const clock = virtualClock();
	const waiting = createWaiting(1_000, clock);
	await clock.sleep(5_000);
	expect(await waiting.wait()).toBe(true);
});

it('counts what passes between the waits', async () => {
	const clock = virtualClock();
	const waiting = createWaiting(1_000, clock);
	await waiting.wait();
	await clock.sleep(5_000);
	expect(await waiting.wait()).toBe(false);
});

it('stays over once it is over', async () => {
	const clock = virtualClock();
	const waiting = createWaiting(100, clock);
	expect([await waiting.wait(), await waiting.wait(), await waiting.wait()]).toEqual([
		true,
		false,
		false,
	]);
});
