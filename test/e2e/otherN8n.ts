import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareHome } from '../../scripts/n8n/home';
import { provideN8n } from '../../scripts/n8n/provide';
import { newOwner, startServer, type N8nServer } from '../../scripts/n8n/server';
import { atEnd } from '../../scripts/process/ending';

/** n8n does not start when it is told to leave out a module that it does not have. */
function withoutUnknownModules(n8n: string): Record<string, string> {
	const registry = join(n8n, 'node_modules', 'n8n', 'dist', 'modules', 'mcp-registry');
	return existsSync(registry) ? {} : { N8N_DISABLED_MODULES: '' };
}

/**
 * Starts an n8n of that version beside the shared one, with a user folder of its own and the package
 * in it, and sets up its owner. `end` ends it.
 */
export async function startOtherN8n(version: string, tarball: string): Promise<N8nServer> {
	const n8n = await provideN8n(version);
	const folder = await mkdtemp(join(tmpdir(), `n8n-${version}-`));
	atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
	const home = await prepareHome(folder, n8n, tarball);
	const server = await startServer(home, newOwner(), undefined, withoutUnknownModules(n8n));
	atEnd(() => server.stop());
	return server;
}
