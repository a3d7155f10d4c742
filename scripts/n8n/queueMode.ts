import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Postgres } from '../process/postgres';
import type { Redis } from '../process/redis';
import { freePort } from '../process/freePort';
import { n8nEnvironment, n8nProgram } from './cli';
import { prepareHome, type Home } from './home';
import { untilReady } from './ready';
import { startProcess, stopProcess } from '../process/run';

/** What a main and its workers share. */
export interface QueueMode {
	encryptionKey: string;
	/** The same for each of the processes. */
	environment: Record<string, string>;
}

/**
 * The settings of a queue mode. How long a worker may be silent until its jobs count as lost is much
 * shorter than n8n's default (a minute), so that a test need not wait as long.
 */
export function queueMode(redis: Redis, postgres: Postgres): QueueMode {
	const encryptionKey = randomBytes(24).toString('base64');
	return {
		encryptionKey,
		environment: {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres.port),
			DB_POSTGRESDB_DATABASE: postgres.database,
			DB_POSTGRESDB_USER: postgres.user,
			N8N_ENCRYPTION_KEY: encryptionKey,
			N8N_LOG_FORMAT: 'json',
			QUEUE_WORKER_LOCK_DURATION: '15000',
			QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
			QUEUE_WORKER_STALLED_INTERVAL: '5000',
		},
	};
}

/** A user folder for one of the processes, with the package installed and the shared key. */
export async function prepareQueueHome(
	folder: string,
	n8n: string,
	tarball: string,
	{ encryptionKey }: QueueMode,
): Promise<Home> {
	await mkdir(join(folder, '.n8n'), { recursive: true });
	// n8n does not start with another key in the folder than in the environment.
	const settings = JSON.stringify({ encryptionKey });
	await writeFile(join(folder, '.n8n', 'config'), settings, { mode: 0o600 });
	return await prepareHome(folder, n8n, tarball);
}

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
 * @param concurrency executions at once.
 * @throws Error with the last lines of its log when it does not start.
 */
export async function startWorker(
	home: Home,
	{ environment }: QueueMode,
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
	await untilReady(child, home, [`http://127.0.0.1:${port}/healthz/readiness`]);
	return {
		pid: child.pid ?? 0,
		home,
		kill: () => void child.kill('SIGKILL'),
		stop: () => stopProcess(child),
	};
}
