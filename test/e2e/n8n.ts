import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { restApi, type Rest } from '../../scripts/n8n/rest';
import { GOOD_KEY } from '../../simulator';
import { SHARED_N8N, type SharedN8n } from './global-setup';

export const NODE_TYPE = 'n8n-nodes-8x8-campaigns.eightByEightCampaigns';
export const CREDENTIAL_TYPE = 'eightByEightCampaignsApi';

/** The n8n that all tests share, and the session of its owner. */
export const { url, cookie, folder } = JSON.parse(process.env[SHARED_N8N] ?? '{}') as SharedN8n;

/** n8n's internal REST API, as the owner. */
export const rest = restApi(url, cookie);

/** A running n8n, and the session of its owner. */
export interface N8n {
	url: string;
	cookie: string;
	rest: Rest;
}

/** The one that is meant where no other is named. */
export const shared: N8n = { url, cookie, rest };

/** A page or file of n8n, as the owner. */
export async function get(path: string, { url, cookie } = shared): Promise<Response> {
	// A busy n8n closes a connection that was idle for seconds just when it is used again.
	return await fetch(url + path, { headers: { cookie, connection: 'close' } });
}

/** A saved credential, as nodes refer to it and as its dialog sends it. */
export interface Credential {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** Saves a credential for the API at the base URL: tenant `acme`, site US1, the simulator's good key. */
export async function saveCredential(
	baseUrl: string,
	apiKey = GOOD_KEY,
	n8n = shared,
): Promise<Credential> {
	const given = {
		name: `8x8 ${randomUUID()}`,
		type: CREDENTIAL_TYPE,
		data: { apiKey, tenant: 'acme', customerSite: 'US1', otherCustomerSite: '', baseUrl },
	};
	const { id } = await n8n.rest<{ id: string }>('POST', '/credentials', given);
	return { id, ...given };
}

/** The last node of a workflow. */
export interface NodeToRun {
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credential: Credential;
	/** Settings such as `onError`. */
	settings?: Record<string, unknown>;
}

/** An item that the node gave out; failed ones have `error`. */
export type Json = Record<string, unknown>;

/** Milliseconds within which n8n must have published a workflow. */
const PUBLISHED_WITHIN = 30_000;

async function isBeingPublished(id: string, n8n: N8n): Promise<boolean> {
	const response = await get(`/rest/workflows/${id}/publication-status`, n8n);
	// n8n 1 and the first 2.x answer the activation once it is done, and have no status of it.
	if (response.status === 404) return false;
	return ((await response.json()) as { data: { status: string } }).data.status === 'in_progress';
}

/** Makes the triggers of a saved workflow live. */
export async function publish(id: string, versionId: string, n8n = shared): Promise<void> {
	await n8n.rest('POST', `/workflows/${id}/activate`, { versionId });
	const deadline = Date.now() + PUBLISHED_WITHIN;
	while (await isBeingPublished(id, n8n)) {
		if (Date.now() > deadline) throw new Error('n8n did not publish the workflow');
		await sleep(100);
	}
}

/** A node as it is in a workflow. */
export interface WorkflowNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Json;
	[setting: string]: unknown;
}

/** `[from, to]`; `via` is the kind of connection, `output` the output of `from`, `input` the input of `to`. */
export type Edge = [
	from: string,
	to: string,
	where?: { via?: string; output?: number; input?: number },
];

function connectionsOf(edges: Edge[]): Record<string, Record<string, Json[][]>> {
	const connections: Record<string, Record<string, Json[][]>> = {};
	for (const [from, to, { via = 'main', output = 0, input = 0 } = {}] of edges) {
		const outputs = ((connections[from] ??= {})[via] ??= []);
		while (outputs.length <= output) outputs.push([]);
		outputs[output]?.push({ node: to, type: via, index: input });
	}
	return connections;
}

/** A workflow as n8n has saved it. */
interface SavedWorkflow {
	id: string;
	versionId: string;
}

/** Saves a new workflow. */
export async function saveWorkflow(
	nodes: WorkflowNode[],
	edges: Edge[],
	rest: Json = {},
	n8n = shared,
): Promise<SavedWorkflow> {
	return await n8n.rest<SavedWorkflow>('POST', '/workflows', {
		name: randomUUID(),
		nodes: nodes.map((node, index) => ({
			id: randomUUID(),
			position: [index * 220, 0],
			...node,
		})),
		connections: connectionsOf(edges),
		settings: { executionOrder: 'v1' },
		// n8n 1 wants to be told.
		active: false,
		...rest,
	});
}

/**
 * Saves a workflow and publishes it, so that its triggers are live.
 *
 * @returns its id.
 */
export async function publishWorkflow(
	nodes: WorkflowNode[],
	edges: Edge[],
	n8n = shared,
): Promise<string> {
	const { id, versionId } = await saveWorkflow(nodes, edges, {}, n8n);
	await publish(id, versionId, n8n);
	return id;
}

/** The node as it stands in a workflow, under the name `Node`. */
export function nodeOf({ type, typeVersion, parameters, credential, settings }: NodeToRun) {
	const credentials = { [credential.type]: { id: credential.id, name: credential.name } };
	return { name: 'Node', type, typeVersion, parameters, credentials, ...settings };
}

/** How a workflow gets its items: posted to a webhook, which answers with what the last node gives out. */
export function intake(path: string): { nodes: WorkflowNode[]; edges: Edge[] } {
	return {
		nodes: [
			{
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				webhookId: path,
				parameters: {
					path,
					httpMethod: 'POST',
					responseMode: 'lastNode',
					responseData: 'allEntries',
					options: {},
				},
			},
			{
				name: 'Items',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				parameters: { fieldToSplitOut: 'body', options: {} },
			},
		],
		edges: [
			['Webhook', 'Items'],
			['Items', 'Node'],
		],
	};
}

/** Posts items to the webhook of a published workflow; answers when the execution has ended. */
export async function post(path: string, items: Json[], n8n = shared): Promise<Response> {
	return await fetch(`${n8n.url}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(items),
	});
}

/**
 * Runs a workflow as in production: a webhook takes the items, and answers with what the node gives
 * out on its first output.
 */
export async function runNode(
	node: NodeToRun,
	items: Json[] = [{}],
	n8n = shared,
): Promise<Json[]> {
	const path = randomUUID();
	const { nodes, edges } = intake(path);
	await publishWorkflow([...nodes, nodeOf(node)], edges, n8n);
	const response = await post(path, items, n8n);
	const text = await response.text();
	if (!response.ok) throw new Error(`The workflow failed: ${text}`);
	return JSON.parse(text) as Json[];
}
