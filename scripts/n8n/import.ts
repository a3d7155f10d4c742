import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runN8n } from './command';
import type { Home } from './home';

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
