import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { atEnd } from '../process/ending';
import { installCommunityPackage } from './communityPackage';
import { packPackage } from './pack';
import { provideN8n } from './provide';
import { N8N_VERSION } from './version';

/** A user folder of n8n (`N8N_USER_FOLDER`), and the program that works on it. */
export interface Home {
	folder: string;
	/** The folder that `provideN8n` gave; empty where an image is run. */
	n8n: string;
	/** A Docker image of n8n to run instead. */
	image?: string;
	/** The only folder whose files workflows may read and write. */
	files: string;
	log: string;
}

/**
 * Makes the folder a user folder with an encryption key and the package installed in it as n8n's own
 * "Install community node" does. A folder that is one already keeps its database and key.
 *
 * @throws Error when npm fails.
 */
export async function prepareHome(
	folder: string,
	n8n: string,
	tarball: string,
	encryptionKey = randomBytes(24).toString('base64'),
): Promise<Home> {
	const home = { folder, n8n, files: join(folder, 'files'), log: join(folder, 'n8n.log') };
	await mkdir(home.files, { recursive: true });
	await installCommunityPackage(join(folder, '.n8n', 'nodes'), tarball, home.log);
	const settings = JSON.stringify({ encryptionKey });
	await writeFile(join(folder, '.n8n', 'config'), settings, { mode: 0o600, flag: 'wx' }).catch(
		(error: NodeJS.ErrnoException) => {
			if (error.code !== 'EEXIST') throw error;
		},
	);
	return home;
}

/**
 * Provides n8n, and a user folder with the package of this checkout installed.
 *
 * @param folder where; without one, a temporary folder that is removed when the script ends.
 * @throws Error when n8n cannot be installed, or the package cannot be built or installed.
 */
export async function homeOfCheckout(folder?: string): Promise<Home> {
	const n8n = await provideN8n();
	console.log(`Building and packing the node, and installing it in n8n ${N8N_VERSION} …`);
	const tarball = await packPackage();
	atEnd(() => rm(dirname(tarball), { recursive: true, force: true }));
	if (folder) return await prepareHome(folder, n8n, tarball);
	const temporary = await mkdtemp(join(tmpdir(), 'n8n-home-'));
	atEnd(() => rm(temporary, { recursive: true, force: true, maxRetries: 5 }));
	return await prepareHome(temporary, n8n, tarball);
}
