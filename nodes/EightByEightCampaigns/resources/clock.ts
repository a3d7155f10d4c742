import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { isCancelled } from '../client/connection';
import type { Clock } from '../delivery/clock';

/** Longest nap, in milliseconds: how late it is noticed that the wait is over. */
const NAP = 250;

/** Real time. n8n's sleep cannot be ended early, so a long wait is taken in naps. */
export const clockOf = (context: IExecuteFunctions): Clock => ({
	now: Date.now,
	random: Math.random,
	sleep: async (milliseconds, over) => {
		const end = Date.now() + milliseconds;
		const goesOn = () => !isCancelled(context) && !over?.();
		for (let left = milliseconds; left > 0 && goesOn(); left = end - Date.now()) {
			await sleep(Math.min(left, NAP));
		}
	},
});

/** Resolves after one turn of the event loop, so that started requests leave. */
export const turn = () => sleep(0);
