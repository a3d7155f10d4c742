import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runN8n } from './cli';
import { installCommunityPackage } from './communityPackage';

/** A user folder of n8n (`N8N_USER_FOLDER`), and the program that works on it. */
export interface Home {
	folder: string;
	/** The folder that `provideN8n` gave. */
	n8n: string;
	/** The only folder whose files workflows may read and write. */
	files: string;
	log: string;
}

/** A credential as `n8n import:credentials` takes it, its data in plain text. */
export interface CredentialToImport {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** A workflow as n8n exports it. */
export interface Workflow {
	id: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	active?: boolean;
}

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[setting: string]: unknown;
}

/**
 * Makes the folder a user folder with an encryption key and the package installed in it as n8n's own
 * "Install community node" does. A folder that is one already keeps its database and key.
 *
 * @throws Error when npm fails.
 */
export async function prepareHome(folder: string, n8n: string, tarball: string): Promise<Home> {
	const home = { folder, n8n, files: join(folder, 'files'), log: join(folder, 'n8n.log') };
	await mkdir(home.files, { recursive: true });
	await installCommunityPackage(join(folder, '.n8n', 'nodes'), tarball, home.log);
	const settings = JSON.stringify({ encryptionKey: randomBytes(24).toString('base64') });
	await writeFile(join(folder, '.n8n', 'config'), settings, { mode: 0o600, flag: 'wx' }).catch(
		(error: NodeJS.ErrnoException) => {
			if (error.code !== 'EEXIST') throw error;
		},
	);
	return home;
}

async function importFile(home: Home, command: string, content: unknown): Promise<void> {
	const file = join(home.folder, 'import.json');
	await writeFile(file, JSON.stringify(content), { mode: 0o600 });
	try {
		await runN8n(home, [command, `--input=${file}`]);
	} finally {
		await rm(file);
	}
}

/** Imports credentials; those with the same id are replaced. */
export async function importCredentials(home: Home, list: CredentialToImport[]): Promise<void> {
	await importFile(home, 'import:credentials', list);
}

/** Imports workflows; those with the same id are replaced. */
export async function importWorkflows(home: Home, list: Workflow[]): Promise<void> {
	await importFile(home, 'import:workflow', list);
}
