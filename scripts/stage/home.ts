import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { N8N_VERSION } from '../n8n/version';
import { prepareHome, type Home } from '../n8n/home';
import { packPackage } from '../n8n/pack';
import { provideN8n } from '../n8n/provide';
import { atEnd } from './ending';

/**
 * A user folder of n8n with the package of this checkout installed.
 *
 * @param folder where; without one, a temporary folder that is removed at the end.
 */
export async function stageHome(folder?: string): Promise<Home> {
	const n8n = await provideN8n();
	console.log(`Building and packing the node, and installing it in n8n ${N8N_VERSION} …`);
	const tarball = await packPackage();
	atEnd(() => rm(dirname(tarball), { recursive: true, force: true }));
	if (folder) return await prepareHome(folder, n8n, tarball);
	const temporary = await mkdtemp(join(tmpdir(), 'n8n-home-'));
	atEnd(() => rm(temporary, { recursive: true, force: true, maxRetries: 5 }));
	return await prepareHome(temporary, n8n, tarball);
}
