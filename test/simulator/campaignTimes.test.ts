import { act, add, clock, simulator } from './calls';

test('builds and starts for exactly as long as the campaign says', async () => {
	const campaign = simulator.createCampaign({ state: 'CREATED', buildMs: 1000, startMs: 500 });
	await act(campaign, { action: 'BUILD' });
	clock.now += 999;
	expect(campaign.state).toBe('BUILDING');
	clock.now += 1;
	expect(campaign.state).toBe('READY');
	const built = new Date(clock.now).toISOString();
	expect((await act(campaign, { action: 'START' })).json).toMatchObject({
		state: 'STARTING',
		lastBuildTime: built,
	});
	clock.now += 499;
	expect((await add(campaign, ['a'])).status).toBe(409);
	clock.now += 1;
	expect((await add(campaign, ['a'])).status).toBe(200);
	// Looked at late, the time is still that of the change.
	const started = new Date(clock.now).toISOString();
	clock.now += 10_000;
	const { json } = await act(campaign, { action: 'CANCEL' });
	const completedTime = new Date(clock.now).toISOString();
	expect(json).toMatchObject({ state: 'COMPLETE', startedTime: started, completedTime });
});

test('builds on START by the campaign’s own setting, unless the request says otherwise', async () => {
	const campaign = simulator.createCampaign({ state: 'CREATED', buildOnStart: true });
	const refused = await act(campaign, { action: 'START', buildOnStart: false });
	expect(refused.status).toBe(409);
	const started = await act(campaign, { action: 'START' });
	expect(started.json).toMatchObject({ state: 'BUILDING' });
});

test('waits for a future start time in PENDING', async () => {
	const startTime = new Date(clock.now + 5000).toISOString();
	const campaign = simulator.createCampaign({ state: 'READY', startTime, startMs: 100 });
	const reply = await act(campaign, { action: 'START' });
	expect(reply.json).toMatchObject({ state: 'PENDING', displayStatus: 'SCHEDULED', startTime });
	const states = [4999, 1, 100].map((ms) => {
		clock.now += ms;
		return campaign.state;
	});
	expect(states).toEqual(['PENDING', 'STARTING', 'RUNNING']);
});

test('never starts what was cancelled while PENDING', async () => {
	const startTime = new Date(clock.now + 5000).toISOString();
	const campaign = simulator.createCampaign({ state: 'PENDING', startTime });
	await act(campaign, { action: 'CANCEL' });
	clock.now += 60_000;
	expect(campaign.state).toBe('COMPLETE');
});

test('ends BUILDING in BUILD_ERROR where told to', async () => {
	const unbuildable = simulator.createCampaign({ state: 'CREATED', buildFails: true });
	await act(unbuildable, { action: 'START', buildOnStart: true });
	clock.now += 60_000;
	expect(unbuildable.state).toBe('BUILD_ERROR');
	expect(unbuildable.answer()).not.toHaveProperty('lastBuildTime', expect.any(String));
});
