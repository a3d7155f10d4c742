import fc from 'fast-check';
import type { Priority } from '../../../nodes/EightByEightCampaigns/client/api';
import { RANKS } from './dialect';
import { CAMPAIGN, crmIds, deliverExample, type Example } from './example';
import type { Fault } from './faults';
import { faultsOf } from './laws';
import { runs } from './runs';
import { rankScenario, scenario } from './scenario';
import { tryItems, type Item } from './tries';
import { createWorld, type Request } from './world';

const byRank = (example: Example) =>
	deliverExample({ ...example, options: { order: 'rank', batchSize: 4, ...example.options } });

/** Items with ids of their own and these priorities, one letter each: H, M or L. */
const withPriorities = (letters: string): Item[] =>
	Array.from(letters, (letter, n) => ({
		campaignId: CAMPAIGN,
		crmRecordId: `CRM-${n + 1}`,
		priority: { H: 'HIGH', M: 'MEDIUM', L: 'LOW' }[letter] as Priority,
	}));

/** Each request in one line: its records with the ranks that they bring. */
const shown = (requests: readonly Request[]) =>
	requests.map(({ records }) =>
		records
			.map(({ crmRecordId, rank }) =>
				rank === undefined ? crmRecordId : `${crmRecordId}=${Number(rank.toFixed(3))}`,
			)
			.join(' ')
			.replaceAll('CRM-', ''),
	);

const mostAtOnce = (requests: readonly Request[]) =>
	Math.max(...requests.map(({ underWay }) => underWay));

it('makes 8x8 dial in the order of the items, before all that others append, whatever goes wrong', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.oneof(rankScenario, scenario),
			async ({ items, options: given, world: spec }) => {
				const options = { ...given, order: 'rank' as const };
				const world = createWorld(spec);
				const run = await tryItems(world, items, options);
				expect(await faultsOf(world, [run], options)).toEqual([]);
			},
		),
		runs(1_000),
	);
});

it('numbers what follows the first batch between the last rank of 8x8 and the next whole number', async () => {
	const { requests } = await byRank({ items: crmIds(10), campaign: { old: ['OLD'] } });
	expect(shown(requests)).toEqual([
		'1 2 3 4',
		'5=5.143 6=5.286 7=5.429 8=5.571',
		'9=5.714 10=5.857',
	]);
});

it('has the first record of each priority in the first batch, and counts each by itself', async () => {
	const { requests } = await byRank({ items: withPriorities('HHHHHLHLHM') });
	expect(shown(requests)).toEqual(['1 2 6 10', '3=2.167 4=2.333 5=2.5 7=2.667', '8=1.5 9=2.833']);
});

it('leaves the ranks that records bring, and does not count them', async () => {
	const items: Item[] = crmIds(8).map((crmRecordId, n) => ({
		campaignId: CAMPAIGN,
		crmRecordId,
		...(n % 2 === 1 && { rank: 50 + n }),
	}));
	const { requests } = await byRank({ items });
	expect(shown(requests)).toEqual(['1 2=51 3 4=53', '5=3.333 6=55 7=3.667 8=57']);
});

it('sends the first batch alone, then as many at once as "Concurrency" allows', async () => {
	const { requests, duration } = await byRank({ items: crmIds(100), latencies: [100] });
	expect(requests).toHaveLength(25);
	expect(requests[1]!.beside).toEqual([]);
	expect(mostAtOnce(requests)).toBe(5);
	// The first one, then 24 in five rounds, of 200 ms each.
	expect(duration).toBe(200 * (1 + 5));
});

it('numbers the rest of a first batch that 8x8 refuses, once it has accepted a part of it', async () => {
	const { requests, counts } = await byRank({
		items: crmIds(9),
		campaign: { invalid: ['CRM-3'] },
		dialect: { invalid: 'opaque' },
	});
	expect(counts).toEqual({ added: 8, refusedUnexplained: 1 });
	expect(shown(requests)).toEqual([
		'1 2 3 4',
		'1 2',
		'3=2.125 4=2.25',
		'3=2.125',
		'4=2.25',
		'5=2.375 6=2.5 7=2.625 8=2.75',
		'9=2.875',
	]);
});

