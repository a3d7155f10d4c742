/** Where other nodes lost items: each result must come out once, and lead back to the item it was made from. */
import { randomUUID } from 'node:crypto';
import { executionsOf, type Execution, type Item } from './execution';
import {
	intake,
	nodeOf,
	post,
	publishWorkflow,
	rest,
	saveWorkflow,
	type Edge,
	type Json,
	type WorkflowNode,
} from './n8n';
import { byHand, byId, simulator, thisNode } from './simulated';

const GOOD = 'Good';
const BAD = 'Bad';

let campaign: string;
beforeEach(() => {
	campaign = simulator.createCampaign({ id: randomUUID() }).id;
});

/** This node, which adds the `id` of each item. */
const add = (settings: Json = { onError: 'continueErrorOutput' }) =>
	nodeOf(
		thisNode(
			{
				resource: 'record',
				operation: 'add',
				campaignId: byId(campaign),
				fields: byHand({ crmRecordId: '={{ $json.id }}' }),
				options: {},
			},
			settings,
		),
	);

/** A node that asks n8n which item of `source` an item comes from. */
const traced = (name: string, source: string): WorkflowNode => ({
	name,
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		assignments: {
			assignments: [
				{
					id: randomUUID(),
					name: 'from',
					value: `={{ $('${source}').item.json.id }}`,
					type: 'string',
				},
			],
		},
		includeOtherFields: true,
		options: {},
	},
});

const condition = (leftValue: string, operation: string, rightValue: string) => ({
	conditions: [
		{
			id: randomUUID(),
			leftValue,
			rightValue,
			operator: { type: 'string', operation },
		},
	],
	combinator: 'and',
	options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
});

const ifNode = (name: string, ...[left, operation, right]: [string, string, string]) => ({
	name,
	type: 'n8n-nodes-base.if',
	typeVersion: 2.2,
	parameters: { conditions: condition(left, operation, right), options: {} },
});

/** Runs a workflow whose webhook gives items to a node "Items", and gives what n8n stored of it. */
async function run(nodes: WorkflowNode[], edges: Edge[], items: Json[]): Promise<Execution> {
	const path = randomUUID();
	const { nodes: first, edges: taken } = intake(path);
	const id = await publishWorkflow([...first, ...nodes], [taken[0]!, ...edges]);
	await post(path, items);
	const [execution] = await executionsOf(id, 1);
	return execution!;
}

/** All that a node gave out on its only output, over all its runs. */
const given = ({ data }: Execution, node: string): Item[] =>
	(data.resultData.runData[node] ?? []).flatMap((one) => one.data?.main?.[0] ?? []);

const shown = (execution: Execution, node: string) =>
	given(execution, node).map(({ json }) => [json.crmRecordId ?? json.id, json.from]);

/** Ten items, of which the simulator refuses the fourth. */
const TEN = Array.from({ length: 10 }, (_, row) => ({ id: row === 3 ? 'BAD-3' : `c${row}` }));

const same = (ids: string[]) => ids.map((id) => [id, id]);

/** Each item is where it belongs, and led back to itself. */
function expectSorted(execution: Execution, items: Array<{ id: string }> = TEN) {
	const ids = items.map(({ id }) => id);
	expect(execution.status).toBe('success');
	const good = ids.filter((id) => !id.startsWith('BAD'));
	const bad = ids.filter((id) => id.startsWith('BAD'));
	expect(shown(execution, GOOD)).toEqual(same(good));
	// n8n runs what hangs on the two outputs in the order of their places on the canvas.
	expect(shown(execution, BAD).sort()).toEqual(same(bad));
	expect(simulator.campaign(campaign).crmRecordIds()).toEqual(good);
}

const ends = (source = 'Items') => [traced(GOOD, source), traced(BAD, source)];
const outlets: Edge[] = [
	['Node', GOOD],
	['Node', BAD, { output: 1 }],
];

it('behind the fallback output of Switch', async () => {
	const nodes = [
		{
			name: 'Switch',
			type: 'n8n-nodes-base.switch',
			typeVersion: 3.2,
			parameters: {
				rules: {
					values: [
						{ conditions: condition('={{ $json.id }}', 'equals', 'none'), renameOutput: false },
						{ conditions: condition('={{ $json.id }}', 'equals', 'other'), renameOutput: false },
					],
				},
				options: { fallbackOutput: 'extra' },
			},
		},
		add(),
		...ends(),
	];
	const edges: Edge[] = [['Items', 'Switch'], ['Switch', 'Node', { output: 2 }], ...outlets];
	const items = [{ id: 'none' }, ...TEN.slice(0, 5), { id: 'other' }, ...TEN.slice(5)];
	expectSorted(await run(nodes, edges, items));
});

it('behind the second output of IF', async () => {
	const nodes = [ifNode('If', '={{ $json.id }}', 'startsWith', 'x'), add(), ...ends()];
	const edges: Edge[] = [['Items', 'If'], ['If', 'Node', { output: 1 }], ...outlets];
	expectSorted(await run(nodes, edges, [{ id: 'x1' }, ...TEN, { id: 'x2' }]));
});

