import { connect } from 'node:net';
import { act, add, call, ids, until } from './calls';
import { GOOD_KEY, startSimulator, type Simulator } from '../../simulator/index';

let simulator: Simulator;

beforeEach(async () => {
	simulator = await startSimulator();
});
afterEach(() => simulator.close());

test('logs every request to the API as it came, and what became of it', async () => {
	const campaign = simulator.createCampaign();
	await add(simulator, campaign, ['a']);
	await add(simulator, campaign, ['a'], { headers: { 'X-Own': 'Yes' } });
	await call(simulator, { campaignId: campaign.id, body: 'no json' });
	await call(simulator, { method: 'GET', path: '/x?y=1' });
	await act(simulator, campaign, { action: 'PAUSE' });
	const path = `/cc/US1/campaigns/v1/${campaign.id}/records`;
	const body = { records: [{ crmRecordId: 'a' }] };
	expect(simulator.requests).toMatchObject([
		{ number: 1, method: 'POST', path, body, status: 200, stored: true },
		{ number: 2, method: 'POST', path, body, status: 409, stored: false },
		{ number: 3, body: 'no json', status: 400, stored: false },
		{ number: 4, method: 'GET', path: '/x?y=1', body: undefined, status: 404, stored: false },
		{ number: 5, method: 'PATCH', body: { action: 'PAUSE' }, status: 200, stored: true },
	]);
	expect(simulator.requests[1]?.headers).toMatchObject({ 'x-own': 'Yes', 'x-api-key': GOOD_KEY });
	expect(simulator.requestCount).toBe(5);
});

test('gives times by which requests one after the other never overlap', async () => {
	const campaign = simulator.createCampaign();
	for (const id of ids(50)) await add(simulator, campaign, [id]);
	expect(simulator.maxInFlight).toBe(1);
	const { requests } = simulator;
	for (const [index, { startedAt, endedAt = Infinity }] of requests.entries()) {
		expect(endedAt).toBeGreaterThanOrEqual(startedAt);
		expect(requests[index + 1]?.startedAt ?? Infinity).toBeGreaterThanOrEqual(endedAt);
	}
});

test('counts the most requests that were under way at once', async () => {
	const campaign = simulator.createCampaign();
	simulator.fault({ kind: 'latency', ms: 50, times: Infinity });
	await Promise.all(ids(7).map((id) => add(simulator, campaign, [id])));
	expect(simulator.maxInFlight).toBe(7);
	expect(simulator.inFlight).toBe(0);
	simulator.resetMaxInFlight();
	expect(simulator.maxInFlight).toBe(0);
	await Promise.all(ids(3, 'y').map((id) => add(simulator, campaign, [id])));
	expect(simulator.maxInFlight).toBe(3);
});

test('never counts more than a client with a limit has under way, whatever goes wrong', async () => {
	const campaign = simulator.createCampaign();
	const kinds = ['resetBefore', 'resetAfter', 'cutBody', 'hangAfter', 'hangBefore'] as const;
	simulator.chaos({ rate: 0.4, kinds: [...kinds, { kind: 'latency', ms: 40 }] });
	const waiting = ids(200);
	const worker = async () => {
		for (let id = waiting.pop(); id; id = waiting.pop()) {
			const signal = AbortSignal.timeout(20);
			await add(simulator, campaign, [id], { signal }).catch(() => {});
		}
	};
	await Promise.all([worker(), worker(), worker(), worker()]);
	expect(simulator.maxInFlight).toBeLessThanOrEqual(4);
	expect(simulator.maxInFlight).toBeGreaterThan(1);
});

test('keeps as many of the latest requests as wanted, and counts the others too', async () => {
	const campaign = simulator.createCampaign();
	const numbers = () => simulator.requests.map(({ number }) => number);
	simulator.keepRequests(3);
	for (const id of ids(8)) await add(simulator, campaign, [id]);
	expect(numbers()).toEqual([6, 7, 8]);
	simulator.keepRequests(0);
	expect(numbers()).toEqual([]);
	await add(simulator, campaign, ['y']);
	expect(numbers()).toEqual([]);
	simulator.keepRequests(Infinity);
	for (const id of ids(5, 'z')) await add(simulator, campaign, [id]);
	expect(numbers()).toEqual([10, 11, 12, 13, 14]);
	expect(simulator.requestCount).toBe(14);
});

