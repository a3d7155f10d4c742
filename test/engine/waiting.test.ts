import {
	errorsOf,
	itemsWithIds,
	jsonOf,
	runAction,
	runAddRecords,
	type ActionRun,
} from '../../scripts/engine/campaignsNode';
import { stopAfterRequests } from './stopButton';
import type { CampaignSpec, CampaignState, CampaignView } from '../../simulator';
import { simulator } from './simulatedCampaign';

const startIt = (campaignId: string, rest: Partial<ActionRun> = { options: { maxWait: 60 } }) =>
	runAction({
		url: simulator.url,
		operation: 'start',
		campaignId,
		onError: 'continueRegularOutput',
		...rest,
	});

const start = (spec: CampaignSpec, rest: Partial<ActionRun> = {}) =>
	startIt(simulator.createCampaign(spec).id, rest);

/** Runs against a campaign that goes on to another state once it has refused a request. */
async function readyAfterOneRefusal<T>(
	campaign: CampaignView,
	run: (campaignId: string) => Promise<T>,
	next: CampaignState = 'READY',
): Promise<T> {
	let over = false;
	const running = run(campaign.id).finally(() => (over = true));
	const refused = () => simulator.requests.some(({ status }) => status === 409);
	while (!over && !refused()) await new Promise(setImmediate);
	simulator.updateCampaign(campaign.id, { state: next });
	return await running;
}

const BUILDING = { state: 'BUILDING', buildMs: 1e9, startMs: 1e9 } as const;

const code = (outcome: Awaited<ReturnType<typeof start>>) => errorsOf(outcome.items)[0]?.code;

describe('Max Wait of an action', () => {
	it('waits until a campaign that is building can be started', async () => {
		const outcome = await readyAfterOneRefusal(simulator.createCampaign(BUILDING), startIt);

		expect(outcome.items[0]?.json).toMatchObject({ state: 'STARTING' });
		expect(simulator.requests.length).toBeGreaterThan(1);
	});

	it('is off by default', async () => {
		const outcome = await start({ state: 'BUILDING', buildMs: 1e9 });

		expect(code(outcome)).toBe('campaignState');
		expect(simulator.requests).toHaveLength(1);
	});

	it('ends with the refusal when the time is up', async () => {
		const outcome = await start({ state: 'BUILDING', buildMs: 1e9 }, { options: { maxWait: 1 } });

		expect(code(outcome)).toBe('campaignState');
		expect(simulator.requests.length).toBeGreaterThan(1);
	});

	it('does not wait for a campaign that is complete for good', async () => {
		const outcome = await start({ state: 'COMPLETE' }, { options: { maxWait: 600 } });

		expect(code(outcome)).toBe('campaignState');
		expect(simulator.requests).toHaveLength(1);
	});

	it.each([
		['start', { state: 'RUNNING' }],
		['start', { state: 'CREATED' }],
		['start', { state: 'PENDING', startTime: '2099-01-01T00:00:00Z' }],
		['start', { state: 'STARTING', startMs: 1e9 }],
		['start', { state: 'READY', enabled: false }],
		['pause', { state: 'PAUSED' }],
		['resume', { state: 'BUILDING', buildMs: 1e9 }],
		['build', { state: 'RUNNING' }],
		['purge', { state: 'RUNNING' }],
	] as Array<[string, CampaignSpec]>)(
		'does not wait for what does not pass: %s, %j',
		async (operation, spec) => {
			const outcome = await start(spec, { operation, options: { maxWait: 600 } });

			expect(code(outcome)).toBe('campaignState');
			expect(simulator.requests).toHaveLength(1);
		},
	);

	it('waits for the next state, and then tells that one', async () => {
		const campaign = simulator.createCampaign(BUILDING);
		const outcome = await readyAfterOneRefusal(campaign, (campaignId) =>
			startIt(campaignId, { operation: 'pause', options: { maxWait: 600 } }),
		);

		expect(errorsOf(outcome.items)).toMatchObject([
			{ message: 'Cannot pause the campaign: it is READY' },
		]);
	});

	it('waits on a refusal that says nothing of the state', async () => {
		simulator.dialect = { campaignText: 'opaque' };
		const outcome = await readyAfterOneRefusal(simulator.createCampaign(BUILDING), startIt);

		expect(outcome.items[0]?.json).toMatchObject({ state: 'STARTING' });
		expect(simulator.requests.length).toBeGreaterThan(1);
	});

	it.each([
		'Campaign is not READY',
		'Campaign is not in READY state',
		'Campaign state is BUILDING but must be READY',
		'Campaign must be READY to START; it is BUILDING',
	])('waits on a refusal that names the state that should be: %s', async (detail) => {
		const body = { text: JSON.stringify({ status: 409, title: 'Conflict', detail }) };
		simulator.fault({ kind: 'status', status: 409, body, times: 2 });
		const outcome = await start({ state: 'READY', startMs: 1e9 }, { options: { maxWait: 60 } });

		expect(outcome.items[0]?.json).toMatchObject({ state: 'STARTING' });
		expect(simulator.requests).toHaveLength(3);
	});

	it('does not tell that a campaign is in the state in which it is not', async () => {
		const text = '{"status":409,"title":"Conflict","detail":"Campaign is not RUNNING"}';
		simulator.fault({ kind: 'status', status: 409, body: { text } });
		const outcome = await start({ state: 'RUNNING' }, { operation: 'pause' });

		expect(errorsOf(outcome.items)).toMatchObject([
			{ code: 'campaignState', message: 'Cannot pause the campaign in its present state' },
		]);
	});

	it('ends at once when the execution is stopped', async () => {
		const outcome = await stopAfterRequests(simulator, 1, (cancel) =>
			start({ state: 'BUILDING', buildMs: 1e9 }, { options: { maxWait: 3600 }, cancel }),
		);

		expect(outcome.status).toBe('canceled');
		expect(errorsOf(outcome.items)).toEqual([]);
	});
});

