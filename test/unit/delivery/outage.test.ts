import { createOutage } from '../../../nodes/EightByEightCampaigns/delivery/outage';
import { virtualClock } from '../helpers/clock';

const MINUTE = 60_000;

/** Gives up one request after the other, each sent at the end of the pause before, until the end. */
async function giveUpAll(timeouts: number, each = 0) {
	const clock = virtualClock({ random: [0] });
	const outage = createOutage(timeouts, clock);
	let requests = 0;
	for (let pause: number | undefined = 0; pause !== undefined; requests++) {
		await clock.sleep(pause);
		const sentAt = clock.now();
		await clock.sleep(each || 1);
		pause = outage.givenUp(sentAt);
	}
	return { requests, elapsed: clock.elapsed() };
}

it('ends a run after some requests, however long each has taken', async () => {
	expect(await giveUpAll(4 * 30_000, 30_000)).toMatchObject({ requests: 5 });
});

it.each([
	['at most two minutes, and one pause more', 4 * 30_000, 2 * MINUTE, 2.5 * MINUTE],
	['at least ten seconds', 1_000, MINUTE / 6, MINUTE / 3],
])('waits %s', async (_, timeouts, least, most) => {
	const { elapsed } = await giveUpAll(timeouts);
	expect(elapsed).toBeGreaterThanOrEqual(least);
	expect(elapsed).toBeLessThan(most);
});

it('counts requests that were under way at once as one', () => {
	const clock = virtualClock();
	const outage = createOutage(0, clock);
	const sentAt = clock.now() - 1;
	for (let n = 0; n < 100; n++) expect(outage.givenUp(sentAt)).toBe(0);
	expect(outage.isOn()).toBe(true);
});

it('makes no pause for one request, and longer ones for each further one', async () => {
	const clock = virtualClock({ random: [0] });
	const outage = createOutage(120_000, clock);
	const pauses: Array<number | undefined> = [];
	for (let n = 0; n < 8; n++) {
		await clock.sleep(1);
		pauses.push(outage.givenUp(clock.now()));
	}
	expect(pauses).toEqual([0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

it.each([0, 0.99])('makes its pauses longer by chance, never shorter: %d', async (random) => {
	const clock = virtualClock({ random: [random] });
	const outage = createOutage(0, clock);
	outage.givenUp(clock.now());
	await clock.sleep(1);
	expect(outage.givenUp(clock.now())).toBeCloseTo(1_000 * (1 + random / 4));
});

it.each([
	['no answer for less than its patience', 9_999, true],
	['no answer for as long as its patience', 10_000, false],
])('goes on or ends after five requests and %s', async (_, elapsed, goesOn) => {
	const clock = virtualClock();
	const outage = createOutage(0, clock);
	for (let n = 0; n < 4; n++) outage.givenUp(clock.now());
	await clock.sleep(elapsed);
	expect(outage.givenUp(clock.now()) !== undefined).toBe(goesOn);
});

it('begins again after an answer', async () => {
	const clock = virtualClock({ random: [0] });
	const outage = createOutage(0, clock);
	for (let n = 0; n < 100; n++) {
		const sentAt = clock.now();
		await clock.sleep(10_000);
		expect(outage.givenUp(sentAt)).toBeDefined();
		expect(outage.isOn()).toBe(true);
		if (n % 4 === 3) outage.answered();
	}
});
