/** What an item costs until it is checked and ready to be sent, in n8n's engine, for each way to map it. */
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { EightByEightCampaigns } from '../../nodes/EightByEightCampaigns/EightByEightCampaigns.node.js';
import { savedCredential } from '../../scripts/engine/campaignsNode';
import { nodeCredentials } from '../../scripts/engine/credentials';
import { startExpressionEngine } from '../../scripts/engine/expressions';
import { noOperation, source } from '../../scripts/engine/nodeTypes';
import { connect, node } from '../../scripts/engine/runNode';
import { runWorkflow } from '../../scripts/engine/runWorkflow';
import { MAPPING_CASES, SETTINGS, type MappingCase } from '../mappings';
import { median } from '../medians';
import { CAMPAIGN_ID, records } from '../records';
import type { MappingCost } from '../results';
import { addParameters } from '../workflows';
import { answer } from './child';

/** Items where n8n evaluates each by itself. */
const FEW = 5_000;

const SOURCE = 'Source';
const TESTED = 'Tested';

/** Settings -> items -> the node. @returns the json of the first item that comes out */
async function run(type: INodeType, items: IDataObject[], parameters: object = {}) {
	const credential = savedCredential('', {});
	const { error, nodes } = await runWorkflow({
		nodes: [
			node(SETTINGS, 'settings'),
			node(SOURCE, 'source'),
			node(TESTED, 'tested', {
				parameters: parameters as INodeParameters,
				credentials: nodeCredentials(credential),
			}),
		],
		connections: connect([SETTINGS, SOURCE], [SOURCE, TESTED]),
		startNode: SETTINGS,
		nodeTypes: {
			settings: source([{ campaign: CAMPAIGN_ID }]),
			source: source(items),
			tested: type,
		},
		credentials: [credential],
	});
	if (error) throw error;
	return nodes[TESTED]?.outputs[0]?.[0]?.json ?? {};
}

/** Records with more fields, up to so many in all. */
const itemsOf = (size: number, fields: number): IDataObject[] =>
	records(size).map((record, index) => {
		const names = Array.from({ length: fields - Object.keys(record).length }, (_, at) => at);
		const more = names.map((at) => [`column${at}`, `value ${at} of item ${index}`] as const);
		return { ...record, ...Object.fromEntries(more) };
	});

async function cost(one: MappingCase, most: number, rounds: number): Promise<MappingCost> {
	const size = one.slow ? Math.min(most, FEW) : most;
	const items = itemsOf(size, one.fields);
	const options = { validateOnly: true, output: 'summary' };
	const parameters = addParameters(one.mapping, options, one.campaign);
	const times: number[] = [];
	// The first round only warms up.
	for (let round = 0; round <= rounds; round++) {
		const begin = performance.now();
		await run(noOperation, items);
		const middle = performance.now();
		const first = await run(new EightByEightCampaigns(), items, parameters);
		if (first.valid !== size) throw new Error(`The node reports ${JSON.stringify(first)}`);
		times.push(performance.now() - middle - (middle - begin));
	}
	const microseconds = (median(times.slice(1)) * 1_000) / size;
	return { mapping: one.name, items: size, microseconds };
}

void answer(async ({ mapped, rounds }: { mapped: number; rounds: number }) => {
	await startExpressionEngine();
	const costs: MappingCost[] = [];
	for (const one of MAPPING_CASES) costs.push(await cost(one, mapped, rounds));
	return costs;
});
