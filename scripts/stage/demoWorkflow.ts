import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workflow, WorkflowNode } from '../n8n/import';
import { PROJECT } from '../process/folders';

/** Names of the nodes in examples/demo.json. */
export const ADD_RECORDS = 'Add records';
export const START_CAMPAIGN = 'Start campaign';
export const ROWS_TO_CORRECT = 'Rows to correct';
const READ_FILE = 'Read contacts.csv';

/** The node type of the package, as users install it. */
const NODE_TYPE = 'n8n-nodes-8x8-campaigns.eightByEightCampaigns';

export interface DemoSettings {
	/** Path of the CSV file, inside the folder that n8n may read. */
	file: string;
	campaignId?: string;
	/** Without it, nothing comes after adding the records. */
	start: boolean;
}

function adapt(node: WorkflowNode, settings: DemoSettings): WorkflowNode {
	if (node.name === READ_FILE) {
		const fileSelector = settings.file.replaceAll('\\', '/');
		return { ...node, parameters: { ...node.parameters, fileSelector } };
	}
	if (node.type !== NODE_TYPE || !settings.campaignId) return node;
	const campaignId = { __rl: true, mode: 'id', value: settings.campaignId };
	return { ...node, parameters: { ...node.parameters, campaignId } };
}

/** The workflow of examples/demo.json, with the file and the campaign of this run. */
export async function demoWorkflow(settings: DemoSettings): Promise<Workflow> {
	const text = await readFile(join(PROJECT, 'examples', 'demo.json'), 'utf8');
	const workflow = JSON.parse(text) as Workflow;
	const nodes = workflow.nodes
		.filter((node) => settings.start || node.name !== START_CAMPAIGN)
		.map((node) => adapt(node, settings));
	if (settings.start) return { ...workflow, nodes };
	const connections = structuredClone(workflow.connections) as Record<
		string,
		{ main: unknown[][] }
	>;
	const branches = connections[ADD_RECORDS]?.main;
	if (branches) branches[0] = [];
	return { ...workflow, nodes, connections };
}
