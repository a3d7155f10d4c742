import {
	errorsOf,
	itemsWithIds,
	jsonOf,
	runAction,
	runAddRecords,
	type ActionRun,
} from '../../scripts/engine/campaignsNode';
import { stopAfterRequests } from './stopButton';
import type { CampaignSpec, CampaignView } from '../../simulator';
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

/** Runs against a campaign that is building until it has refused a request. */
async function readyAfterOneRefusal<T>(
	campaign: CampaignView,
	run: (campaignId: string) => Promise<T>,
): Promise<T> {
	let over = false;
	const running = run(campaign.id).finally(() => (over = true));
	const refused = () => simulator.requests.some(({ status }) => status === 409);
	while (!over && !refused()) await new Promise(setImmediate);
	simulator.updateCampaign(campaign.id, { state: 'READY' });
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

	it('is unconfirmed when it is refused for its state afterwards', async () => {
		simulator.fault({ kind: 'resetAfter' });
		const outcome = await start({ state: 'READY', startMs: 1e9 });

		expect(errorsOf(outcome.items)).toMatchObject([{ code: 'unconfirmed', httpCode: '409' }]);
		expect(simulator.requests.map(({ stored }) => stored)).toEqual([true, false]);
	});
});
