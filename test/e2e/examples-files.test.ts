import { readdirSync } from 'node:fs';
import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';
import { DEMO_CAMPAIGN, simulatorCredential } from '../../scripts/stage/simulator';
import {
	campaignField,
	EXAMPLES,
	importExample,
	readExample,
	type ExampleNode,
} from './exampleWorkflows';
import { get, NODE_TYPE, rest } from './n8n';

const STICKY = 'n8n-nodes-base.stickyNote';

/** Pixels that a node takes with its name below: n8n's canvas has 96 for the node itself. */
const NODE_SIZE = { width: 96, height: 144 };

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** Where the campaign is not chosen in a node of ours, but comes with the data or a settings node. */
const CAMPAIGN_ELSEWHERE = [
	'ai-agent.json',
	'demo.json',
	'scale-out-load.json',
	'scale-out-worker.json',
];

let catalogue: INodeTypeDescription[];

beforeAll(async () => {
	catalogue = (await (await get('/types/nodes.json')).json()) as INodeTypeDescription[];
});

function descriptionOf({ type, typeVersion }: ExampleNode): INodeTypeDescription {
	const found = catalogue.find(
		({ name, version }) => name === type && [version].flat().includes(typeVersion),
	);
	if (!found) throw new Error(`n8n has no ${type} ${typeVersion}`);
	return found;
}

/** As the editor reads them when a workflow is imported: what it does not know or show is dropped. */
function parametersInEditor(node: ExampleNode) {
	const type = descriptionOf(node);
	return NodeHelpers.getNodeParameters(
		type.properties,
		node.parameters as INode['parameters'],
		true,
		false,
		node,
		type,
	);
}

/** Where the values below a value stand: `rule.interval.0.field`. */
function paths(value: unknown, path: string[] = []): string[] {
	if (typeof value !== 'object' || value === null) return [path.join('.')];
	return Object.entries(value).flatMap(([key, inner]) => paths(inner, [...path, key]));
}

const overlap = (a: ExampleNode, b: ExampleNode) => {
	const [first, second] = [a, b].map(({ position: [x, y], type, parameters }) => {
		const { width, height } = type === STICKY ? (parameters as typeof NODE_SIZE) : NODE_SIZE;
		return { left: x, right: x + width, top: y, bottom: y + height };
	});
	return (
		first!.left < second!.right &&
		second!.left < first!.right &&
		first!.top < second!.bottom &&
		second!.top < first!.bottom
	);
};

describe.each(readdirSync(EXAMPLES).filter((name) => name.endsWith('.json')))('%s', (file) => {
	const example = readExample(file);
	const { nodes, connections } = example;
	const ours = nodes.filter(({ type }) => type.startsWith(NODE_TYPE));

	it('explains itself in a sticky note', () => {
		const notes = nodes.filter(({ type }) => type === STICKY);
		expect(notes.map(({ parameters }) => parameters.content)).toContainEqual(
			expect.stringMatching(/^## .+\n\n/),
		);
	});

	it('names no credential of somebody, and holds no key', () => {
		const ids = nodes.flatMap(({ credentials = {} }) =>
			Object.values(credentials).map(({ id }) => id),
		);
		expect(new Set([simulatorCredential('').id, ...ids]).size).toBe(1);
		expect(JSON.stringify(example)).not.toMatch(/eght_\w|sk-\w{8}|Bearer \w|instanceId/);
	});

	it('names no campaign of somebody', () => {
		const named = ours.map(({ parameters }) => (parameters.campaignId as { value: string }).value);
		const filledIn = nodes.some(({ name }) => name === 'Campaign')
			? campaignField(nodes).value
			: '';
		const ids = [...named, filledIn].flatMap((value) => UUID.exec(value) ?? []);
		expect(ids.filter((id) => id !== DEMO_CAMPAIGN)).toEqual([]);
	});

	it('has only nodes and parameters that n8n knows', () => {
		const lost = nodes.flatMap((node) => {
			const known = paths(parametersInEditor(node));
			const unknown = paths(node.parameters).filter((path) => !known.includes(path));
			return unknown.map((path) => [node.name, path]);
		});
		expect(lost).toEqual([]);
	});

	it('asks in the editor for nothing but what only its user knows', () => {
		const issues = nodes.flatMap((node) => {
			const type = descriptionOf(node);
			const completed = { ...node, parameters: parametersInEditor(node) } as INode;
			const found = NodeHelpers.getNodeParametersIssues(type.properties, completed, type);
			return Object.keys(found?.parameters ?? {}).map((parameter) => [node.type, parameter]);
		});
		const campaign = CAMPAIGN_ELSEWHERE.includes(file) ? [] : [[NODE_TYPE, 'campaignId']];
		expect(issues.filter(([type]) => type !== 'n8n-nodes-base.googleSheets')).toEqual(campaign);
	});

	it('connects existing nodes, and leaves none unconnected', () => {
		const names = nodes.map(({ name }) => name);
		const edges = Object.entries(connections).flatMap(([from, kinds]) =>
			Object.values(kinds)
				.flat(2)
				.map(({ node }) => [from, node]),
		);
		expect(new Set(names).size).toBe(names.length);
		expect(names).toEqual(expect.arrayContaining(edges.flat()));
		const alone = nodes.filter(({ name, type }) => type !== STICKY && !edges.flat().includes(name));
		expect(alone.map(({ name }) => name)).toEqual([]);
	});

	it('has no node on top of another or of a note', () => {
		const pairs = nodes.flatMap((a, index) => nodes.slice(index + 1).map((b) => [a, b] as const));
		const clashes = pairs.filter(([a, b]) => overlap(a, b));
		expect(clashes.map(([a, b]) => [a.name, b.name])).toEqual([]);
	});

	it('is imported as it is', async () => {
		const { id } = await importExample(example);
		const imported = await rest<typeof example>('GET', `/workflows/${id}`);
		expect(imported.nodes).toEqual(nodes.map(asImported));
		expect(imported.connections).toEqual(connections);
	});
});

/** n8n takes the credential of the same name, if it does not know the one with the ID. */
function asImported({ credentials = {}, ...node }: ExampleNode) {
	const byName = Object.entries(credentials).map(([type, { name }]) => [
		type,
		expect.objectContaining({ name }) as unknown,
	]);
	const own = byName.length > 0 && { credentials: Object.fromEntries(byName) as unknown };
	return expect.objectContaining({ ...node, ...own }) as unknown;
}
