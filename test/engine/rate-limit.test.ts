import {
	GOOD_KEY,
	RATE_LIMIT_TELLS,
	startSimulator,
	type RateLimitTells,
	type Simulator,
} from '../../simulator';
import {
	errorsOf,
	itemsWithIds,
	runAction,
	runAddRecords,
} from '../../scripts/engine/campaignsNode';
import { addMapped, campaign, simulator } from './simulatedCampaign';

afterEach(() => {
	simulator.rateLimit = undefined;
});

const records = (count: number) => itemsWithIds(count).map(({ id }) => ({ crmRecordId: id }));

/** Two windows at once, short enough for a test. */
const windows = [
	{ requests: 4, seconds: 1 },
	{ requests: 6, seconds: 2 },
];

/** The node treats what says nothing alike, and each of them takes seconds. */
const told = RATE_LIMIT_TELLS.filter((tells) => !/Zero|Past/.test(tells));

describe.each(RATE_LIMIT_TELLS)('while 8x8 limits the rate and tells it by %s', (tells) => {
	it('every record is added in Stop mode', async () => {
		simulator.rateLimit = { windows, kind: 'sliding', tells };
		const { items, error } = await addMapped(records(80), {
			options: { batchSize: 10 },
			onError: 'stopWorkflow',
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.outcome)).toEqual(records(80).map(() => 'added'));
		expect(campaign.crmRecordIds()).toHaveLength(80);
	});
});

describe.each(told)('while 8x8 limits the rate and tells it by %s', (tells) => {
	beforeEach(() => {
		simulator.rateLimit = { windows, kind: 'sliding', tells };
	});

	it('every action is carried out', async () => {
		const items = Array.from({ length: 7 }, () => ({ id: simulator.createCampaign().id }));
		const run = await runAction({
			url: simulator.url,
			operation: 'pause',
			campaignId: '={{ $json.id }}',
			items,
		});
		expect(run.items.map(({ json }) => json.state)).toEqual(items.map(() => 'PAUSED'));
	});
});

describe.each([
	['ahead', 600_000],
	['behind', -600_000],
])('where the clock of 8x8 is ten minutes %s', (_, skew) => {
	let skewed: Simulator;
	beforeEach(async () => {
		skewed = await startSimulator({ now: () => Date.now() + skew });
	});
	afterEach(() => skewed.close());

	it.each<RateLimitTells>(['resetTime', 'retryAfterDate'])(
		'a limit told by %s is waited for, no longer and no shorter',
		async (tells) => {
			skewed.rateLimit = { windows: [{ requests: 2, seconds: 2 }], tells };
			const { id } = skewed.createCampaign();
			const { items } = await runAddRecords({
				url: skewed.url,
				credentialData: { apiKey: GOOD_KEY },
				campaignId: id,
				items: itemsWithIds(3),
				options: { batchSize: 1 },
				onError: 'continueRegularOutput',
			});
			expect(errorsOf(items)).toEqual([undefined, undefined, undefined]);
			expect(skewed.requests.filter(({ status }) => status === 429).length).toBeLessThan(3);
		},
	);
});

it('a pause of more than five minutes ends the run, and says so', async () => {
	simulator.fault({ kind: 'status', status: 429, retryAfter: 301 });
	const { items } = await addMapped(records(20), { options: { batchSize: 10 } });
	const codes = errorsOf(items).map((error) => error?.code);
	expect(new Set(codes.slice(0, 10))).toEqual(new Set(['rateLimited']));
	expect(new Set(codes.slice(10))).toEqual(new Set(['notSent']));
	expect(simulator.requests).toHaveLength(1);
});
