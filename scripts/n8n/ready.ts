import type { ChildProcess } from 'node:child_process';
import { untilListening } from '../process/listening';

/** Milliseconds until n8n must be ready; a cold one takes 5 to 9 seconds, more on a busy machine. */
const READY_WITHIN = 120_000;

async function allAnswer(addresses: string[]): Promise<boolean> {
	try {
		for (const address of addresses) if (!(await fetch(address)).ok) return false;
		return true;
	} catch {
		return false;
	}
}

/**
 * Waits until an n8n process that was just started answers all the addresses.
 *
 * @throws Error with the last that it printed when it ends before, or is not ready in time.
 */
export async function untilReady(child: ChildProcess, addresses: string[]): Promise<void> {
	await untilListening('n8n', child, () => allAnswer(addresses), READY_WITHIN);
}
