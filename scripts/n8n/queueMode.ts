import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { atEnd } from '../process/ending';
import { startPostgres, type Postgres } from '../process/postgres';
import { startRedis, type Redis } from '../process/redis';
import { prepareHome, type Home } from './home';
import { packPackage } from './pack';
import { provideN8n } from './provide';
import { newOwner, startServer, type N8nServer } from './server';
import { startWorker, type Worker } from './worker';

/**
 * The settings that a main and its workers share. A silent worker loses its jobs after a time much
 * shorter than n8n's default (a minute), so that a test need not wait as long.
 */
function sharedSettings(redis: Redis, postgres: Postgres, encryptionKey: string) {
	return {
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
	};
}

/** n8n in queue mode. */
export interface QueueMode {
	main: N8nServer;
	mainHome: Home;
	workers: Worker[];
}

/**
 * Starts Redis, PostgreSQL, one main and some workers, each with a user folder of its own and the
 * package of this checkout in it. It all ends with the script.
 *
 * @param concurrency executions at once, in each of the workers.
 */
export async function startQueueMode(workers: number, concurrency: number): Promise<QueueMode> {
	const n8n = await provideN8n();
	const tarball = await packPackage();
	atEnd(() => rm(dirname(tarball), { recursive: true, force: true }));
	const folder = await mkdtemp(join(tmpdir(), 'queue-mode-'));
	atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

	const redis = await startRedis(folder);
	atEnd(() => redis.stop());
	const postgres = await startPostgres();
	atEnd(() => postgres.stop());
	// n8n does not start with another key in its folder than in the environment.
	const encryptionKey = randomBytes(24).toString('base64');
	const settings = sharedSettings(redis, postgres, encryptionKey);
	const home = (name: string) => prepareHome(join(folder, name), n8n, tarball, encryptionKey);

	// The main comes first: it creates the tables.
	const mainHome = await home('main');
	const main = await startServer(mainHome, newOwner(), undefined, settings);
	atEnd(() => main.stop());
	const started = await Promise.all(
		Array.from({ length: workers }, async (_, i) => {
			const worker = await startWorker(await home(`worker-${i + 1}`), settings, concurrency);
			atEnd(() => worker.stop());
			return worker;
		}),
	);
	return { main, mainHome, workers: started };
}