it('numbers what comes before a record that was tried ahead of its place', async () => {
	// The first five are refused alike, then one is tried after them: the last of them is accepted.
	const { requests, stored } = await byRank({
		items: crmIds(40),
		options: { batchSize: 8 },
		campaign: { invalid: crmIds(36) },
		dialect: { invalid: 'opaque' },
	});
	expect(stored).toEqual(['CRM-40', 'CRM-37', 'CRM-38', 'CRM-39']);
	const ranks = new Map(
		requests.flatMap(({ records }) => records).map((r) => [r.crmRecordId, r.rank]),
	);
	expect(ranks.get('CRM-40')).toBeUndefined();
	// 8x8 has given it 1.
	expect(['CRM-37', 'CRM-38', 'CRM-39'].map((id) => ranks.get(id))).toEqual([
		37 / 40,
		38 / 40,
		39 / 40,
	]);
});

describe('goes on one batch after the other', () => {
	const items = crmIds(40);
	const numbered = (requests: readonly Request[]) =>
		requests.filter(({ records }) => records.some(({ rank }) => rank !== undefined));

	it.each(Object.keys(RANKS).filter((form) => !['number', 'text'].includes(form)))(
		'as long as the answers tell no rank (%s)',
		async (ranks) => {
			const { requests, stored } = await byRank({
				items,
				dialect: { ranks: ranks as keyof typeof RANKS },
			});
			expect(stored).toEqual(items);
			expect(requests).toHaveLength(10);
			expect(mostAtOnce(requests)).toBe(1);
			expect(numbered(requests)).toEqual([]);
		},
	);

	it('with at most one record ahead of its place, if 8x8 tells no rank for it', async () => {
		const { stored } = await byRank({
			items,
			campaign: { invalid: crmIds(36) },
			dialect: { invalid: 'opaque', ranks: 'missing' },
		});
		expect(stored).toEqual(['CRM-40', 'CRM-37', 'CRM-38', 'CRM-39']);
	});

	it('until an answer tells a rank', async () => {
		const { requests } = await byRank({
			items,
			faults: [
				{ kind: 'body', change: { omitEvery: 4 } },
				{ kind: 'none' },
				{ kind: 'gateway', status: 413, processed: false },
			],
		});
		// The first batch, its last record again, then the second batch in two parts.
		expect(shown(requests).slice(0, 6)).toEqual([
			'1 2 3 4',
			'4',
			'5 6 7 8',
			'5 6',
			'7=6.029 8=6.057',
			'9=6.086 10=6.114 11=6.143 12=6.171',
		]);
		expect(mostAtOnce(requests)).toBe(5);
	});

	it('after only lost answers, though the records may be in', async () => {
		const lost: Fault = { kind: 'timeout', processed: true };
		const { requests, counts } = await byRank({
			items,
			options: { maxRetries: 0 },
			faults: [lost, lost],
		});
		expect(counts).toEqual({ unconfirmed: 8, added: 32 });
		expect(shown(requests).slice(0, 3)).toEqual(['1 2 3 4', '5 6 7 8', '9 10 11 12']);
		expect(requests[3]!.records[0]!.rank).toBeGreaterThan(12);
	});
});

it('reads a rank that is answered as text', async () => {
	const { requests } = await byRank({ items: crmIds(6), dialect: { ranks: 'text' } });
	expect(shown(requests)).toEqual(['1 2 3 4', '5=4.333 6=4.667']);
});

it('sends all at once when every record brings its rank', async () => {
	const items = crmIds(40).map((crmRecordId, rank) => ({
		campaignId: CAMPAIGN,
		crmRecordId,
		rank,
	}));
	const { requests } = await byRank({ items, latencies: [100] });
	expect(requests.slice(0, 5).map(({ beside }) => beside.length)).toEqual([0, 1, 2, 3, 4]);
});

it('sends a numbered batch with the same ranks again when its answer got lost', async () => {
	const { requests, counts } = await byRank({
		items: crmIds(8),
		faults: [{ kind: 'none' }, { kind: 'timeout', processed: false }],
	});
	expect(counts).toEqual({ added: 8 });
	expect(requests[2]!.records).toEqual(requests[1]!.records);
});
