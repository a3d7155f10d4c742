import { getEventListeners, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { deadline } from '../../../nodes/EightByEightCampaigns/client/deadline';

it('gives up when the time is over', async () => {
	const { signal } = deadline(5, undefined);
	expect(signal.aborted).toBe(false);
	await once(signal, 'abort');
});

it('gives up when the execution is cancelled', () => {
	const stop = new AbortController();
	const { signal } = deadline(60_000, stop.signal);
	stop.abort();
	expect(signal.aborted).toBe(true);
});

it('takes the longest time that an option can give for a long one', async () => {
	const { signal, release } = deadline(2 * (2 ** 31 - 1), undefined);
	await sleep(20);
	expect(signal.aborted).toBe(false);
	release();
});

it('leaves the signal of the execution alone once the request is over', () => {
	const stop = new AbortController();
	const { signal, release } = deadline(60_000, stop.signal);
	expect(getEventListeners(stop.signal, 'abort')).toHaveLength(1);
	release();
	expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
	stop.abort();
	expect(signal.aborted).toBe(false);
});
