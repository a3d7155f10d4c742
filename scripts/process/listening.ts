import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { stopProcess } from './run';

/** Milliseconds until a server must be ready; Redis and PostgreSQL take less than one second. */
const READY_WITHIN = 30_000;

/** Characters of its output that the error quotes. */
const QUOTED = 2_000;

/**
 * Waits until a server that was just started is ready.
 *
 * @param within milliseconds that it may take.
 * @throws Error with the last that it printed when it ends before, or is not ready in time.
 */
export async function untilListening(
	name: string,
	child: ChildProcess,
	isReady: () => Promise<boolean>,
	within = READY_WITHIN,
): Promise<void> {
	let printed = '';
	const keep = (text: string) => (printed = (printed + text).slice(-QUOTED));
	child.stdout?.setEncoding('utf8').on('data', keep);
	child.stderr?.setEncoding('utf8').on('data', keep);
	let failure: string | undefined;
	child.once('error', (error) => (failure = error.message));
	child.once('exit', (code) => (failure ??= `it ended with exit code ${code}`));

	const deadline = Date.now() + within;
	while (!(await isReady())) {
		if (Date.now() > deadline) failure ??= `it was not ready in ${within / 1_000} s`;
		if (failure !== undefined) {
			if (child.pid) await stopProcess(child);
			throw new Error(`${name} did not start: ${failure}\n${printed}`);
		}
		await sleep(50);
	}
}
