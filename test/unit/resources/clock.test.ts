import type { IExecuteFunctions } from 'n8n-workflow';

import { clockOf } from '../../../nodes/EightByEightCampaigns/resources/clock';

/** An hour: a sleep that is not cut short would outlast the test. */
const LONG = 3_600_000;

const contextWith = (signal: AbortSignal) =>
	({ getExecutionCancelSignal: () => signal }) as unknown as IExecuteFunctions;

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
