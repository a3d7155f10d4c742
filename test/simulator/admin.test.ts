import { add, simulator } from './calls';
import { connectSimulator, DEFAULT_DIALECT, GOOD_KEY, type SimulatorClient } from '../../simulator';

let client: SimulatorClient;
beforeAll(() => {
	client = connectSimulator(`${simulator.url}/`);
});

/** What the routes answer that people call by hand. */
async function admin(method: string, path: string, body?: string) {
	const response = await fetch(`${simulator.url}/_simulator${path}`, { method, body });
	return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

test('creates a campaign, and shows it with its records', async () => {
	const other = await client.createCampaign({ state: 'READY', tenant: 'globex', site: 'UK3' });
	expect(simulator.campaign(other.id)).toMatchObject({ tenant: 'globex', site: 'UK3' });
	const campaign = await client.createCampaign();
	await add(campaign, ['b', 'a', 'DNC-1']);
	const full = await client.campaign(campaign.id);
	expect(full).toMatchObject({
		...{ id: campaign.id, site: 'US1', tenant: 'acme', state: 'RUNNING' },
		...{ enabled: true, dynamic: true, recordCount: 3 },
		campaign: { displayStatus: 'RUNNING' },
	});
	const records = simulator.campaign(campaign.id).records();
	expect(full.records).toEqual(JSON.parse(JSON.stringify(records)));
	const brief = await client.campaign(campaign.id, 'ids');
	expect(brief.crmRecordIds).toEqual(['b', 'a', 'DNC-1']);
	expect(brief).not.toHaveProperty('records');
	expect(await client.campaign(campaign.id, 'none')).not.toHaveProperty('crmRecordIds');
});

test('changes a campaign behind the back of the API', async () => {
	const { id } = await client.createCampaign();
	const change = { state: 'RUN_ERROR', enabled: false };
	const { json } = await admin('PATCH', `/campaigns/${id}`, JSON.stringify(change));
	expect(json).toMatchObject(change);
	expect(simulator.campaign(id)).toMatchObject(change);
});

test('lists all requests, the latest, or none', async () => {
	const campaign = await client.createCampaign();
	for (const id of ['a', 'b', 'c']) await add(campaign, [id]);
	const numbers = async () => (await client.requests()).map(({ number }) => number);
	expect(await numbers()).toEqual([1, 2, 3]);
	expect((await admin('GET', '/requests?last=1')).json).toMatchObject([
		{ number: 3, body: { records: [{ crmRecordId: 'c' }] }, status: 200, stored: true },
	]);
	await client.keepRequests(1);
	expect(await numbers()).toEqual([3]);
	await client.keepRequests(0);
	await add(campaign, ['d']);
	expect(await numbers()).toEqual([]);
	await client.keepRequests(Infinity);
	await add(campaign, ['e']);
	expect(await numbers()).toEqual([5]);
	expect(simulator.requestCount).toBe(5);
});

test('sets faults and chaos, shows how often they struck, and clears them', async () => {
	const campaign = await client.createCampaign();
	const fault = await client.fault({ kind: 'status', status: 429, times: Infinity });
	for (let i = 0; i < 2; i++) expect((await add(campaign, ['a'])).status).toBe(429);
	expect(await client.faults()).toEqual([{ id: fault.id, kind: 'status', seen: 2, fired: 2 }]);
	await client.clearFaults();
	await admin('POST', '/chaos', '{"rate":1,"kinds":["status"]}');
	expect((await add(campaign, ['a'])).status).toBe(503);
	await client.clearFaults();
	expect(await client.faults()).toEqual([]);
});

test('sets the dialect, all of it', async () => {
	const set = (readings: string) => admin('PUT', '/dialect', readings);
	const { json } = await set('{"addedStatus":201}');
	expect(json).toEqual({ ...DEFAULT_DIALECT, addedStatus: 201 });
	await set('{"duplicateStatus":400}');
	expect(simulator.dialect).toEqual({ ...DEFAULT_DIALECT, duplicateStatus: 400 });
});

test('says how it stands, and starts over', async () => {
	const campaign = await client.createCampaign();
	await add(campaign, ['a']);
	expect(await client.status()).toMatchObject({
		url: simulator.url,
		keys: { [GOOD_KEY]: { product: true } },
		requestCount: 1,
		maxInFlight: 1,
		faults: [],
		campaigns: [{ id: campaign.id, recordCount: 1 }],
	});
	await client.reset();
	expect(await client.status()).toMatchObject({ requestCount: 0, campaigns: [] });
	await expect(client.campaign(campaign.id)).rejects.toThrow('There is no campaign');
});

test('keeps its own requests out of log, count and faults', async () => {
	await client.fault({ kind: 'status', times: Infinity });
	await client.createCampaign();
	expect(simulator.requests).toEqual([]);
	expect([simulator.requestCount, simulator.maxInFlight]).toEqual([0, 0]);
});

// A slip in a test would otherwise make the test say nothing.
test.each([
	['POST', '/campaigns', '{"stat":"READY"}', 400, 'no "stat"'],
	['POST', '/campaigns', '{"startTime":"tomorrow"}', 400, 'ISO 8601'],
	['POST', '/campaigns', '{', 400, 'JSON'],
	['POST', '/faults', '{}', 400, 'needs a kind'],
	['POST', '/faults', '{"kind":"status","match":{"campaign":"x"}}', 400, 'no "campaign"'],
	['POST', '/chaos', '{"rate":1,"kinds":["explode"]}', 400, 'must be one of'],
	['PUT', '/dialect', '{"addedStatus":202}', 400, 'must be one of 200, 201'],
	['GET', '/campaigns/x', undefined, 400, 'no campaign'],
	['DELETE', '/campaigns', undefined, 404, 'POST /campaigns'],
])('answers %s %s %s with %i and why', async (method, path, body, status, why) => {
	const answer = await admin(method, path, body);
	expect(answer.status).toBe(status);
	expect(answer.json.error).toContain(why);
});

test('refuses a second campaign with the same id', async () => {
	const { id } = await client.createCampaign();
	await expect(client.createCampaign({ id: id.toUpperCase() })).rejects.toThrow('exists already');
});
