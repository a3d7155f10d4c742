import { freePort } from '../process/freePort';
import { startProcess, stopProcess } from '../process/run';
import { n8nEnvironment, n8nProgram } from './command';
import type { Home } from './home';
import { untilReady } from './ready';

/** A running worker. */
export interface Worker {
	pid: number;
	home: Home;
	/** Ends it as a crash or the kernel does: it cannot tell anybody. */
	kill(): void;
	stop(): Promise<void>;
}

/**
 * Starts a worker.
 *
 * @param environment what it shares with the main.
 * @param concurrency executions at once.
 * @throws Error with the last lines of its log when it does not start.
 */
export async function startWorker(
	home: Home,
	environment: Record<string, string>,
	concurrency: number,
): Promise<Worker> {
	const port = await freePort();
	const command = [n8nProgram(home), 'worker', `--concurrency=${concurrency}`];
	const child = startProcess(process.execPath, command, {
		cwd: home.folder,
		env: {
			...(await n8nEnvironment(home)),
			...environment,
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		},
		log: home.log,
	});
	await untilReady(child, [`http://127.0.0.1:${port}/healthz/readiness`]);
	return {
		pid: child.pid ?? 0,
		home,
		kill: () => void child.kill('SIGKILL'),
		stop: () => stopProcess(child),
	};
}
