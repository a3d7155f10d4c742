import { randomUUID } from 'node:crypto';
import { CONTACTS_CODE } from '../contacts';
import { RECORDS, type Contender, type Setting } from '../contenders/contender';

export type NodeParameters = Record<string, unknown>;

/** A credential that n8n has saved. */
export interface SavedCredential {
	id: string;
	name: string;
	type: string;
}

const webhook = (path: string) => ({
	name: 'Webhook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2.1,
	webhookId: path,
	parameters: {
		path,
		httpMethod: 'POST',
		// Answers at the end, when the execution has been saved, without its data.
		responseMode: 'lastNode',
		responseData: 'noData',
		options: {},
	},
});

const source = {
	name: RECORDS,
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: { jsCode: CONTACTS_CODE },
};

/**
 * The workflow of a contender as n8n's REST API takes it: a webhook named after the contender is told
 * how many records to make, a Code node makes them.
 */
export function workflowOf(
	{ name, graph }: Contender,
	setting: Setting,
	{ id, name: credentialName, type }: SavedCredential,
): Record<string, unknown> {
	const { nodes = [], edges = [] } = graph?.(setting) ?? {};
	const connections: Record<string, { main: Array<Array<Record<string, unknown>>> }> = {};
	for (const [from, to, output = 0] of [['Webhook', RECORDS] as const, ...edges]) {
		const { main } = (connections[from] ??= { main: [] });
		while (main.length <= output) main.push([]);
		main[output]?.push({ node: to, type: 'main', index: 0 });
	}
	const contending = nodes.map(({ authenticated, ...node }) => ({
		...node,
		...(authenticated && { credentials: { [type]: { id, name: credentialName } } }),
	}));
	return {
		name,
		nodes: [webhook(name), source, ...contending].map((node, index) => ({
			id: randomUUID(),
			position: [index * 220, 0],
			...node,
		})),
		connections,
		settings: { executionOrder: 'v1' },
	};
}
