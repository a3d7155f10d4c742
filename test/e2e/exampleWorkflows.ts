import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT } from '../../scripts/process/folders';
import { executionsOf, type Execution } from './execution';
import { CREDENTIAL_TYPE, NODE_TYPE, rest, type Credential, type Json } from './n8n';

/** A node as the files of examples/ have it. */
export interface ExampleNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Json;
	credentials?: Record<string, { id?: string; name?: string }>;
	[setting: string]: unknown;
}

export interface Example {
	name: string;
	nodes: ExampleNode[];
	connections: Record<string, Record<string, Array<Array<{ node: string; index: number }>>>>;
	settings: Json;
	pinData: Record<string, Array<{ json: Json }>>;
}

export const EXAMPLES = join(PROJECT, 'examples');

export const readExample = (file: string) =>
	JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as Example;

/** What a person does to a template before running it. */
export interface SetUp {
	campaignId: string;
	/** For the 8x8 nodes. */
	credential: Credential;
	/** For other nodes, by the type of credential. */
	credentials?: Record<string, { id: string; name: string }>;
	/** Items of the nodes that would call a foreign service: "Pin data" of the editor. */
	pinned?: Record<string, Json[]>;
	/** Parameters to change, by node. */
	parameters?: Record<string, Json>;
}

/** The template with the campaign filled in, and credentials chosen. */
export function setUp(example: Example, given: SetUp): Example {
	const { pinned = {}, credential, parameters = {} } = given;
	const credentials = { ...given.credentials, [credential.type]: credential };
	const chosen = (type: string) => {
		const { id, name } = credentials[type]!;
		return { [type]: { id, name } };
	};
	const needed: Record<string, string> = {
		[NODE_TYPE]: CREDENTIAL_TYPE,
		[`${NODE_TYPE}Tool`]: CREDENTIAL_TYPE,
		'n8n-nodes-base.webhook': 'httpHeaderAuth',
		'n8n-nodes-base.httpRequest': 'httpCustomAuth',
		'@n8n/n8n-nodes-langchain.lmChatOpenAi': 'openAiApi',
	};
	const nodes = structuredClone(example.nodes).map((node) => ({
		...node,
		parameters: { ...node.parameters, ...parameters[node.name] },
		...(needed[node.type] && { credentials: chosen(needed[node.type]!) }),
	}));
	campaignField(nodes).value = given.campaignId;
	const pinData = Object.fromEntries(
		Object.entries(pinned).map(([node, items]) => [node, items.map((json) => ({ json }))]),
	);
	return { ...example, nodes, pinData };
}

/**
 * Where the campaign's ID is to be filled in: the first field of the node "Campaign", or else the one
 * empty field "Campaign" of our nodes.
 */
export function campaignField(nodes: ExampleNode[]): { value: string } {
	const node = nodes.find(({ name }) => name === 'Campaign');
	if (node) {
		const { assignments } = node.parameters.assignments as {
			assignments: Array<{ value: string }>;
		};
		return assignments[0]!;
	}
	const fields = nodes.flatMap(({ parameters }) =>
		parameters.campaignId ? [parameters.campaignId as { value: string }] : [],
	);
	const empty = fields.filter(({ value }) => value === '');
	if (empty.length !== 1) throw new Error(`${empty.length} nodes want a campaign, not one`);
	return empty[0]!;
}

/** Imports a workflow as a new one; gives what n8n needs to publish it. */
export const importExample = (example: Example) =>
	rest<{ id: string; versionId: string }>('POST', '/workflows', { ...example, id: undefined });

/** Milliseconds within which a run must have ended. */
const ENDS_WITHIN = 60_000;

/** The only execution of the workflow, once it has ended. */
export async function onlyExecution(workflowId: string): Promise<Execution> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const deadline = Date.now() + ENDS_WITHIN;
	for (;;) {
		const { results } = await rest<{ results: Array<{ status: string }> }>(
			'GET',
			`/executions?filter=${filter}`,
		);
		const [run] = results;
		if (run && !['new', 'running', 'waiting'].includes(run.status)) break;
		if (Date.now() > deadline) throw new Error('The run did not end');
		await sleep(100);
	}
	const [execution] = await executionsOf(workflowId, 1);
	return execution!;
}

/** Runs a template from its trigger, as "Execute workflow" in the editor does. */
export async function runExample(file: string, given: SetUp): Promise<Execution> {
	const example = setUp(readExample(file), given);
	const { id } = await importExample(example);
	const start = example.nodes.find(({ type }) => /trigger$/i.test(type));
	await rest('POST', `/workflows/${id}/run`, { triggerToStartFrom: { name: start!.name } });
	return await onlyExecution(id);
}

/** The items that a node gave out on one of its outputs, in all its runs. */
export const itemsOf = ({ data }: Execution, node: string, output = 0): Json[] =>
	(data.resultData.runData[node] ?? []).flatMap((run) =>
		(run.data?.main?.[output] ?? []).map(({ json }) => json),
	);
