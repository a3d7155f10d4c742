import { act, add } from './calls';
import { startSimulator, type Simulator } from '../../simulator/index';

let simulator: Simulator;
let clock = Date.UTC(2030, 0, 1);

beforeAll(async () => {
	simulator = await startSimulator({ now: () => clock });
});
afterAll(() => simulator.close());

test('builds and starts for exactly as long as the campaign says', async () => {
	const campaign = simulator.createCampaign({ state: 'CREATED', buildMs: 1000, startMs: 500 });
	await act(simulator, campaign, { action: 'BUILD' });
	clock += 999;
	expect(campaign.state).toBe('BUILDING');
	clock += 1;
	expect(campaign.state).toBe('READY');
	const built = new Date(clock).toISOString();
	expect((await act(simulator, campaign, { action: 'START' })).json).toMatchObject({
		state: 'STARTING',
		lastBuildTime: built,
	});
	clock += 499;
	expect((await add(simulator, campaign, ['a'])).status).toBe(409);
	clock += 1;
	expect((await add(simulator, campaign, ['a'])).status).toBe(200);
	// Looked at late, the time is still that of the change.
	const started = new Date(clock).toISOString();
	clock += 10_000;
	const { json } = await act(simulator, campaign, { action: 'CANCEL' });
	const completedTime = new Date(clock).toISOString();
	expect(json).toMatchObject({ state: 'COMPLETE', startedTime: started, completedTime });
});

test('takes about 300 ms to build and 200 ms to start by default', async () => {
	const campaign = simulator.createCampaign({ state: 'CREATED' });
	await act(simulator, campaign, { action: 'START', buildOnStart: true });
	const states = [0, 299, 1, 199, 1].map((ms) => {
		clock += ms;
		return campaign.state;
	});
	expect(states).toEqual(['BUILDING', 'BUILDING', 'STARTING', 'STARTING', 'RUNNING']);
});

test('passes through all states when nobody looks for a long time', async () => {
	const campaign = simulator.createCampaign({ state: 'CREATED', buildMs: 10, startMs: 20 });
	await act(simulator, campaign, { action: 'START', buildOnStart: true });
	const ordered = clock;
	clock += 60_000;
	expect(campaign.answer()).toMatchObject({
		state: 'RUNNING',
		lastBuildTime: new Date(ordered + 10).toISOString(),
		startedTime: new Date(ordered + 30).toISOString(),
	});
});

test('builds on START by the campaign’s own setting, unless the request says otherwise', async () => {
	const campaign = simulator.createCampaign({ state: 'CREATED', buildOnStart: true });
	const refused = await act(simulator, campaign, { action: 'START', buildOnStart: false });
	expect(refused.status).toBe(409);
	const started = await act(simulator, campaign, { action: 'START' });
	expect(started.json).toMatchObject({ state: 'BUILDING' });
});

test('builds anew when READY is started with buildOnStart', async () => {
	const campaign = simulator.createCampaign({ state: 'READY' });
	const reply = await act(simulator, campaign, { action: 'START', buildOnStart: true });
	expect(reply.json).toMatchObject({ state: 'BUILDING' });
});

test('waits for a future start time in PENDING', async () => {
	const startTime = new Date(clock + 5000).toISOString();
	const campaign = simulator.createCampaign({ state: 'READY', startTime, startMs: 100 });
	const reply = await act(simulator, campaign, { action: 'START' });
	expect(reply.json).toMatchObject({ state: 'PENDING', displayStatus: 'SCHEDULED', startTime });
	const states = [4999, 1, 100].map((ms) => {
		clock += ms;
		return campaign.state;
	});
	expect(states).toEqual(['PENDING', 'STARTING', 'RUNNING']);
});

test('never starts what was cancelled while PENDING', async () => {
	const startTime = new Date(clock + 5000).toISOString();
	const campaign = simulator.createCampaign({ state: 'PENDING', startTime });
	await act(simulator, campaign, { action: 'CANCEL' });
	clock += 60_000;
	expect(campaign.state).toBe('COMPLETE');
});

test('goes on at once when the start time passed while it was building', async () => {
	const startTime = new Date(clock + 100).toISOString();
	const campaign = simulator.createCampaign({ state: 'CREATED', startTime, buildMs: 300 });
	await act(simulator, campaign, { action: 'START', buildOnStart: true });
	clock += 300;
	expect(campaign.state).toBe('STARTING');
});

test('ends BUILDING and STARTING in BUILD_ERROR where told to', async () => {
	const unbuildable = simulator.createCampaign({ state: 'CREATED', buildFails: true });
	await act(simulator, unbuildable, { action: 'START', buildOnStart: true });
	const unstartable = simulator.createCampaign({ state: 'READY', startFails: true });
	await act(simulator, unstartable, { action: 'START' });
	clock += 60_000;
	expect([unbuildable.state, unstartable.state]).toEqual(['BUILD_ERROR', 'BUILD_ERROR']);
	expect(unbuildable.answer()).not.toHaveProperty('lastBuildTime', expect.any(String));
});