it.each([
	['appends', { mode: 'append' }],
	[
		'combines by position',
		{ mode: 'combine', combineBy: 'combineByPosition', options: { includeUnpaired: true } },
	],
])('behind Merge that %s', async (_how, parameters) => {
	const nodes = [
		ifNode('If', '={{ $json.id }}', 'startsWith', 'x'),
		{ name: 'Merge', type: 'n8n-nodes-base.merge', typeVersion: 3, parameters },
		add(),
		...ends(),
	];
	const edges: Edge[] = [
		['Items', 'If'],
		['If', 'Merge'],
		['If', 'Merge', { output: 1, input: 1 }],
		['Merge', 'Node'],
		...outlets,
	];
	expectSorted(await run(nodes, edges, TEN));
});

describe('in Loop Over Items', () => {
	const loop = {
		name: 'Loop',
		type: 'n8n-nodes-base.splitInBatches',
		typeVersion: 3,
		parameters: { batchSize: 3, options: {} },
	};
	const NINE = Array.from({ length: 9 }, (_, row) => ({
		id: row % 3 === 1 ? `BAD-${row}` : `c${row}`,
	}));

	it('in each pass', async () => {
		const nodes = [loop, add(), ...ends()];
		const edges: Edge[] = [
			['Items', 'Loop'],
			['Loop', 'Node', { output: 1 }],
			...outlets,
			[GOOD, 'Loop'],
		];
		expectSorted(await run(nodes, edges, NINE), NINE);
	});
});

it('as the first node of a sub-workflow', async () => {
	const called = {
		name: 'Called',
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		typeVersion: 1.1,
		parameters: { inputSource: 'passthrough' },
	};
	const sub = await publishWorkflow(
		[called, add(), ...ends('Called')],
		[['Called', 'Node'], ...outlets],
	);
	const caller = {
		name: 'Call',
		type: 'n8n-nodes-base.executeWorkflow',
		typeVersion: 1.2,
		parameters: { workflowId: byId(sub), mode: 'once', options: {} },
	};
	await run([caller], [['Items', 'Call']], TEN);
	const [execution] = await executionsOf(sub, 1);
	expectSorted(execution!);
});

it('with the empty item of Always Output Data, which is linked to the items that were dropped', async () => {
	const filter = {
		name: 'Filter',
		type: 'n8n-nodes-base.filter',
		typeVersion: 2.2,
		alwaysOutputData: true,
		parameters: {
			conditions: condition('={{ $json.id }}', 'startsWith', 'x'),
			options: {},
		},
	};
	const nodes = [filter, add(), ...ends()];
	const edges: Edge[] = [['Items', 'Filter'], ['Filter', 'Node'], ...outlets];
	const execution = await run(nodes, edges, [{ id: 'a' }]);
	expect(execution.status).toBe('success');
	expect(given(execution, GOOD)).toEqual([]);
	expect(given(execution, BAD)).toMatchObject([
		{ json: { error: { code: 'invalidRecord' }, from: 'a' } },
	]);
	expect(simulator.requestCount).toBe(0);
});

describe('when the editor runs the node alone, behind the second output of IF', () => {
	const edges: Edge[] = [['Items', 'If'], ['If', 'Node', { output: 1 }], ...outlets];
	const nodes = () => [
		{ name: 'Items', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		ifNode('If', '={{ $json.id }}', 'startsWith', 'x'),
		add(),
		...ends(),
	];
	const pinned = (items: Json[]) => items.map((json) => ({ json }));

	/** Runs up to a node, on what an earlier run has left. */
	async function runTo(id: string, nodeName: string, runData?: Json): Promise<Execution> {
		await rest('POST', `/workflows/${id}/run`, {
			destinationNode: { nodeName, mode: 'inclusive' },
			...(runData ? { runData, dirtyNodeNames: [] } : { triggerToStartFrom: { name: 'Items' } }),
		});
		return (await executionsOf(id, runData ? 2 : 1)).at(-1)!;
	}

	function results({ data }: Execution): { good: Item[]; bad: Item[] } {
		const [good, bad] = data.resultData.runData.Node?.at(-1)?.data?.main ?? [];
		return { good: good ?? [], bad: bad ?? [] };
	}

	it('gives each result once', async () => {
		const { id } = await saveWorkflow(nodes(), edges, {
			pinData: { Items: pinned([{ id: 'x1' }, ...TEN]) },
		});
		const before = await runTo(id, 'If');
		const execution = await runTo(id, 'Node', before.data.resultData.runData);
		const { good, bad } = results(execution);
		expect(good.map(({ json, pairedItem }) => [json.crmRecordId, pairedItem])).toEqual(
			TEN.flatMap(({ id }, item) => (item === 3 ? [] : [[id, { item }]])),
		);
		expect(bad).toMatchObject([{ json: { id: 'BAD-3' }, pairedItem: { item: 3 } }]);
	});

	// n8n asks the second output of IF for the item, and IF has only the one that is pinned. Without
	// our care it would throw, and pass all ten items on as results.
	it('gives each result once, where IF is pinned', async () => {
		const { id } = await saveWorkflow(nodes(), edges, {
			pinData: { Items: pinned(TEN), If: pinned(TEN) },
		});
		const before = await runTo(id, 'Items');
		const execution = await runTo(id, 'Node', before.data.resultData.runData);
		const { good, bad } = results(execution);
		expect(good.map(({ json }) => [json.crmRecordId, json.outcome])).toEqual(
			TEN.flatMap(({ id }, item) => (item === 3 ? [] : [[id, 'added']])),
		);
		expect(bad).toMatchObject([{ json: { error: { crmRecordId: 'BAD-3' } } }]);
	});
});
