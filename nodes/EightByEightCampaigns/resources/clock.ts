import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { isCancelled } from '../client/connection';
import type { Clock } from '../delivery/clock';

/** Longest nap, in milliseconds: how late it is noticed that the wait is over. */
const NAP = 250;

/** Shortest wait that is told in the log, in milliseconds: an operator may think that the run hangs. */
const LONG_WAIT = 10_000;

/**
 * Real time, whatever is done to the time of day: a correction by an hour would end each wait, or make it
 * an hour longer. n8n's sleep cannot be ended early, so a long wait is taken in naps.
 */
export function clockOf(context: IExecuteFunctions): Clock {
	const tellOfWait = waitLog(context);
	return {
		now,
		random: Math.random,
		sleep: async (milliseconds, over) => {
			const end = now() + milliseconds;
			const goesOn = () => !isCancelled(context) && !over?.();
			if (milliseconds >= LONG_WAIT && goesOn()) tellOfWait(milliseconds);
			for (let left = milliseconds; left > 0 && goesOn(); left = end - now()) {
				await sleep(Math.min(left, NAP));
			}
		},
	};
}

const now = () => performance.now();

/** Several senders may wait for the same time: that is told once. */
function waitLog(context: IExecuteFunctions): (milliseconds: number) => void {
	let toldUntil = 0;
	return (milliseconds) => {
		if (now() + milliseconds < toldUntil + LONG_WAIT) return;
		toldUntil = now() + milliseconds;
		context.logger.info(
			`8x8 campaigns: waits ${Math.round(milliseconds / 1000)} seconds, for the rate limit or until 8x8 can be reached`,
			{ node: context.getNode().name },
		);
	};
}

/** Resolves after one turn of the event loop, so that started requests leave. */
export const turn = () => sleep(0);
