import { MAX_PAUSE, createLimit } from '../../../nodes/EightByEightCampaigns/delivery/limit';
import { virtualClock } from '../helpers/clock';

function start(random = 0) {
	const clock = virtualClock({ random: [random] });
	const limit = createLimit(clock);
	/** Refuses one request after the other, each sent at the end of the pause before. */
	const refuseInTurn = async (times: number) => {
		const pauses: Array<number | undefined> = [];
		for (let n = 0; n < times; n++) {
			const pause = limit.refused(clock.now(), undefined);
			pauses.push(pause);
			if (pause === undefined) break;
			await clock.sleep(Math.max(1, pause));
		}
		return pauses;
	};
	return { clock, limit, refuseInTurn };
}

it('pauses as long as 8x8 asks', () => {
	const { limit, clock } = start();
	expect(limit.refused(clock.now(), 7_000)).toBe(7_000);
	expect(limit.refused(clock.now(), 20)).toBe(20);
});

it('doubles its pauses up to a minute where 8x8 asks for none', async () => {
	const { refuseInTurn } = start();
	expect(await refuseInTurn(7)).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
});

it('makes its pauses longer by chance, never shorter', async () => {
	const { refuseInTurn } = start(0.99);
	const [first] = await refuseInTurn(1);
	expect(first).toBeCloseTo(2_000 * (1 + 0.99 / 4));
});

it('begins with a short pause again once a request got through', async () => {
	const { limit, clock, refuseInTurn } = start();
	await refuseInTurn(3);
	expect(limit.isClosed()).toBe(true);
	expect(limit.passed(clock.now())).toBe(true);
	expect(limit.isClosed()).toBe(false);
	expect(limit.passed(clock.now())).toBe(false);
	expect((await refuseInTurn(1))[0]).toBe(2_000);
});

it('learns nothing from requests that left before the last refusal came', async () => {
	const { limit, clock } = start();
	const left = clock.now();
	await clock.sleep(10);
	expect(limit.refused(left, undefined)).toBe(2_000);
	expect(limit.refused(left, undefined)).toBe(0);
	expect(limit.passed(left)).toBe(false);
	await clock.sleep(2_000);
	expect(limit.refused(clock.now(), undefined)).toBe(4_000);
});

it('learns nothing from a request that left in the moment of the refusal', () => {
	const { limit, clock } = start();
	limit.refused(clock.now(), undefined);
	expect(limit.refused(clock.now(), undefined)).toBe(0);
	expect(limit.passed(clock.now())).toBe(false);
});

it('opens for a request that left after the refusal, whatever was refused late', async () => {
	const { limit, clock } = start();
	const before = clock.now();
	await clock.sleep(10);
	limit.refused(before, undefined);
	await clock.sleep(10);
	const after = clock.now();
	await clock.sleep(10);
	limit.refused(before, undefined);
	expect(limit.passed(after)).toBe(true);
});

describe('is given up', () => {
	it('when nothing has got through for five minutes', async () => {
		const { refuseInTurn, clock } = start();
		const pauses = await refuseInTurn(100);
		expect(pauses.at(-1)).toBeUndefined();
		expect(clock.elapsed()).toBeGreaterThanOrEqual(MAX_PAUSE);
		expect(clock.elapsed()).toBeLessThan(MAX_PAUSE + 60_000);
	});

	it.each([
		[MAX_PAUSE - 1, 20],
		[MAX_PAUSE, undefined],
	])(
		'not before five minutes have passed since the first refusal: %i ms',
		async (elapsed, pause) => {
			const { limit, clock } = start();
			limit.refused(clock.now(), 20);
			await clock.sleep(elapsed);
			expect(limit.refused(clock.now(), 20)).toBe(pause);
		},
	);

	it.each([
		[MAX_PAUSE, MAX_PAUSE],
		[MAX_PAUSE + 1, undefined],
		[Infinity, undefined],
	])('when 8x8 asks for more than five minutes: %i', (told, pause) => {
		const { limit, clock } = start();
		expect(limit.refused(clock.now(), told)).toBe(pause);
	});
});
