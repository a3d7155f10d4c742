import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workflow, WorkflowNode } from '../n8n/import';
import { PROJECT } from '../process/folders';

/** What examples/scale-out-load.json is to load, and how. */
export interface Load {
	campaignId: string;
	/** The records are crm-1, crm-2 and so on. */
	records: number;
	chunkSize: number;
	chunksAtOnce: number;
	/** Numbers of chunks, where not all of them are to be sent. */
	onlyChunks?: number[];
}

/** The path of the webhook in examples/scale-out-worker.json. */
const CHUNK_WEBHOOK = '/webhook/8x8-add-records';

/** The node that examples/scale-out-load.json starts with. */
export const LOAD_TRIGGER = 'When clicking ‘Execute workflow’';

async function example(name: string): Promise<Omit<Workflow, 'id'>> {
	const text = await readFile(join(PROJECT, 'examples', name), 'utf8');
	const { name: title, nodes, connections, settings } = JSON.parse(text) as Workflow;
	return { name: title, nodes, connections, settings };
}

/** Changes one node. @throws Error when the example has no such node. */
function change(
	nodes: WorkflowNode[],
	name: string,
	changes: (node: WorkflowNode) => Partial<WorkflowNode>,
): WorkflowNode[] {
	if (!nodes.some((node) => node.name === name)) throw new Error(`There is no node "${name}"`);
	return nodes.map((node) => (node.name === name ? { ...node, ...changes(node) } : node));
}

/** A credential as nodes refer to it. */
export interface CredentialReference {
	id: string;
	name: string;
	type: string;
}

const using = ({ id, name, type }: CredentialReference) => ({
	credentials: { [type]: { id, name } },
});

/** examples/scale-out-worker.json with its two credentials. */
export async function chunkWorkflow(
	account: CredentialReference,
	headerAuth: CredentialReference,
): Promise<Omit<Workflow, 'id'>> {
	const workflow = await example('scale-out-worker.json');
	const nodes = change(workflow.nodes, 'Add records', () => using(account));
	return { ...workflow, nodes: change(nodes, 'Chunk', () => using(headerAuth)) };
}

/**
 * examples/scale-out-load.json with the settings of a load.
 *
 * @param n8n the address of n8n.
 * @param listener an address that the report is posted to at the end, by one more node: the stored
 * execution, which holds it too, is tens of megabytes.
 */
export async function loadWorkflow(
	load: Load,
	n8n: string,
	headerAuth: CredentialReference,
	listener: string,
): Promise<Omit<Workflow, 'id'>> {
	const settings: Record<string, unknown> = {
		...load,
		chunkWebhook: n8n + CHUNK_WEBHOOK,
		onlyChunks: (load.onlyChunks ?? []).join(', '),
	};
	const workflow = await example('scale-out-load.json');
	let nodes = change(workflow.nodes, 'Settings', ({ parameters }) => {
		const { assignments } = parameters.assignments as { assignments: Array<{ name: string }> };
		const filled = assignments.map((entry) => ({ ...entry, value: settings[entry.name] }));
		return { parameters: { ...parameters, assignments: { assignments: filled } } };
	});
	nodes = change(nodes, 'Ten chunks at once', ({ parameters }) => ({
		parameters: { ...parameters, batchSize: load.chunksAtOnce },
	}));
	nodes = change(nodes, 'Post chunk', () => using(headerAuth));
	const tell: WorkflowNode = {
		id: randomUUID(),
		name: 'Tell',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [1344, 64],
		parameters: {
			method: 'POST',
			url: listener,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ $json }}',
			options: {},
		},
	};
	return {
		...workflow,
		nodes: [...nodes, tell],
		connections: {
			...workflow.connections,
			Report: { main: [[{ node: tell.name, type: 'main', index: 0 }]] },
		},
	};
}
