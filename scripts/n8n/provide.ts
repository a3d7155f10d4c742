import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inCache } from '../process/folders';
import { N8N_VERSION } from './version';
import { installN8n } from './install';
import { withLock } from '../process/lock';

/** Major version of Node.js that n8n 2 asks for. */
const NODE_MAJOR = 24;

/** What counts as installed. Native modules fit one platform and one ABI of Node.js. */
const marker = `.complete-${process.platform}-${process.arch}-${process.versions.modules}`;

/**
 * Installs beside the folder and moves the whole into place: what an interrupted install left, and an
 * npm of it that may still be writing, cannot get mixed up with this one.
 */
async function installInto(folder: string, version: string): Promise<void> {
	const staging = `n8n-${version}.partial-`;
	for (const name of await readdir(inCache())) {
		if (name.startsWith(staging)) await rm(inCache(name), { recursive: true, force: true });
	}
	const partial = inCache(staging + randomUUID());
	await installN8n(version, partial, inCache(`n8n-${version}-install.log`));
	await writeFile(join(partial, marker), '');
	await rm(folder, { recursive: true, force: true });
	await rename(partial, folder);
}

/**
 * Provides n8n in a folder outside the checkout, and installs it there when it is missing. Two
 * processes may ask at once: the second waits for the first.
 *
 * @returns the folder; `node_modules/n8n/bin/n8n` in it is the program.
 * @throws Error when Node.js is too old, when there is no space, or when npm fails.
 */
export async function provideN8n(version = N8N_VERSION): Promise<string> {
	if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR) {
		throw new Error(
			`n8n needs Node.js ${NODE_MAJOR}; this is ${process.version}. The npm scripts bring it along: npm run demo, npm start, npm run test:e2e.`,
		);
	}
	const folder = inCache(`n8n-${version}`);
	const complete = () => existsSync(join(folder, marker));
	if (complete()) return folder;
	return await withLock(
		inCache(`n8n-${version}.lock`),
		() => console.error('Waiting for another process that installs n8n …'),
		async () => {
			if (!complete()) await installInto(folder, version);
			return folder;
		},
	);
}
