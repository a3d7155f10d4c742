import { DUPLICATES, INVALIDS } from './dialect';
import { crmIds, deliverExample, type Example } from './example';
import type { Fault } from './faults';

const keys = <T extends object>(table: T) => Object.keys(table) as Array<keyof T>;

const requestsFor = async (example: Example) => (await deliverExample(example)).requests.length;

/** The same places every time, spread without a pattern. */
const places = (count: number, seed: number) =>
	Array.from({ length: count }, (_, n) => 1 + ((seed * 7_919 + n * 104_729 + n * n * 31) % 100));

describe('a batch of 100 takes', () => {
	it('one request when all is well', async () => {
		expect(await requestsFor({ items: crmIds(100) })).toBe(1);
	});

	it.each(['first', 'listed', 'reworded', 'sample'] as const)(
		'one request more for a record that the campaign has, when 8x8 names it (%s)',
		async (duplicate) => {
			const { requests, counts } = await deliverExample({
				items: crmIds(100),
				campaign: { old: ['CRM-57'] },
				dialect: { duplicate },
			});
			expect(counts).toEqual({ added: 99, alreadyInCampaign: 1 });
			expect(requests).toHaveLength(2);
		},
	);

	it.each(['places', 'firstPlace', 'quoted'] as const)(
		'one request more for an invalid record, when 8x8 names it (%s)',
		async (invalid) => {
			const example = { items: crmIds(100), campaign: { invalid: ['CRM-57'] } };
			expect(await requestsFor({ ...example, dialect: { invalid } })).toBe(2);
		},
	);

	it('15 requests at most for a bad record that 8x8 does not name, wherever it is', async () => {
		for (const old of crmIds(100)) {
			const example = { items: crmIds(100), campaign: { old: [old] } };
			expect(await requestsFor({ ...example, dialect: { duplicate: 'opaque' } })).toBeLessThan(16);
			expect(await requestsFor({ ...example, dialect: { duplicate: 'unnamed' } })).toBeLessThan(16);
		}
	});

	it('60 requests at most for five bad records that 8x8 does not name', async () => {
		for (let seed = 1; seed <= 100; seed++) {
			const invalid = places(5, seed).map((place) => `CRM-${place}`);
			const example = { items: crmIds(100), campaign: { invalid } };
			expect(await requestsFor({ ...example, dialect: { invalid: 'opaque' } })).toBeLessThan(61);
		}
	});

	it.each(keys(DUPLICATES).filter((duplicate) => duplicate !== 'opaque'))(
		'200 requests at most when the campaign has all of them (%s)',
		async (duplicate) => {
			const { requests, counts } = await deliverExample({
				items: crmIds(100),
				campaign: { old: crmIds(100) },
				dialect: { duplicate },
			});
			expect(counts).toEqual({ alreadyInCampaign: 100 });
			expect(requests.length).toBeLessThanOrEqual(200);
		},
	);

	describe.each(['sequence', 'rank', 'none'] as const)('in order "%s"', (order) => {
		it.each([
			['Stop mode', 1_000, true],
			['Stop mode, and there is no other', 100, true],
			['a Continue mode', 1_000, false],
			['a Continue mode, and there is no other', 100, false],
		])(
			'25 requests at most when 8x8 refuses all without a reason: in %s',
			async (_, size, stops) => {
				const { requests, counts } = await deliverExample({
					items: crmIds(size),
					campaign: { old: crmIds(size) },
					dialect: { duplicate: 'opaque' },
					options: { order, stopOnFailure: stops },
				});
				expect(requests.length).toBeLessThanOrEqual(25);
				expect(counts.refusedUnexplained).toBeGreaterThanOrEqual(5);
				expect(counts.refusedUnexplained! + counts.notSent!).toBe(size);
			},
		);
	});

	it.each(keys(INVALIDS))('200 requests at most when all are invalid (%s)', async (invalid) => {
		const example = { items: crmIds(100), campaign: { invalid: crmIds(100) } };
		expect(await requestsFor({ ...example, dialect: { invalid } })).toBeLessThanOrEqual(200);
	});

	it.each(['first', 'listed', 'unnamed'] as const)(
		'201 requests at most when it was stored and the answer got lost (%s)',
		async (duplicate) => {
			const { requests, counts } = await deliverExample({
				items: crmIds(100),
				dialect: { duplicate },
				faults: [{ kind: 'timeout', processed: true }],
			});
			expect(counts).toEqual({ addedUnconfirmed: 100 });
			expect(requests.length).toBeLessThanOrEqual(201);
		},
	);

	it('two requests when the first one was lost and has stored nothing', async () => {
		const { requests, counts } = await deliverExample({
			items: crmIds(100),
			faults: [{ kind: 'timeout', processed: false }],
		});
		expect(counts).toEqual({ added: 100 });
		expect(requests).toHaveLength(2);
	});
});

