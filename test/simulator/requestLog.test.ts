import { act, add, call, ids, simulator, until } from './calls';
import { GOOD_KEY, startSimulator } from '../../simulator';

test('logs every request to the API as it came, and what was done with it', async () => {
	const campaign = simulator.createCampaign();
	await add(campaign, ['a']);
	await add(campaign, ['a'], { headers: { 'X-Own': 'Yes' } });
	await call({ campaignId: campaign.id, body: 'no json' });
	await call({ method: 'GET', path: '/x?y=1' });
	await act(campaign, { action: 'PAUSE' });
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

test('counts the most requests that were under way at once', async () => {
	const campaign = simulator.createCampaign();
	simulator.fault({ kind: 'latency', ms: 1_000, times: Infinity });
	await Promise.all(ids(7).map((id) => add(campaign, [id])));
	expect(simulator.maxInFlight).toBe(7);
});

test('never counts more than a client with a limit has under way, whatever goes wrong', async () => {
	const campaign = simulator.createCampaign();
	const kinds = ['resetBefore', 'resetAfter', 'cutBody', 'hangAfter', 'hangBefore'] as const;
	simulator.chaos({ rate: 0.4, kinds: [...kinds, { kind: 'latency', ms: 40 }] });
	const waiting = ids(200);
	const worker = async () => {
		for (let id = waiting.pop(); id; id = waiting.pop()) {
			const signal = AbortSignal.timeout(20);
			await add(campaign, [id], { signal }).catch(() => {});
		}
	};
	await Promise.all([worker(), worker(), worker(), worker()]);
	expect(simulator.maxInFlight).toBeLessThanOrEqual(4);
	expect(simulator.maxInFlight).toBeGreaterThan(1);
});

test('delays every request by the simulator’s own latency, and says how long it took', async () => {
	const slow = await startSimulator({ latencyMs: 30 });
	try {
		for (let round = 0; round < 2; round++) {
			await (await fetch(`${slow.url}/x`)).text();
			const [{ startedAt, endedAt } = { startedAt: 0, endedAt: 0 }] = slow.requests;
			// The wait is rounded down to a millisecond, and a timer may fire a millisecond early.
			expect(endedAt! - startedAt).toBeGreaterThanOrEqual(28);
			expect(slow.meanDuration).toBe(endedAt! - startedAt);
			slow.reset();
			expect(slow.meanDuration).toBe(0);
		}
	} finally {
		await slow.close();
	}
});

test('forgets all but its address by a reset', async () => {
	const campaign = simulator.createCampaign();
	simulator.dialect = { addedStatus: 201 };
	await add(campaign, ['a']);
	simulator.fault({ kind: 'status', times: Infinity });
	simulator.reset();
	expect(simulator.requests).toEqual([]);
	expect([simulator.requestCount, simulator.maxInFlight]).toEqual([0, 0]);
	expect(simulator.campaigns()).toEqual([]);
	expect(() => simulator.campaign(campaign.id)).toThrow('There is no campaign');
	expect((await add(campaign, ['a'])).status).toBe(404);
	const { id } = simulator.createCampaign();
	expect((await add({ id }, ['a'])).status).toBe(200);
});

test('drops a request that was delayed over a reset', async () => {
	const { id } = simulator.createCampaign();
	simulator.fault({ kind: 'latency', ms: 50 });
	const delayed = add({ id }, ['a']).catch(() => 'lost');
	await until(() => simulator.faults()[0]?.fired === 1);
	simulator.reset();
	const again = simulator.createCampaign({ id });
	expect(await delayed).toBe('lost');
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(again.recordCount).toBe(0);
});

test('closes at once with connections that hang, wait or idle, and closes twice', async () => {
	const other = await startSimulator();
	const { id } = other.createCampaign();
	const send = () => fetch(`${other.url}/cc/US1/campaigns/v1/${id}/records`);
	await send();
	other.fault({ kind: 'hangBefore', times: 2 });
	other.fault({ kind: 'latency', ms: 60_000 });
	const pending = ids(3).map(() => send().catch(() => 'lost'));
	await until(() => other.requestCount === 4);
	await other.close();
	await other.close();
	expect(await Promise.all(pending)).toEqual(['lost', 'lost', 'lost']);
	await expect(send()).rejects.toThrow('fetch failed');
});
