import type { IExecuteFunctions } from 'n8n-workflow';

import { countText } from '../countText';

/** Milliseconds between two lines in the log. */
const INTERVAL = 5_000;

/**
 * Tells in the log how far a long run has come; a run shorter than the interval says nothing.
 *
 * @param total records to be sent
 * @returns takes how many more records 8x8 has accepted
 */
export function progressLog(
	context: IExecuteFunctions,
	total: number,
	now: () => number,
): (accepted: number) => void {
	let sum = 0;
	let last = now();
	return (accepted) => {
		sum += accepted;
		if (now() - last < INTERVAL) return;
		last = now();
		context.logger.info(
			`8x8 campaigns: ${countText(sum)} of ${countText(total)} records added so far`,
			{ node: context.getNode().name },
		);
	};
}