describe.each(['sequence', 'rank', 'none'] as const)('with the order "%s"', (order) => {
	it.each(['first', 'unnamed', 'sample'] as const)(
		'a load that is sent again costs 1.2 requests a record (%s)',
		async (duplicate) => {
			const { requests, counts } = await deliverExample({
				items: crmIds(1_000),
				options: { order },
				campaign: { old: crmIds(900) },
				dialect: { duplicate },
			});
			expect(counts).toEqual({ added: 100, alreadyInCampaign: 900 });
			expect(requests.length).toBeLessThanOrEqual(1.2 * 900);
		},
	);

	it('known and new records in turn cost three requests a known one', async () => {
		const { requests, counts } = await deliverExample({
			items: crmIds(1_000),
			options: { order },
			campaign: { old: crmIds(1_000).filter((_, index) => index % 2 === 0) },
		});
		expect(counts).toEqual({ added: 500, alreadyInCampaign: 500 });
		expect(requests.length).toBeLessThanOrEqual(3 * 500);
	});

	it.each([
		['head', 1],
		['middle', 2_250],
		['tail', 4_501],
	])('500 old records at the %s cost two requests each', async (_, from) => {
		const { requests, counts } = await deliverExample({
			items: crmIds(5_000),
			options: { order },
			campaign: { old: crmIds(500, from) },
			dialect: { duplicate: 'opaque' },
		});
		expect(counts).toEqual({ added: 4_500, refusedUnexplained: 500 });
		expect(requests.length).toBeLessThanOrEqual(50 + 2 * 500 + 40);
	});

	it.each(['complete', 'notDynamic', 'unknown'] as const)(
		'10 requests at most show that a campaign takes no records (%s)',
		async (standing) => {
			const { requests, counts } = await deliverExample({
				items: crmIds(100_000),
				options: { order },
				campaign: { standing },
			});
			expect(counts.notSent).toBeGreaterThan(99_000);
			expect(requests.length).toBeLessThanOrEqual(10);
		},
	);

	it('a campaign that is building takes all records once it is ready', async () => {
		const { requests, counts, duration } = await deliverExample({
			items: crmIds(1_000),
			options: { order, maxWait: 20_000 },
			campaign: { busy: { state: 'BUILDING', until: 10_000 } },
		});
		expect(counts).toEqual({ added: 1_000 });
		expect(requests.length).toBeLessThanOrEqual(30);
		expect(duration).toBeLessThan(16_000);
	});

	// One request polls, 7 times in 10 seconds; the first batches are halved once or down to a record.
	it('a campaign that is building without saying so takes all records once it is ready', async () => {
		const { requests, counts } = await deliverExample({
			items: crmIds(1_000),
			options: { order, maxWait: 20_000 },
			campaign: { busy: { state: 'BUILDING', until: 10_000 } },
			dialect: { campaign: 'opaque' },
		});
		expect(counts).toEqual({ added: 1_000 });
		expect(requests.length).toBeLessThanOrEqual(35);
	});

	it('a campaign that builds longer than the wait gets no more than polls', async () => {
		const { requests, counts, duration } = await deliverExample({
			items: crmIds(1_000),
			options: { order, maxWait: 20_000 },
			campaign: { busy: { state: 'BUILDING', until: 60_000 } },
		});
		expect(Object.keys(counts)).toEqual(['campaignState', 'notSent']);
		expect(requests.length).toBeLessThanOrEqual(40);
		expect(duration).toBeLessThan(20_500);
	});

	it.each(['1', undefined])(
		'a batch takes two requests on average while the rate is limited (Retry-After %s)',
		async (retryAfter) => {
			let free = 0;
			const limiter = (now: number): Fault => {
				if (now < free) return { kind: 'gateway', status: 429, processed: false, retryAfter };
				free = now + 200;
				return { kind: 'none' };
			};
			const { requests, counts } = await deliverExample({
				items: crmIds(5_000),
				options: { order },
				latencies: [60],
				processing: 100,
				limiter,
			});
			expect(counts).toEqual({ added: 5_000 });
			expect(requests.length).toBeLessThanOrEqual(2 * 50 + 10);
		},
	);
});

describe('a campaign that refuses everything without a reason', () => {
	const example = { items: crmIds(10_000), campaign: { standing: 'refusesAll' as const } };

	// Halving down to five single records takes 14 requests, five more are tried all over the load.
	it('takes 20 requests at most in the order of the items', async () => {
		expect(await requestsFor(example)).toBeLessThanOrEqual(20);
	});

	it('takes 20 polls more at most in the order of the items with "Max Wait"', async () => {
		const options = { maxWait: 60_000 };
		expect(await requestsFor({ ...example, options })).toBeLessThanOrEqual(20 + 20);
	});

	it.each([
		[100, 1, 10],
		[100, 5, 15],
		[100, 8, 25],
		[1, 1, 10],
		[1, 5, 15],
	])(
		'takes few requests where order does not count (batches of %d, %d at once: %d)',
		async (batchSize, concurrency, most) => {
			const { requests, counts } = await deliverExample({
				...example,
				options: { order: 'none', batchSize, concurrency },
			});
			expect(Object.keys(counts).sort()).toEqual(['notSent', 'refusedUnexplained']);
			expect(requests.length).toBeLessThanOrEqual(most);
		},
	);
});
