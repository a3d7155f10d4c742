import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import envPaths from 'env-paths';

/** The root of this project. */
export const PROJECT = join(__dirname, '..', '..');

/**
 * A path in the folder that outlives the checkout: the cache folder of the operating system, or
 * N8N_DEMO_CACHE. A whole n8n takes minutes and 3 GB, so a fresh clone has to find the last one.
 */
export function inCache(...names: string[]): string {
	const folder =
		process.env.N8N_DEMO_CACHE || envPaths('n8n-nodes-8x8-campaigns', { suffix: '' }).cache;
	mkdirSync(folder, { recursive: true });
	return join(folder, ...names);
}