it('an action that is stopped between two attempts is no failed item', async () => {
	simulator.fault({ kind: 'status', status: 429, retryAfter: 240, times: 'always' });
	const outcome = await stopAfterRequests(simulator, 1, (cancel) =>
		start({ state: 'READY' }, { cancel }),
	);

	expect(outcome.status).toBe('canceled');
	expect(errorsOf(outcome.items)).toEqual([]);
	expect(simulator.requests).toHaveLength(1);
});

describe('Max Wait of Add Records', () => {
	const readings = ['named', 'opaque'] as const;
	it.each(readings)('waits until the campaign takes records (%s)', async (campaignText) => {
		simulator.dialect = { campaignText };
		const campaign = simulator.createCampaign(BUILDING);
		const outcome = await readyAfterOneRefusal(campaign, (campaignId) =>
			runAddRecords({
				url: simulator.url,
				campaignId,
				items: itemsWithIds(3),
				options: { maxWait: 60 },
			}),
		);

		expect(jsonOf(outcome.items)).toMatchObject(Array(3).fill({ outcome: 'added' }));
		expect(simulator.requests.length).toBeGreaterThan(1);
		expect(campaign.recordCount).toBe(3);
	});
});

describe('an action whose answer got lost', () => {
	it('is sent again, and comes out like any other when nothing had happened', async () => {
		simulator.fault({ kind: 'resetBefore' });
		const outcome = await start({ state: 'READY', startMs: 1e9 });

		expect(outcome.items[0]?.json).toMatchObject({ state: 'STARTING' });
		expect(simulator.requests).toHaveLength(2);
	});

	it('is waited for while the campaign is in a state that the action does not lead to', async () => {
		simulator.fault({ kind: 'resetBefore' });
		const campaign = simulator.createCampaign({ state: 'STARTING', startMs: 1e9 });
		const outcome = await readyAfterOneRefusal(
			campaign,
			(id) => startIt(id, { operation: 'pause', options: { maxWait: 60 } }),
			'RUNNING',
		);

		expect(outcome.items[0]?.json).toMatchObject({ state: 'PAUSED' });
		expect(campaign.state).toBe('PAUSED');
	});

	it.each<[string, CampaignSpec]>([
		['pause', { state: 'STARTING', startMs: 1e9 }],
		['pause', { state: 'READY' }],
		['start', { state: 'BUILD_ERROR' }],
		['start', { state: 'READY', enabled: false }],
		['cancel', { state: 'READY' }],
	])(
		'is not called probably done where the state says otherwise: %s, %j',
		async (operation, spec) => {
			simulator.fault({ kind: 'resetBefore' });
			const outcome = await start(spec, { operation });

			expect(errorsOf(outcome.items)).toMatchObject([{ code: 'unconfirmed', httpCode: '409' }]);
			expect(errorsOf(outcome.items)[0]?.message).toMatch(
				/^The action may or may not have taken effect: Cannot \w+ the campaign: it is [A-Z_]+$/,
			);
		},
	);

	it('is unconfirmed when it is refused for its state afterwards', async () => {
		simulator.fault({ kind: 'resetAfter' });
		const outcome = await start({ state: 'READY', startMs: 1e9 });

		expect(errorsOf(outcome.items)).toMatchObject([{ code: 'unconfirmed', httpCode: '409' }]);
		expect(errorsOf(outcome.items)[0]?.message).toMatch(/^The action has probably taken effect/);
		expect(simulator.requests.map(({ stored }) => stored)).toEqual([true, false]);
	});
});
