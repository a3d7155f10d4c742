import { add } from './calls';
import {
	connectSimulator,
	DEFAULT_DIALECT,
	GOOD_KEY,
	startSimulator,
	type Simulator,
	type SimulatorClient,
} from '../../simulator/index';

let simulator: Simulator;
let client: SimulatorClient;

beforeAll(async () => {
	simulator = await startSimulator();
	client = connectSimulator(`${simulator.url}/`);
});
afterEach(() => simulator.reset());
afterAll(() => simulator.close());

const admin = (method: string, path: string, body?: string) =>
	fetch(`${simulator.url}/_simulator${path}`, { method, body });

test('creates a campaign and shows it with its records', async () => {
	const { id } = await client.createCampaign({ state: 'READY', tenant: 'globex', site: 'UK3' });
	expect(simulator.campaign(id)).toMatchObject({ state: 'READY', tenant: 'globex', site: 'UK3' });
	const campaign = await client.createCampaign();
	await add(simulator, campaign, ['b', 'a', 'DNC-1']);
	const full = await client.campaign(campaign.id);
	expect(full).toMatchObject({
		...{ id: campaign.id, site: 'US1', tenant: 'acme', state: 'RUNNING' },
		...{ enabled: true, dynamic: true, recordCount: 3 },
		campaign: { displayStatus: 'RUNNING' },
	});
	expect(full.records).toEqual(
		JSON.parse(JSON.stringify(simulator.campaign(campaign.id).records())),
	);
	const brief = await client.campaign(campaign.id, 'ids');
	expect(brief.crmRecordIds).toEqual(['b', 'a', 'DNC-1']);
	expect(brief).not.toHaveProperty('records');
	expect(await client.campaign(campaign.id, 'none')).not.toHaveProperty('crmRecordIds');
});

test('changes a campaign', async () => {
	const { id } = await client.createCampaign();
	expect(await client.updateCampaign(id, { state: 'RUN_ERROR', enabled: false })).toMatchObject({
		state: 'RUN_ERROR',
		enabled: false,
	});
});

test('lists requests, all or some', async () => {
	const [one, two] = [await client.createCampaign(), await client.createCampaign()];
	await add(simulator, one, ['a']);
	await add(simulator, two, ['b']);
	await add(simulator, one, ['c']);
	const numbers = async (filter?: Parameters<SimulatorClient['requests']>[0]) =>
		(await client.requests(filter)).map(({ number }) => number);
	expect(await numbers()).toEqual([1, 2, 3]);
	expect(await numbers({ campaignId: one.id.toUpperCase() })).toEqual([1, 3]);
	expect(await numbers({ last: 2 })).toEqual([2, 3]);
	expect(await numbers({ last: 0 })).toEqual([]);
	expect(await numbers({ campaignId: one.id, last: 1 })).toEqual([3]);
	expect(await client.requests({ last: 1 })).toMatchObject([
		{ method: 'POST', body: { records: [{ crmRecordId: 'c' }] }, status: 200, stored: true },
	]);
	await client.keepRequests(1);
	expect(await numbers()).toEqual([3]);
	await client.keepRequests(Infinity);
	await client.resetMaxInFlight();
	expect(simulator.maxInFlight).toBe(0);
});

test('sets faults and chaos, shows how often they struck, and clears them', async () => {
	const { id } = await client.createCampaign();
	const fault = await client.fault({ kind: 'status', status: 429, times: Infinity });
	expect((await add(simulator, { id }, ['a'])).status).toBe(429);
	expect((await add(simulator, { id }, ['a'])).status).toBe(429);
	expect(await client.faults()).toEqual([{ id: fault.id, kind: 'status', seen: 2, fired: 2 }]);
	await client.clearFaults();
	expect(await client.chaos({ rate: 1, kinds: ['status'] })).toMatchObject({ kind: 'chaos' });
	expect((await add(simulator, { id }, ['a'])).status).toBe(503);
	await client.clearFaults();
	expect(await client.faults()).toEqual([]);
});

test('sets the dialect', async () => {
	expect(await client.setDialect({ addedStatus: 201 })).toEqual({
		...DEFAULT_DIALECT,
		addedStatus: 201,
	});
	expect(simulator.dialect.addedStatus).toBe(201);
	expect(await client.setDialect({ duplicateStatus: 400 })).toEqual(await client.dialect());
	expect(simulator.dialect.addedStatus).toBe(200);
});

test('says how it stands, and starts anew', async () => {
	const { id } = await client.createCampaign();
	await add(simulator, { id }, ['a']);
	expect(await client.status()).toMatchObject({
		url: simulator.url,
		keys: { [GOOD_KEY]: { product: true } },
		requestCount: 1,
		maxInFlight: 1,
		inFlight: 0,
		faults: [],
		campaigns: [{ id, recordCount: 1 }],
	});
	await client.reset();
	expect(await client.status()).toMatchObject({ requestCount: 0, campaigns: [] });
	await expect(client.campaign(id)).rejects.toThrow(`There is no campaign ${id}`);
});

test('keeps its own requests out of log, count and faults', async () => {
	await client.fault({ kind: 'status', times: Infinity });
	await client.createCampaign();
	expect(simulator.requests).toEqual([]);
	expect([simulator.requestCount, simulator.maxInFlight]).toEqual([0, 0]);
});

test.each([
	['POST', '/campaigns', '{"stat":"READY"}', 400, 'no "stat"'],
	['POST', '/campaigns', '{"state":"ready"}', 400, 'must be one of'],
	['POST', '/campaigns', '{"id":"x"}', 400, 'must be a UUID'],
	['POST', '/campaigns', '{"startTime":"tomorrow"}', 400, 'ISO 8601'],
	['POST', '/campaigns', '{', 400, 'JSON'],
	['POST', '/campaigns', '[]', 400, 'JSON object'],
	['POST', '/faults', '{"kind":"x"}', 400, 'must be one of'],
	['PUT', '/dialect', '{"x":1}', 400, 'no "x"'],
	['PATCH', '/requests', '{"keep":-1}', 400, 'keep'],
	['GET', '/requests?last=x', undefined, 400, 'last'],
	['GET', '/campaigns/x', undefined, 400, 'no campaign'],
	['GET', '/nothing', undefined, 404, 'GET /requests'],
	['DELETE', '/campaigns', undefined, 404, 'POST /campaigns'],
	['GET', '/campaigns/x/records', undefined, 404, 'No such route'],
])('answers %s %s %s with %i and why', async (method, path, body, status, why) => {
	const response = await admin(method, path, body);
	expect(response.status).toBe(status);
	expect(((await response.json()) as { error: string }).error).toContain(why);
});

test('refuses a second campaign with the same id', async () => {
	const { id } = await client.createCampaign();
	await expect(client.createCampaign({ id: id.toUpperCase() })).rejects.toThrow('exists already');
});
