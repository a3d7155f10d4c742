import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '../process/run';

/** The parts of a package.json that the installer looks at. */
interface Manifest {
	name: string;
	version: string;
	[key: string]: unknown;
}

/** What n8n takes out of the package.json: a package finds what n8n itself brings. */
const DROPPED = ['devDependencies', 'peerDependencies', 'optionalDependencies'];

/** The arguments with which n8n calls npm. Only the last is ours: it stops the notice about a newer npm. */
const NPM_INSTALL = [
	'install',
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
	'--update-notifier=false',
];

async function dropDependencies(folder: string): Promise<Manifest> {
	const file = join(folder, 'package.json');
	const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
	const kept = Object.entries(manifest).filter(([key]) => !DROPPED.includes(key));
	await writeFile(file, JSON.stringify(Object.fromEntries(kept), null, 2));
	return manifest;
}

/**
 * Installs a packed package by the steps of n8n's own "Install community node" (`downloadPackage` of
 * its CommunityPackagesService), which itself takes packages from the npm registry only.
 *
 * @param nodes n8n's folder for community nodes, `.n8n/nodes`; whatever was installed there goes.
 * @returns the folder of the package.
 * @throws Error when the tarball cannot be unpacked, or npm fails.
 */
export async function installCommunityPackage(
	nodes: string,
	tarball: string,
	log: string,
): Promise<string> {
	await rm(nodes, { recursive: true, force: true });
	const unpacked = join(nodes, 'unpacked');
	await mkdir(unpacked, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1'], { cwd: nodes, log });
	const { name, version } = await dropDependencies(unpacked);

	const folder = join(nodes, 'node_modules', name);
	await mkdir(dirname(folder), { recursive: true });
	await rename(unpacked, folder);
	await run('npm', NPM_INSTALL, { cwd: folder, log });
	await writeFile(
		join(nodes, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies: { [name]: version } }),
	);
	return folder;
}
