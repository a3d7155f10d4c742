import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Home } from '../n8n/home';
import { packPackage } from '../n8n/pack';
import { provideN8n } from '../n8n/provide';
import { prepareQueueHome, queueMode, startWorker, type Worker } from '../n8n/queueMode';
import { newOwner, startServer, type N8nServer } from '../n8n/server';
import { startPostgres } from '../process/postgres';
import { startRedis } from '../process/redis';
import { atEnd } from './ending';

/** n8n in queue mode. */
export interface QueueStage {
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
export async function startQueueMode(workers: number, concurrency: number): Promise<QueueStage> {
	const n8n = await provideN8n();
	const tarball = await packPackage();
	atEnd(() => rm(dirname(tarball), { recursive: true, force: true }));
	const folder = await mkdtemp(join(tmpdir(), 'queue-mode-'));
	atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

	const redis = await startRedis(folder);
	atEnd(() => redis.stop());
	const postgres = await startPostgres();
	atEnd(() => postgres.stop());
	const mode = queueMode(redis, postgres);
	const home = (name: string) => prepareQueueHome(join(folder, name), n8n, tarball, mode);

	// The main comes first: it creates the tables.
	const mainHome = await home('main');
	const main = await startServer(mainHome, newOwner(), undefined, mode.environment);
	atEnd(() => main.stop());
	const homes = await Promise.all(
		Array.from({ length: workers }, (_, i) => home(`worker-${i + 1}`)),
	);
	const started = await Promise.all(
		homes.map(async (workerHome) => {
			const worker = await startWorker(workerHome, mode, concurrency);
			atEnd(() => worker.stop());
			return worker;
		}),
	);
	return { main, mainHome, workers: started };
}
