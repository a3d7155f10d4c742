import { RATE_LIMIT_TELLS, type RateLimitTells, type Simulator } from '../../simulator';
import {
	errorsOf,
	itemsWithIds,
	mapAutomatically,
	runAction,
	runAddRecords,
	type AddRun,
} from '../../scripts/engine/campaignsNode';
import { withOwnSimulator } from './ownSimulator';

/** Two windows at once, short enough for a test. */
const windows = [
	{ requests: 4, seconds: 1 },
	{ requests: 6, seconds: 2 },
];

/** The node treats what says nothing alike, and each of them takes seconds. */
const told = RATE_LIMIT_TELLS.filter((tells) => !/Zero|Past/.test(tells));

const addTo = (simulator: Simulator, campaignId: string, count: number, run: Partial<AddRun>) =>
	runAddRecords({
		url: simulator.url,
		campaignId,
		fields: mapAutomatically(),
		items: itemsWithIds(count).map(({ id }) => ({ crmRecordId: id })),
		...run,
	});

it.concurrent.each(RATE_LIMIT_TELLS)(
	'every record is added in Stop mode while 8x8 limits the rate and tells it by %s',
	(tells) =>
		withOwnSimulator(async (simulator) => {
			simulator.rateLimit = { windows, kind: 'sliding', tells };
			const campaign = simulator.createCampaign();
			const { items, error } = await addTo(simulator, campaign.id, 80, {
				options: { batchSize: 10 },
				onError: 'stopWorkflow',
			});
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.outcome)).toEqual(items.map(() => 'added'));
			expect(campaign.crmRecordIds()).toHaveLength(80);
		}),
);

it.concurrent.each(told)(
	'every action is carried out while 8x8 limits the rate and tells it by %s',
	(tells) =>
		withOwnSimulator(async (simulator) => {
			simulator.rateLimit = { windows, kind: 'sliding', tells };
			const items = Array.from({ length: 7 }, () => ({ id: simulator.createCampaign().id }));
			const run = await runAction({
				url: simulator.url,
				operation: 'pause',
				campaignId: '={{ $json.id }}',
				items,
			});
			expect(run.items.map(({ json }) => json.state)).toEqual(items.map(() => 'PAUSED'));
		}),
);

const skewed = (['resetTime', 'retryAfterDate'] as RateLimitTells[]).flatMap((tells) => [
	[tells, 'ahead', 600_000] as const,
	[tells, 'behind', -600_000] as const,
]);

it.concurrent.each(skewed)(
	'a limit told by %s is waited for, no longer and no shorter, where the clock of 8x8 is ten minutes %s',
	(tells, _, skew) =>
		withOwnSimulator(
			async (simulator) => {
				simulator.rateLimit = { windows: [{ requests: 2, seconds: 2 }], tells };
				const { id } = simulator.createCampaign();
				const { items } = await addTo(simulator, id, 3, {
					options: { batchSize: 1 },
					onError: 'continueRegularOutput',
				});
				expect(errorsOf(items)).toEqual([undefined, undefined, undefined]);
				expect(simulator.requests.filter(({ status }) => status === 429).length).toBeLessThan(3);
			},
			{ now: () => Date.now() + skew },
		),
);

it.concurrent('a pause of more than five minutes ends the run, and says so', () =>
	withOwnSimulator(async (simulator) => {
		simulator.fault({ kind: 'status', status: 429, retryAfter: 301 });
		const { id } = simulator.createCampaign();
		const { items } = await addTo(simulator, id, 20, {
			options: { batchSize: 10 },
			onError: 'continueRegularOutput',
		});
		const codes = errorsOf(items).map((error) => error?.code);
		expect(new Set(codes.slice(0, 10))).toEqual(new Set(['rateLimited']));
		expect(new Set(codes.slice(10))).toEqual(new Set(['notSent']));
		expect(simulator.requests).toHaveLength(1);
	}),
);
