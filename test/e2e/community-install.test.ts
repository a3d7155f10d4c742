import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PROJECT } from '../../scripts/process/folders';
import { provideN8n } from '../../scripts/n8n/provide';
import { folder, NODE_TYPE, type Json } from './n8n';
import { listAll, listed, type ListedType } from './listedTypes';

const NODES = join(folder, '.n8n', 'nodes');
const INSTALLED = join(NODES, 'node_modules', 'n8n-nodes-8x8-campaigns');

const manifestIn = (where: string) =>
	JSON.parse(readFileSync(join(where, 'package.json'), 'utf8')) as Json & { version: string };

it('is installed with what users need, and nothing else', () => {
	expect(readdirSync(join(NODES, 'node_modules'))).toEqual(['n8n-nodes-8x8-campaigns']);
	expect(readdirSync(INSTALLED).sort()).toEqual([
		'CHANGELOG.md',
		'LICENSE.md',
		'README.md',
		'dist',
		'package.json',
	]);
	const files = readdirSync(join(INSTALLED, 'dist'), { recursive: true, encoding: 'utf8' });
	const kinds = files.filter((file) => file.includes('.')).map((file) => file.split('.').at(-1));
	expect([...new Set(kinds)].sort()).toEqual(['js', 'json', 'svg']);
});

it('works without the packages that n8n leaves out', () => {
	const { devDependencies, peerDependencies, dependencies, ...kept } = manifestIn(INSTALLED);
	expect([devDependencies, peerDependencies, dependencies]).toEqual([
		undefined,
		undefined,
		undefined,
	]);
	expect(kept.n8n).toEqual(manifestIn(PROJECT).n8n);
	expect(manifestIn(NODES).dependencies).toEqual({ 'n8n-nodes-8x8-campaigns': kept.version });
});

it('is known to n8n as a community node of the packed version', async () => {
	const { communityNodePackageVersion } = await listed('nodes', NODE_TYPE);
	expect(communityNodePackageVersion).toBe(manifestIn(PROJECT).version);
});

describe("n8n's search for nodes", () => {
	type Search = (
		words: string,
		types: ListedType[],
		keys: Array<{ key: string; weight: number }>,
	) => Array<{ item: ListedType }>;

	let search: (words: string) => string[];

	beforeAll(async () => {
		const file = join(await provideN8n(), 'node_modules/@n8n/utils/dist/search/sublime-search.cjs');
		const { sublimeSearch } = createRequire(__filename)(file) as { sublimeSearch: Search };
		const nodes = (await listAll('nodes')).filter(({ name }) => !name.endsWith('Tool'));
		// As the editor weighs them.
		const keys = [
			{ key: 'displayName', weight: 1.3 },
			{ key: 'codex.alias', weight: 1 },
		];
		search = (words) => [
			...new Set(sublimeSearch(words, nodes, keys).map(({ item }) => item.name)),
		];
	});

	it.each([
		'8x8',
		'eight by eight',
		'dialer',
		'dialler',
		'predictive dialer',
		'call list',
		'dialling list',
		'outbound',
		'contact center',
		'contact centre',
		'call center',
		'call centre',
		'telephony',
	])('finds the node first for "%s"', (words) => {
		expect(search(words)[0]).toBe(NODE_TYPE);
	});

	it.each(['campaign', 'call'])('finds the node among others for "%s"', (words) => {
		expect(search(words).slice(0, 5)).toContain(NODE_TYPE);
	});
});
