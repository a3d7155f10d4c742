import { act, clock, simulator } from './calls';
import {
	CAMPAIGN_ACTIONS,
	CAMPAIGN_STATES,
	type CampaignAction,
	type CampaignState,
} from '../../simulator';

/** 8x8's table, written down once more and the other way round: what each state allows. */
const ALLOWED: Record<CampaignState, Partial<Record<CampaignAction, CampaignState>>> = {
	CREATED: { BUILD: 'BUILDING' },
	BUILDING: {},
	READY: { BUILD: 'BUILDING', RESET: 'CREATED', START: 'STARTING' },
	PENDING: { CANCEL: 'COMPLETE' },
	STARTING: {},
	RUNNING: { PAUSE: 'PAUSED', CANCEL: 'COMPLETE' },
	PAUSED: { RESUME: 'RUNNING', CANCEL: 'COMPLETE', PURGE: 'PAUSED' },
	COMPLETE: { PURGE: 'COMPLETE' },
	BUILD_ERROR: { BUILD: 'BUILDING', RESET: 'CREATED' },
	RUN_ERROR: { RETRY: 'RUNNING', CANCEL: 'COMPLETE', PURGE: 'RUN_ERROR' },
	DELETED: {},
};

const everyPair = CAMPAIGN_STATES.flatMap((state) =>
	CAMPAIGN_ACTIONS.map((action) => [state, action, ALLOWED[state][action]] as const),
);

test.each(everyPair)('from %s, %s leads to %s', async (state, action, next) => {
	const campaign = simulator.createCampaign({ state });
	const reply = await act(campaign, { action });
	expect(reply.status).toBe(next ? 200 : 409);
	expect(campaign.state).toBe(next ?? state);
	if (next) expect(reply.json).toMatchObject({ id: campaign.id, state: next });
	else expect(reply.json?.detail).toContain(state);
});

test.each(everyPair)(
	'from %s, %s on a disabled campaign works only if it is BUILD or RESET',
	async (state, action, next) => {
		const campaign = simulator.createCampaign({ state, enabled: false });
		const allowed = next && ['BUILD', 'RESET'].includes(action);
		const reply = await act(campaign, { action });
		expect(reply.status).toBe(allowed ? 200 : 409);
		expect(campaign.state).toBe(allowed ? next : state);
		expect(campaign.enabled).toBe(false);
	},
);

test('answers the campaign, leaving out what is unknown', async () => {
	const campaign = simulator.createCampaign({ state: 'RUNNING', records: ['a', 'b'] });
	const { json, headers } = await act(campaign, { action: 'PAUSE' });
	expect(headers.get('content-type')).toBe('application/vnd.campaigns.v1+json');
	expect(json).toEqual({
		id: campaign.id,
		tenantId: 'acme',
		integrationType: 'contactual',
		state: 'PAUSED',
		displayStatus: 'PAUSED',
		recordCount: 2,
		recordCounts: [{ type: 'DYNAMIC', state: 'PENDING', count: 2 }],
	});
});

test('sets enabled with a valid action only', async () => {
	const campaign = simulator.createCampaign({ state: 'RUNNING' });
	await act(campaign, { action: 'RESUME', enabled: false });
	expect(campaign.enabled).toBe(true);
	const reply = await act(campaign, { action: 'PAUSE', enabled: false });
	expect(reply.json).toMatchObject({ state: 'PAUSED', displayStatus: 'DISABLED' });
	expect(campaign.enabled).toBe(false);
});

test('lets START enable a disabled campaign, or not, by the dialect', async () => {
	const campaign = simulator.createCampaign({ state: 'READY', enabled: false });
	simulator.dialect = { enableWithAction: 'refused' };
	expect((await act(campaign, { action: 'START', enabled: true })).status).toBe(409);
	expect(campaign.enabled).toBe(false);
	simulator.dialect = {};
	expect((await act(campaign, { action: 'START', enabled: true })).status).toBe(200);
	expect(campaign.enabled).toBe(true);
});

test('cancels from READY where the dialect has it', async () => {
	const campaign = simulator.createCampaign({ state: 'READY' });
	simulator.dialect = { cancelFromReady: true };
	expect((await act(campaign, { action: 'CANCEL' })).json).toMatchObject({
		state: 'COMPLETE',
		displayStatus: 'STOPPED',
	});
});

test('shows a purge in displayStatus until the state changes', async () => {
	const campaign = simulator.createCampaign({ state: 'PAUSED' });
	const purged = await act(campaign, { action: 'PURGE' });
	expect(purged.json).toMatchObject({
		state: 'PAUSED',
		displayStatus: 'PURGED',
		lastPurgedTime: new Date(clock.now).toISOString(),
	});
	await act(campaign, { action: 'RESUME' });
	const paused = await act(campaign, { action: 'PAUSE' });
	expect(paused.json).toMatchObject({ displayStatus: 'PAUSED' });
	const failed = simulator.createCampaign({ state: 'RUN_ERROR' });
	await act(failed, { action: 'PURGE' });
	expect(failed.answer().displayStatus).toBe('ERROR_PURGED');
});

test('keeps the records through RESET', async () => {
	const campaign = simulator.createCampaign({ state: 'READY', records: ['a'] });
	await act(campaign, { action: 'RESET' });
	expect(campaign.crmRecordIds()).toEqual(['a']);
});

test.each([
	['an unknown action', { action: 'STOP' }],
	['an action in lower case', { action: 'build' }],
	['no action', { enabled: true }],
	['enabled that is no boolean', { action: 'BUILD', enabled: 'true' }],
	['enabled that is null', { action: 'BUILD', enabled: null }],
	['buildOnStart that is no boolean', { action: 'START', buildOnStart: 1 }],
	['buildOnStart with another action', { action: 'BUILD', buildOnStart: false }],
	['a list', []],
])('answers 400 to %s and changes nothing', async (_case, body) => {
	const campaign = simulator.createCampaign({ state: 'READY' });
	expect((await act(campaign, body)).status).toBe(400);
	expect([campaign.state, campaign.enabled]).toEqual(['READY', true]);
});
