import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
	intake,
	nodeOf,
	post,
	publishWorkflow,
	shared,
	type Json,
	type N8n,
	type NodeToRun,
} from './n8n';

/** An item as an execution keeps it. */
export interface Item {
	json: Json;
	pairedItem?: { item: number } | Array<{ item: number }> | number;
}

/** What an execution keeps of one run of one node. */
export interface NodeRun {
	executionStatus: string;
	data?: Record<string, Array<Item[] | null> | undefined>;
	error?: { message: string; description?: string };
	hints?: Array<{ message: string; type?: string; location?: string }>;
}

/** An execution as n8n has stored it. */
export interface Execution {
	status: string;
	data: {
		resultData: {
			error?: { message: string; description?: string };
			runData: Record<string, NodeRun[] | undefined>;
		};
	};
}

/** Milliseconds within which an execution must have been stored. */
const STORED_WITHIN = 10_000;

/** By the address of the n8n. */
const keys = new Map<string, string>();

/** A key for n8n's public API, which gives executions out in full. */
async function apiKey({ url, rest }: N8n): Promise<string> {
	let key = keys.get(url);
	if (key === undefined) {
		const scopes = ['execution:read', 'execution:list'];
		const request = { label: randomUUID(), expiresAt: null, scopes };
		key = (await rest<{ rawApiKey: string }>('POST', '/api-keys', request)).rawApiKey;
		keys.set(url, key);
	}
	return key;
}

/** The executions of a workflow, oldest first, once so many have ended. */
export async function executionsOf(
	workflowId: string,
	count: number,
	n8n = shared,
): Promise<Execution[]> {
	const deadline = Date.now() + STORED_WITHIN;
	for (;;) {
		const response = await fetch(
			`${n8n.url}/api/v1/executions?includeData=true&workflowId=${workflowId}`,
			{ headers: { 'X-N8N-API-KEY': await apiKey(n8n) } },
		);
		if (!response.ok) throw new Error(`n8n gives no executions: ${await response.text()}`);
		const { data } = (await response.json()) as { data: Execution[] };
		const ended = data.filter(({ status }) => !['new', 'running', 'waiting'].includes(status));
		if (ended.length >= count) return ended.reverse();
		if (Date.now() > deadline) throw new Error(`${ended.length} of ${count} executions have ended`);
		await sleep(50);
	}
}

const ends = (name: string) => ({
	name,
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	parameters: {},
});

/** Names of the nodes behind the two outputs of the node. */
export const SUCCESS = 'Success';
export const ERROR = 'Error';

/** Runs the node as in production, with a node behind its output, and one behind its error output. */
export async function execute(node: NodeToRun, items: Json[], n8n = shared): Promise<Execution> {
	const path = randomUUID();
	const { nodes, edges } = intake(path);
	const id = await publishWorkflow(
		[...nodes, nodeOf(node), ends(SUCCESS), ends(ERROR)],
		[...edges, ['Node', SUCCESS], ['Node', ERROR, { output: 1 }]],
		n8n,
	);
	await post(path, items, n8n);
	const [execution] = await executionsOf(id, 1, n8n);
	return execution!;
}

/** What the node gave out in its last run, by output; the nodes behind them must have got the same. */
export function outputs({ data }: Execution): Item[][] {
	const { runData } = data.resultData;
	const given = (runData.Node?.at(-1)?.data?.main ?? []).map((items) => items ?? []);
	const arrived = [SUCCESS, ERROR].map((name) => runData[name]?.at(-1)?.data?.main?.[0] ?? []);
	const jsonOf = (items: Item[] = []) => items.map(({ json }) => json);
	expect(arrived.map(jsonOf)).toEqual([jsonOf(given[0]), jsonOf(given[1])]);
	return given;
}

/** What ended the run. */
export function errorOf({ status, data }: Execution): { message: string; description?: string } {
	expect(status).toBe('error');
	return data.resultData.error!;
}
