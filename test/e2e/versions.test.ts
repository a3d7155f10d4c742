import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { prepareHome } from '../../scripts/n8n/home';
import { packPackage } from '../../scripts/n8n/pack';
import { provideN8n } from '../../scripts/n8n/provide';
import { newOwner, startServer, type N8nServer } from '../../scripts/n8n/server';
import { N8N_VERSION } from '../../scripts/n8n/version';
import { atEnd, end } from '../../scripts/process/ending';
import { startHttpServer } from '../../scripts/process/httpServer';
import { GOOD_KEY } from '../../simulator';
import { ACTION_STEPS } from '../helpers/actionSteps';
import { execute, outputs, type Execution, type Item } from './execution';
import { get, NODE_TYPE, runNode, saveCredential, type Credential, type Json } from './n8n';
import { byHand, byId, RETRY, simulator, thisNode } from './simulated';
import type { ListedType } from './listedTypes';

/** The last 1.x, the oldest 2.x, and the one that all other tests run. */
const VERSIONS = new Set(['1.123.81', '2.0.0', N8N_VERSION]);

/** Milliseconds within which a version must be installed, which is once, and started. */
const STARTED_WITHIN = 900_000;

/** n8n does not start when it is told to leave out a module that it does not have. */
function withoutUnknownModules(n8n: string): Record<string, string> {
	const registry = join(n8n, 'node_modules', 'n8n', 'dist', 'modules', 'mcp-registry');
	return existsSync(registry) ? {} : { N8N_DISABLED_MODULES: '' };
}

/**
 * Starts an n8n of that version beside the shared one, with a user folder of its own and the package
 * in it, and sets up its owner. `end` ends it.
 */
async function startOtherN8n(version: string, tarball: string): Promise<N8nServer> {
	const n8n = await provideN8n(version);
	const folder = await mkdtemp(join(tmpdir(), `n8n-${version}-`));
	atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
	const home = await prepareHome(folder, n8n, tarball);
	const server = await startServer(home, newOwner(), undefined, withoutUnknownModules(n8n));
	atEnd(() => server.stop());
	return server;
}

let tarball: string;

beforeAll(async () => {
	tarball = await packPackage();
});
afterAll(() => rm(dirname(tarball), { recursive: true }));

