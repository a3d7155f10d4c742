/**
 * The numbers of docs/scaling.md about memory: the peak of an n8n process that has run one workflow
 * once, for several numbers of items.
 *
 *   npx tsx scripts/measure/memory.ts [--items 0,10000,50000,100000,200000]
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import type { WorkflowNode } from '../n8n/import';
import { peakMemory } from '../process/peakMemory';
import { newOwner, startServer, type N8nServer } from '../n8n/server';
import { runScript } from '../process/ending';
import { homeOfCheckout } from '../n8n/home';
import { executionsOf } from '../stage/load';
import { simulatorCredential, startSimulatorProcess } from '../stage/simulator';

const { values } = parseArgs({
	options: { items: { type: 'string', default: '0,10000,50000,100000,200000' } },
});
const SIZES = values.items.split(',').map(Number);

type Kind = Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters' | 'credentials'>;

const TRIGGER: Kind = { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };

const NO_OPERATION: Kind = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

const addRecords = (campaignId: string, output: string): Kind => ({
	type: 'n8n-nodes-8x8-campaigns.eightByEightCampaigns',
	typeVersion: 1,
	parameters: {
		resource: 'record',
		operation: 'add',
		campaignId: { __rl: true, mode: 'id', value: campaignId },
		fields: { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] },
		options: { output },
	},
});

const items = (count: number): Kind => ({
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		jsCode: `return Array.from({ length: ${count} }, (_, index) => ({
	json: { crmRecordId: 'crm-' + index, rank: index, name: 'Jane Doe', phone: '+15550100' },
}));`,
	},
});

/** Runs the nodes one behind the other, once. */
async function runChain(server: N8nServer, chain: Kind[]): Promise<void> {
	const nodes = chain.map((kind, index) => ({
		id: randomUUID(),
		name: String(index),
		position: [index * 220, 0],
		...kind,
	}));
	const connections = Object.fromEntries(
		nodes
			.slice(1)
			.map(({ name }, index) => [index, { main: [[{ node: name, type: 'main', index: 0 }]] }]),
	);
	const { id } = await server.rest<{ id: string }>('POST', '/workflows', {
		name: 'Memory',
		nodes,
		connections,
		settings: { executionOrder: 'v1' },
	});
	await server.rest('POST', `/workflows/${id}/run`, { triggerToStartFrom: { name: '0' } });
	const status = async () => (await executionsOf(server, id))[0]?.status ?? 'new';
	while (['new', 'running'].includes(await status())) await sleep(500);
	if ((await status()) !== 'success') throw new Error(`The run ended as ${await status()}`);
}

interface Candidate {
	node: (campaignId: string) => Kind;
	/** Whether it has to bring the items into the campaign. */
	adds: boolean;
}

const CANDIDATES: Candidate[] = [
	{ node: () => NO_OPERATION, adds: false },
	{ node: (campaignId) => addRecords(campaignId, 'summary'), adds: true },
	{ node: (campaignId) => addRecords(campaignId, 'records'), adds: true },
];

void runScript(async () => {
	const home = await homeOfCheckout();
	const owner = newOwner();
	const simulator = await startSimulatorProcess(0);
	await simulator.keepRequests(0);

	/** The peak of a fresh process. */
	async function measure({ node, adds }: Candidate, count: number): Promise<string> {
		const { id: campaignId } = await simulator.createCampaign();
		const server = await startServer(home, owner);
		try {
			const { name, type, data } = simulatorCredential(simulator.url);
			const { id } = await server.rest<{ id: string }>('POST', '/credentials', {
				name,
				type,
				data,
			});
			const credentials = { [type]: { id, name } };
			await runChain(server, [TRIGGER, items(count), { ...node(campaignId), credentials }]);
			const { recordCount } = await simulator.campaign(campaignId, 'none');
			if (adds && recordCount !== count) throw new Error(`${recordCount} of ${count} were added`);
			return `${await peakMemory(server.pid)} MB`;
		} finally {
			await server.stop();
		}
	}

	const table = new Table({
		head: ['items', 'No Operation', 'Add, Summary', 'Add, Records'],
		colAligns: Array<'right'>(4).fill('right'),
		style: { head: [], border: [] },
	});
	for (const count of SIZES) {
		const peaks: string[] = [];
		for (const candidate of CANDIDATES) peaks.push(await measure(candidate, count));
		table.push([count.toLocaleString('en'), ...peaks]);
	}
	console.log(table.toString());
	return 0;
});
