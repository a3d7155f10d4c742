import type { IExecuteFunctions } from 'n8n-workflow';

import { clockOf } from '../../../nodes/EightByEightCampaigns/resources/clock';

/** An hour: a sleep that is not cut short would outlast the test. */
const LONG = 3_600_000;

const contextWith = (signal: AbortSignal, logged: string[] = []) =>
	({
		getExecutionCancelSignal: () => signal,
		getNode: () => ({ name: 'Add' }),
		logger: { info: (line: string) => logged.push(line) },
	}) as unknown as IExecuteFunctions;

it('sleeps no longer once the execution is cancelled', async () => {
	const controller = new AbortController();
	const sleeping = clockOf(contextWith(controller.signal)).sleep(LONG);
	controller.abort();
	await sleeping;
});

it('sleeps no longer once there is nothing more to wait for', async () => {
	let over = false;
	const sleeping = clockOf(contextWith(new AbortController().signal)).sleep(LONG, () => over);
	over = true;
	await sleeping;
});

it('does not sleep at all when there is nothing to wait for', async () => {
	await clockOf(contextWith(new AbortController().signal)).sleep(LONG, () => true);
});

it('sleeps as long as it was asked to otherwise', async () => {
	const begin = Date.now();
	await clockOf(contextWith(new AbortController().signal)).sleep(20, () => false);
	// A timer of Node.js may end a millisecond early.
	expect(Date.now() - begin).toBeGreaterThanOrEqual(19);
});

it.each([
	['back', -3_600_000],
	['forward', 3_600_000],
])('sleeps no longer and no shorter when the time of day is set %s', async (_, step) => {
	const ofDay = Date.now;
	const begin = performance.now();
	const sleeping = clockOf(contextWith(new AbortController().signal)).sleep(300);
	const corrected = jest.spyOn(Date, 'now').mockImplementation(() => ofDay() + step);
	try {
		await sleeping;
	} finally {
		corrected.mockRestore();
	}
	expect(performance.now() - begin).toBeGreaterThanOrEqual(299);
});

describe('a wait in the log', () => {
	/** Begins the sleeps, one after the other, and ends them all. @returns what was logged */
	async function loggedBy(...waits: number[]): Promise<string[]> {
		const logged: string[] = [];
		const clock = clockOf(contextWith(new AbortController().signal, logged));
		let over = false;
		const sleeping = waits.map((milliseconds) => clock.sleep(milliseconds, () => over));
		over = true;
		await Promise.all(sleeping);
		return logged;
	}

	it('is told with its length when it begins', async () => {
		expect(await loggedBy(90_000)).toEqual([expect.stringMatching(/waits 90 seconds/)]);
	});

	it('is told once for all that wait for the same time', async () => {
		expect(await loggedBy(90_000, 90_000, 89_999)).toHaveLength(1);
	});

	it('is told again when it gets longer', async () => {
		expect(await loggedBy(60_000, 120_000)).toHaveLength(2);
	});

	it('is not told when it is short', async () => {
		expect(await loggedBy(9_999)).toEqual([]);
	});
});