describe.each([...VERSIONS])('in n8n %s', (version) => {
	let n8n: N8nServer;
	let credential: Credential;

	beforeAll(async () => {
		n8n = await startOtherN8n(version, tarball);
		credential = await saveCredential(simulator.url, GOOD_KEY, n8n);
	}, STARTED_WITHIN);
	afterAll(end);

	/** Adds a record for each item: its id and rank by expressions, one of them more than a reference. */
	async function add(campaignId: string, items: Json[], settings: Json): Promise<Execution> {
		const parameters = {
			resource: 'record',
			operation: 'add',
			campaignId: byId(campaignId),
			fields: byHand({ crmRecordId: '={{ $json.id }}', rank: '={{ $itemIndex + 1 }}' }),
			options: {},
		};
		return await execute(thisNode(parameters, settings, credential), items, n8n);
	}

	it('is known as an installed node', async () => {
		expect(await n8n.rest('GET', '/settings')).toMatchObject({ versionCli: version });
		const types = (await (await get('/types/nodes.json', n8n)).json()) as ListedType[];
		const names = types.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining([NODE_TYPE, `${NODE_TYPE}Tool`]));
	});

	it('has a credential whose test is green for a good key', async () => {
		const tested = await n8n.rest('POST', '/credentials/test', { credentials: credential });
		expect(tested).toMatchObject({ status: 'OK' });
		expect(simulator.requests).toHaveLength(1);
		expect(simulator.requests[0]).toMatchObject({ method: 'POST', stored: false });
	});

	it('has a credential whose test is red for an unknown key', async () => {
		const unknown = await saveCredential(simulator.url, 'eght_unknown', n8n);
		const tested = await n8n.rest('POST', '/credentials/test', { credentials: unknown });
		expect(tested).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/does not accept the API key.*Admin Console/) as string,
		});
	});

	it('has a credential whose test says in words what is wrong with the base URL', async () => {
		const wrong = await saveCredential(`${simulator.url}/path`, GOOD_KEY, n8n);
		const tested = await n8n.rest('POST', '/credentials/test', { credentials: wrong });
		expect(tested).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/nothing after the host name/) as string,
		});
		expect(simulator.requests).toEqual([]);
	});

	it('gives up an answer that trickles, and closes its connection', async () => {
		const closed: Array<Promise<unknown>> = [];
		const server = await startHttpServer((_request, response) => {
			response.writeHead(200);
			const timer = setInterval(() => response.write(' '), 20);
			response.on('close', () => clearInterval(timer));
			closed.push(once(response, 'close'));
		});
		const trickling = await saveCredential(server.url, GOOD_KEY, n8n);
		const parameters = {
			resource: 'record',
			operation: 'add',
			campaignId: byId(simulator.createCampaign().id),
			fields: byHand({ crmRecordId: 'A-0' }),
			options: { timeout: 200, maxRetries: 0 },
		};
		const settings = { onError: 'continueErrorOutput' };
		const [, failed] = outputs(await execute(thisNode(parameters, settings, trickling), [{}], n8n));
		expect(failed).toMatchObject([{ json: { error: { code: 'unconfirmed' } } }]);
		await Promise.all(closed);
		expect(closed).toHaveLength(1);
		await server.close();
	});

	it.each(ACTION_STEPS)('carries out $operation', async ({ operation, action, from, to }) => {
		const { id } = simulator.createCampaign({ state: from, buildMs: 600_000, startMs: 600_000 });
		const parameters = { resource: 'campaign', operation, campaignId: byId(id), options: {} };
		const campaigns = await runNode(thisNode(parameters, {}, credential), [{}], n8n);
		expect(campaigns).toEqual([expect.objectContaining({ id, state: to })]);
		expect(simulator.requests.map(({ body }) => body)).toEqual([{ action }]);
	});

	it('adds 250 records in three requests, each paired with its item', async () => {
		const { id } = simulator.createCampaign();
		const items = Array.from({ length: 250 }, (_, index) => ({ id: `crm-${index}` }));
		const [records] = outputs(await add(id, items, {}));
		expect(records).toEqual(
			items.map((item, index): Item => {
				const json = { crmRecordId: item.id, outcome: 'added', rank: index + 1 };
				return { json: expect.objectContaining(json) as Json, pairedItem: { item: index } };
			}),
		);
		expect(simulator.campaign(id).crmRecordIds()).toEqual(items.map((item) => item.id));
		expect(simulator.requestCount).toBe(3);
	});

	it('sends a bad record to the error branch, with the fields it came with', async () => {
		const { id } = simulator.createCampaign();
		const items = ['A-0', 'x'.repeat(33), 'A-2'].map((recordId) => ({
			id: recordId,
			contact: { name: `Contact of ${recordId}` },
		}));
		const [records, failed] = outputs(await add(id, items, { onError: 'continueErrorOutput' }));
		expect(records?.map(({ json, pairedItem }) => [json.crmRecordId, pairedItem])).toEqual([
			['A-0', { item: 0 }],
			['A-2', { item: 2 }],
		]);
		const error = expect.objectContaining({
			code: 'invalidRecord',
			crmRecordId: items[1]!.id,
		}) as Json;
		expect(failed).toEqual([{ json: { ...items[1], error }, pairedItem: { item: 1 } }]);
		expect(simulator.campaign(id).crmRecordIds()).toEqual(['A-0', 'A-2']);
	});

	it('sends again with Retry On Fail only what is not in', async () => {
		const { id } = simulator.createCampaign();
		const items = Array.from({ length: 150 }, (_, index) => ({ id: `crm-${index}` }));
		simulator.fault({ kind: 'status', status: 403, match: { crmRecordId: 'crm-100' } });
		const [records] = outputs(await add(id, items, { onError: 'stopWorkflow', ...RETRY }));
		expect(records?.map(({ json }) => json.outcome)).toEqual(items.map(() => 'added'));
		expect(simulator.campaign(id).crmRecordIds()).toEqual(items.map((item) => item.id));
		expect(simulator.requestCount).toBe(3);
	});
});
