import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { restApi } from '../../scripts/n8n/rest';
import { GOOD_KEY } from '../simulator';
import { SHARED_N8N, type SharedN8n } from './global-setup';

export const NODE_TYPE = 'n8n-nodes-8x8-campaigns.eightByEightCampaigns';
export const CREDENTIAL_TYPE = 'eightByEightCampaignsApi';

const { url, cookie } = JSON.parse(process.env[SHARED_N8N] ?? '{}') as SharedN8n;

/** n8n's internal REST API, as the owner. */
export const rest = restApi(url, cookie);

/** A page or file of n8n, as the owner. */
export async function get(path: string): Promise<Response> {
	return await fetch(url + path, { headers: { cookie } });
}

/** A saved credential, as nodes refer to it and as its dialog sends it. */
export interface Credential {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** Saves a credential for the API at the base URL: tenant `acme`, site US1, the simulator's good key. */
export async function saveCredential(baseUrl: string, apiKey = GOOD_KEY): Promise<Credential> {
	const given = {
		name: `8x8 ${randomUUID()}`,
		type: CREDENTIAL_TYPE,
		data: { apiKey, tenant: 'acme', customerSite: 'US1', otherCustomerSite: '', baseUrl },
	};
	const { id } = await rest<{ id: string }>('POST', '/credentials', given);
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

async function publish(id: string, versionId: string): Promise<void> {
	await rest('POST', `/workflows/${id}/activate`, { versionId });
	const deadline = Date.now() + PUBLISHED_WITHIN;
	const status = () =>
		rest<{ status: string }>('GET', `/workflows/${id}/publication-status`).then((s) => s.status);
	while ((await status()) === 'in_progress') {
		if (Date.now() > deadline) throw new Error('n8n did not publish the workflow');
		await sleep(100);
	}
}

/**
 * Runs a workflow as in production: a webhook takes the items, and answers with what the node gives
 * out on its first output.
 */
export async function runNode(node: NodeToRun, items: Json[] = [{}]): Promise<Json[]> {
	const path = randomUUID();
	const chain = [
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
		{
			name: 'Node',
			type: node.type,
			typeVersion: node.typeVersion,
			parameters: node.parameters,
			credentials: {
				[node.credential.type]: { id: node.credential.id, name: node.credential.name },
			},
			...node.settings,
		},
	];
	const next = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	const workflow = await rest<{ id: string; versionId: string }>('POST', '/workflows', {
		name: path,
		nodes: chain.map((link, index) => ({ id: randomUUID(), position: [index * 220, 0], ...link })),
		connections: { Webhook: next('Items'), Items: next('Node') },
		settings: { executionOrder: 'v1' },
	});
	await publish(workflow.id, workflow.versionId);
	const response = await fetch(`${url}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(items),
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`The workflow failed: ${text}`);
	return JSON.parse(text) as Json[];
}
