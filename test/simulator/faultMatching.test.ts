import { act, add, simulator, tryToAdd } from './calls';
import type { FaultSpec } from '../../simulator';

test('lets `skip` requests pass, strikes `times`, and then never again', async () => {
	simulator.fault({ kind: 'status', status: 500, skip: 2, times: 3 });
	const statuses = [];
	for (let i = 0; i < 8; i++) {
		statuses.push((await tryToAdd()).status);
	}
	expect(statuses).toEqual([200, 200, 500, 500, 500, 200, 200, 200]);
});

test('lets the first matching fault win, unseen by the others', async () => {
	simulator.fault({ kind: 'status', status: 500 });
	const second = simulator.fault({ kind: 'status', status: 501, skip: 1 });
	expect(await tryToAdd()).toMatchObject({ status: 500 });
	expect(second.seen).toBe(0);
	expect(await tryToAdd()).toMatchObject({ status: 200 });
	expect(await tryToAdd()).toMatchObject({ status: 501 });
});

test('strikes only what matches', async () => {
	const [one, two] = [simulator.createCampaign(), simulator.createCampaign()];
	const strike = (match: FaultSpec['match']) => {
		simulator.clearFaults();
		return simulator.fault({ kind: 'status', status: 500, times: Infinity, match });
	};
	strike({ campaignId: one.id.toUpperCase() });
	expect((await add(one, ['a'])).status).toBe(500);
	expect((await add(two, ['a'])).status).toBe(200);
	strike({ method: 'patch' });
	expect((await act(one, { action: 'PAUSE' })).status).toBe(500);
	expect((await add(one, ['b'])).status).toBe(200);
	strike({ crmRecordId: 'poison', campaignId: two.id });
	expect((await add(two, ['f', 'poison'])).status).toBe(500);
	expect((await add(two, ['f'])).status).toBe(200);
	expect((await add(one, ['poison'])).status).toBe(200);
});

test('mixes faults for chaos, the same again with the same seed', async () => {
	const chaos = async (seed: number) => {
		simulator.clearFaults();
		const view = simulator.chaos({ rate: 0.5, seed });
		const hits = [];
		for (let i = 0; i < 60; i++) {
			await tryToAdd();
			hits.push(simulator.requests.at(-1)?.fault);
		}
		expect(view).toMatchObject({ kind: 'chaos', seen: 60, fired: hits.filter(Boolean).length });
		return hits;
	};
	const first = await chaos(7);
	expect(new Set(first).size).toBeGreaterThan(4);
	expect(first.filter(Boolean).length).toBeGreaterThan(10);
	expect(first.filter(Boolean).length).toBeLessThan(50);
	expect(await chaos(7)).toEqual(first);
	expect(await chaos(8)).not.toEqual(first);
});

test('draws chaos from the given kinds only, for matching requests only', async () => {
	simulator.chaos({
		rate: 1,
		kinds: ['resetBefore', { kind: 'status', status: 418 }],
		match: { method: 'POST' },
	});
	for (let i = 0; i < 20; i++) {
		expect(['lost', 418]).toContain((await tryToAdd()).status);
	}
	const faults = simulator.requests.map(({ fault }) => fault);
	expect(new Set(faults)).toEqual(new Set(['resetBefore', 'status']));
	const campaign = simulator.createCampaign();
	expect((await act(campaign, { action: 'PAUSE' })).status).toBe(200);
});