test('notes a client that leaves while it is still sending', async () => {
	const socket = connect(Number(new URL(simulator.url).port), '127.0.0.1');
	socket.write('POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
	await until(() => simulator.inFlight > 0);
	socket.destroy();
	await until(() => simulator.requests[0]?.status === 'abandoned');
	expect(simulator.inFlight).toBe(0);
	expect(simulator.requests).toMatchObject([{ stored: false }]);
});

test('announces no time after which an idle connection would be closed', async () => {
	const { headers } = await add(simulator, simulator.createCampaign(), ['a']);
	expect(headers.get('connection')).toBe('keep-alive');
	expect(headers.get('keep-alive')).toBeNull();
});

test('delays every request by the simulator’s own latency', async () => {
	const slow = await startSimulator({ latencyMs: 30 });
	try {
		await add(slow, slow.createCampaign(), ['a']);
		const [{ startedAt, endedAt } = { startedAt: 0, endedAt: 0 }] = slow.requests;
		// Timers may fire a millisecond early.
		expect((endedAt ?? 0) - startedAt).toBeGreaterThanOrEqual(29);
		expect(slow.meanDuration).toBe((endedAt ?? 0) - startedAt);
		slow.reset();
		expect(slow.meanDuration).toBe(0);
	} finally {
		await slow.close();
	}
});

test('forgets all but its address by a reset', async () => {
	const campaign = simulator.createCampaign();
	simulator.dialect = { addedStatus: 201 };
	await add(simulator, campaign, ['a']);
	simulator.fault({ kind: 'status', times: Infinity });
	simulator.reset();
	expect(simulator.requests).toEqual([]);
	expect([simulator.requestCount, simulator.maxInFlight]).toEqual([0, 0]);
	expect(simulator.campaigns()).toEqual([]);
	expect(() => simulator.campaign(campaign.id)).toThrow('There is no campaign');
	expect((await add(simulator, campaign, ['a'])).status).toBe(404);
	const { id } = simulator.createCampaign();
	expect((await add(simulator, { id }, ['a'])).status).toBe(200);
});

test('cuts off a hanging request by a reset', async () => {
	simulator.fault({ kind: 'hangBefore' });
	const hanging = add(simulator, simulator.createCampaign(), ['a']).catch(() => 'lost');
	await until(() => simulator.requests[0]?.status === 'hang');
	simulator.reset();
	expect(await hanging).toBe('lost');
	expect(simulator.inFlight).toBe(0);
});

test('drops a request that was delayed over a reset', async () => {
	const { id } = simulator.createCampaign();
	simulator.fault({ kind: 'latency', ms: 50 });
	const delayed = add(simulator, { id }, ['a']).catch(() => 'lost');
	await until(() => simulator.faults()[0]?.fired === 1);
	simulator.reset();
	const again = simulator.createCampaign({ id });
	expect(await delayed).toBe('lost');
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(again.recordCount).toBe(0);
	expect(simulator.inFlight).toBe(0);
});

test('closes at once with connections that hang, wait or idle, and closes twice', async () => {
	const campaign = simulator.createCampaign();
	await add(simulator, campaign, ['idle']);
	simulator.fault({ kind: 'hangBefore', times: 2 });
	simulator.fault({ kind: 'latency', ms: 60_000 });
	const pending = ids(3).map((id) => add(simulator, campaign, [id]).catch(() => 'lost'));
	await until(() => simulator.inFlight === 3);
	await simulator.close();
	await simulator.close();
	expect(await Promise.all(pending)).toEqual(['lost', 'lost', 'lost']);
	await expect(add(simulator, campaign, ['a'])).rejects.toThrow('fetch failed');
});

test('says that a port is taken', async () => {
	const port = Number(new URL(simulator.url).port);
	await expect(startSimulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('gives campaigns the same ids again with the same seed', async () => {
	const other = await startSimulator({ seed: 2 });
	const same = await startSimulator({ seed: 2 });
	try {
		const made = (of: Simulator) => [of.createCampaign().id, of.createCampaign().id];
		const first = made(other);
		expect(made(same)).toEqual(first);
		expect(made(simulator)).not.toEqual(first);
		expect(new Set(first).size).toBe(2);
	} finally {
		await Promise.all([other.close(), same.close()]);
	}
});
