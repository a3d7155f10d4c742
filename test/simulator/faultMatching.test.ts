import { act, add, ids } from './calls';
import { startSimulator, type FaultSpec, type Simulator } from '../../simulator/index';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator();
});
afterEach(() => simulator.reset());
afterAll(() => simulator.close());

/** Adds one record to a campaign of its own; undefined when no answer came. */
async function tryToAdd() {
	return add(simulator, simulator.createCampaign(), ['a']).catch(() => undefined);
}

const lastRequest = () => simulator.requests.at(-1);

test('lets `skip` requests pass, strikes `times`, and then never again', async () => {
	simulator.fault({ kind: 'status', status: 500, skip: 2, times: 3 });
	const statuses = [];
	for (let i = 0; i < 8; i++) {
		statuses.push((await tryToAdd())?.status);
	}
	expect(statuses).toEqual([200, 200, 500, 500, 500, 200, 200, 200]);
});

test('strikes for ever, until faults are cleared', async () => {
	const view = simulator.fault({ kind: 'status', status: 500, times: Infinity });
	for (let i = 0; i < 5; i++) expect(await tryToAdd()).toMatchObject({ status: 500 });
	expect(view.fired).toBe(5);
	simulator.clearFaults();
	expect(await tryToAdd()).toMatchObject({ status: 200 });
	expect(simulator.faults()).toEqual([]);
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
	expect((await add(simulator, one, ['a'])).status).toBe(500);
	expect((await add(simulator, two, ['a'])).status).toBe(200);
	strike({ method: 'patch' });
	expect((await act(simulator, one, { action: 'PAUSE' })).status).toBe(500);
	expect((await add(simulator, one, ['b'])).status).toBe(200);
	strike({ path: '/records' });
	expect((await act(simulator, one, { action: 'PAUSE' })).status).toBe(200);
	expect((await add(simulator, one, ['c'])).status).toBe(500);
	strike({ minRecords: 3 });
	expect((await add(simulator, one, ids(2, 'd'))).status).toBe(200);
	expect((await add(simulator, one, ids(3, 'e'))).status).toBe(500);
	strike({ crmRecordId: 'poison', campaignId: two.id });
	expect((await add(simulator, two, ['f', 'poison'])).status).toBe(500);
	expect((await add(simulator, two, ['f'])).status).toBe(200);
	expect((await add(simulator, one, ['poison'])).status).toBe(200);
});

test('strikes by chance, the same again with the same seed', async () => {
	const strikes = async () => {
		simulator.clearFaults();
		simulator.fault({ kind: 'status', times: Infinity, probability: 0.5 });
		const hits = [];
		for (let i = 0; i < 40; i++) hits.push(await tryToAdd().then(() => lastRequest()?.fault));
		return hits;
	};
	const first = await strikes();
	expect(new Set(first)).toEqual(new Set([undefined, 'status']));
	expect(await strikes()).toEqual(first);
});

test('mixes faults for chaos, the same again with the same seed', async () => {
	const chaos = async (seed: number) => {
		simulator.clearFaults();
		const view = simulator.chaos({ rate: 0.5, seed });
		const hits = [];
		for (let i = 0; i < 60; i++) {
			await tryToAdd();
			hits.push(lastRequest()?.fault);
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
		expect([undefined, 418]).toContain((await tryToAdd())?.status);
	}
	const faults = simulator.requests.map(({ fault }) => fault);
	expect(new Set(faults)).toEqual(new Set(['resetBefore', 'status']));
	const campaign = simulator.createCampaign();
	expect((await act(simulator, campaign, { action: 'PAUSE' })).status).toBe(200);
});

test('refuses faults that make no sense', () => {
	const wrong = (spec: object) => () => simulator.fault(spec as FaultSpec);
	expect(wrong({})).toThrow('needs a kind');
	expect(wrong({ kind: 'explode' })).toThrow('must be one of');
	expect(wrong({ kind: 'status', count: 2 })).toThrow('no "count"');
	expect(wrong({ kind: 'status', match: { campaign: 'x' } })).toThrow('no "campaign"');
	expect(wrong({ kind: 'status', probability: 2 })).toThrow('from 0 to 1');
	expect(wrong({ kind: 'status', headers: { 'bad name': 'x' } })).toThrow('valid HTTP headers');
	expect(wrong({ kind: 'redirect', location: 'x\ny' })).toThrow('valid Location');
	expect(() => simulator.chaos({} as never)).toThrow('needs a rate');
	expect(() => simulator.chaos({ rate: 1, kinds: ['explode' as never] })).toThrow('must be one of');
	expect(simulator.faults()).toEqual([]);
});
