/** What n8n does with the items of neighbours: the results of this node must outlast it. test/e2e/branches has n8n's own nodes. */
import type { INodeType } from 'n8n-workflow';
import { EightByEightCampaigns } from '../../nodes/EightByEightCampaigns/EightByEightCampaigns.node.js';
import { byId, errorsOf, mapBelow, savedCredential } from '../../scripts/engine/campaignsNode';
import { nodeCredentials } from '../../scripts/engine/credentials';
import { plainDescription, source } from '../../scripts/engine/nodeTypes';
import { connect, node } from '../../scripts/engine/runNode';
import { runWorkflow } from '../../scripts/engine/runWorkflow';
import { add, campaign, simulator } from './simulatedCampaign';

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

describe('an item without fields, as Always Output Data makes it of nothing', () => {
	const says = {
		message: 'CRM Record ID is missing: the item has no fields at all',
		description: expect.stringContaining('"Always Output Data"') as string,
	};

	it('is told as such, and is no record', async () => {
		const { items } = await add({ items: [{}], onError: 'continueRegularOutput' });
		expect(errorsOf(items)).toMatchObject([{ code: 'invalidRecord', ...says }]);
		expect(simulator.requests).toEqual([]);
	});

	it('ends a run in Stop mode, and the error says so', async () => {
		const { error } = await add({ items: [{}] });
		expect(error?.message).toBe(says.message);
		expect(error?.description).toContain('"Always Output Data"');
		expect(simulator.requests).toEqual([]);
	});

	it('is a record where its ID does not come from the item', async () => {
		const fields = mapBelow({ crmRecordId: 'fixed' });
		const { items } = await add({ items: [{}], fields });
		expect(items[0]?.json).toMatchObject({ crmRecordId: 'fixed', outcome: 'added' });
	});
});

// Behind a sub-workflow, n8n's look-up of an earlier node gives null without a word.
describe('an expression that gives null for some items', () => {
	const HALF = '={{ $itemIndex % 2 ? null : $json.value }}';

	it('is no campaign', async () => {
		const { items } = await add({
			items: [
				{ id: 'a', value: campaign.id },
				{ id: 'b', value: campaign.id },
			],
			campaignId: byId(HALF),
			onError: 'continueRegularOutput',
		});
		expect(errorsOf(items).map((error) => error?.code)).toEqual([undefined, 'invalidCampaignId']);
		expect(campaign.crmRecordIds()).toEqual(['a']);
	});

	it('is no record', async () => {
		const { items } = await add({
			items: [{ value: 'a' }, { value: 'b' }],
			fields: mapBelow({ crmRecordId: HALF }),
			onError: 'continueRegularOutput',
		});
		expect(errorsOf(items).map((error) => error?.code)).toEqual([undefined, 'invalidRecord']);
		expect(campaign.crmRecordIds()).toEqual(['a']);
	});

	it('leaves out the priority, so that 8x8 takes HIGH', async () => {
		const { items } = await add({
			items: [
				{ id: 'a', value: 'LOW' },
				{ id: 'b', value: 'LOW' },
			],
			fields: mapBelow({ crmRecordId: '={{ $json.id }}', priority: HALF }),
		});
		expect(items.map(({ json }) => json.priority)).toEqual(['LOW', 'HIGH']);
	});
});
