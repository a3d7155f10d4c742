import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { prepareHome } from '../../scripts/n8n/home';
import { packPackage } from '../../scripts/n8n/pack';
import { provideN8n } from '../../scripts/n8n/provide';
import type { Owner } from '../../scripts/n8n/rest';
import { newOwner, startServer, type N8nServer } from '../../scripts/n8n/server';

/** What the tests get to know of the n8n that they share, in an environment variable. */
export interface SharedN8n {
	url: string;
	cookie: string;
	/** Who may log in. */
	owner: Owner;
	/** Its user folder. */
	folder: string;
}

export const SHARED_N8N = 'E2E_N8N';

/** Where the teardown, which runs in the same process, finds what to end. */
export const running: { server?: N8nServer; folders: string[] } = ((
	globalThis as { e2e?: typeof running }
).e2e ??= { folders: [] });

/**
 * Starts one n8n with the package of this checkout for all test files: the one that npm installs, or
 * the Docker image that N8N_IMAGE names (scripts/testImage.ts).
 */
export default async function setUp(): Promise<void> {
	const image = process.env.N8N_IMAGE;
	const n8n = image ? '' : await provideN8n();
	const tarball = await packPackage();
	const folder = await mkdtemp(join(tmpdir(), 'n8n-home-'));
	running.folders.push(dirname(tarball), folder);
	try {
		const home = await prepareHome(folder, n8n, tarball);
		running.server = await startServer({ ...home, image }, newOwner());
	} catch (error) {
		await tearDown();
		throw error;
	}
	const { url, cookie, owner } = running.server;
	process.env[SHARED_N8N] = JSON.stringify({ url, cookie, owner, folder } satisfies SharedN8n);
}

export async function tearDown(): Promise<void> {
	await running.server?.stop();
	for (const folder of running.folders) {
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	}
}
