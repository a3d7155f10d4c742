import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inCache, PROJECT } from '../process/folders';
import { withLock } from '../process/lock';
import { run } from '../process/run';

/**
 * Builds the package and packs it as it would be published. One process at a time: building empties
 * `dist` first.
 *
 * @returns the tarball, in a temporary folder of its own.
 * @throws Error with the compiler's or npm's last lines when it fails.
 */
export async function packPackage(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-8x8-campaigns-'));
	return await withLock(
		inCache('build.lock'),
		() => console.error('Waiting for another process that builds the package …'),
		async () => {
			await run('npm', ['run', '--silent', 'build:dist'], { cwd: PROJECT });
			const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
			const [packed] = JSON.parse(await run('npm', pack, { cwd: PROJECT })) as [
				{ filename: string },
			];
			return join(folder, packed.filename);
		},
	);
}
