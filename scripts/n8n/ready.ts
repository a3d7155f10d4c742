import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from './home';
import { stopProcess } from '../process/run';

/** Milliseconds until n8n must be ready; a cold one takes 5 to 9 seconds, more on a busy machine. */
const READY_WITHIN = 120_000;

/** Lines of n8n's log that an error quotes: the log itself goes with a temporary home. */
const QUOTED_LINES = 20;

async function answers(address: string): Promise<boolean> {
	try {
		return (await fetch(address)).ok;
	} catch {
		return false;
	}
}

async function notReady(home: Home, what: string): Promise<Error> {
	const lines = (await readFile(home.log, 'utf8')).trimEnd().split('\n').slice(-QUOTED_LINES);
	return new Error([`${what}. It said:`, ...lines].join('\n'));
}

/**
 * Waits until an n8n process that was just started answers all the addresses, one after the other.
 *
 * @throws Error with the last lines of its log when it ends before, or is not ready in time.
 */
export async function untilReady(
	child: ChildProcess,
	home: Home,
	addresses: string[],
): Promise<void> {
	const deadline = Date.now() + READY_WITHIN;
	for (const address of addresses) {
		while (!(await answers(address))) {
			if (child.exitCode !== null) throw await notReady(home, 'n8n did not start');
			if (Date.now() > deadline) {
				await stopProcess(child);
				throw await notReady(home, `n8n was not ready in ${READY_WITHIN / 1_000} s`);
			}
			await sleep(200);
		}
	}
}
