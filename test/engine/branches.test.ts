/** What n8n does with the items of neighbours: the results of this node must outlast it. test/e2e/branches has n8n's own nodes. */
import type { INodeType } from 'n8n-workflow';
import { EightByEightCampaigns } from '../../nodes/EightByEightCampaigns/EightByEightCampaigns.node.js';
import { byId, errorsOf, mapBelow, savedCredential } from '../../scripts/engine/campaignsNode';
import { nodeCredentials } from '../../scripts/engine/credentials';
import { plainDescription, source } from '../../scripts/engine/nodeTypes';
import { connect, node } from '../../scripts/engine/runNode';
import { runWorkflow } from '../../scripts/engine/runWorkflow';
import { campaign, simulator } from './simulatedCampaign';

const OURS = 'n8n-nodes-8x8-campaigns.eightByEightCampaigns';

/** Gives all items out on its first output. */
const branch: INodeType = {
	description: { ...plainDescription('branch'), outputs: ['main', 'main'] },
	execute() {
		return Promise.resolve([this.getInputData(), []]);
	},
};

const pass: INodeType = {
	description: plainDescription('pass'),
	execute() {
		return Promise.resolve([this.getInputData()]);
	},
};

const join: INodeType = {
	description: { ...plainDescription('join'), inputs: ['main', 'main'] },
	execute() {
		return Promise.resolve([this.getInputData(0)]);
	},
};

// In the old order n8n runs a branch without items too when a later node joins it to another one. It
// gives it one empty item, and ascribes that to the other branch.
describe('an empty item that n8n ascribes to a neighbour', () => {
	const run = async (crmRecordId: string) => {
		const credential = savedCredential(simulator.url);
		const outcome = await runWorkflow({
			nodes: [
				node('Source', 'source'),
				node('Branch', 'branch'),
				node('Other', 'pass'),
				node('Tested', OURS, {
					onError: 'continueErrorOutput',
					credentials: nodeCredentials(credential),
					parameters: {
						resource: 'record',
						operation: 'add',
						campaignId: byId(campaign.id),
						fields: await mapBelow({ crmRecordId }),
						options: {},
					},
				}),
				node('Join', 'join'),
			],
			connections: {
				...connect(['Source', 'Branch'], ['Branch', 'Other'], ['Branch', 'Tested', 1]),
				Other: { main: [[{ node: 'Join', type: 'main', index: 0 }]] },
				Tested: { main: [[{ node: 'Join', type: 'main', index: 1 }]] },
			},
			startNode: 'Source',
			nodeTypes: {
				source: source([
					{ id: 'a', name: 'Ann' },
					{ id: 'b', name: 'Bob' },
				]),
				branch,
				pass,
				join,
				[OURS]: new EightByEightCampaigns(),
			},
			credentials: [credential],
			settings: { executionOrder: 'v0' },
		});
		return outcome.nodes.Tested!.outputs;
	};

	it('fails without the fields of that neighbour', async () => {
		const [items, errorItems] = await run('={{ $json.id }}');
		expect(items).toEqual([]);
		expect(errorItems?.map(({ json }) => Object.keys(json))).toEqual([['error']]);
		expect(errorsOf(errorItems ?? [])).toMatchObject([{ code: 'invalidRecord' }]);
		expect(errorItems?.[0]?.pairedItem).toEqual([]);
	});

	it('is not linked to that neighbour when it becomes a record', async () => {
		const [items] = await run('fixed');
		expect(items).toMatchObject([{ json: { crmRecordId: 'fixed' }, pairedItem: [] }]);
	});
});
