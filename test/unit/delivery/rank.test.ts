import fc from 'fast-check';
import type { Priority } from '../../../nodes/EightByEightCampaigns/client/api';
import type { Entry } from '../../../nodes/EightByEightCampaigns/delivery/outcome';
import { createRanks } from '../../../nodes/EightByEightCampaigns/delivery/rank';
import { createUnsent } from '../../../nodes/EightByEightCampaigns/delivery/unsent';
import { runs } from '../delivery-model/runs';
import { CAMPAIGN } from '../helpers/entries';

const entriesOfCount = (count: number): Entry[] =>
	Array.from({ length: count }, (_, itemIndex) => ({
		itemIndex,
		campaignId: CAMPAIGN,
		record: { crmRecordId: `id${itemIndex}` },
	}));

/** What the others are numbered after 8x8 has given that rank to the entry at that place. */
function ranksAfter(entries: readonly Entry[], place: number, rank: unknown) {
	const ranks = createRanks(entries, createUnsent(entries));
	ranks.learn([entries[place]!], () => ({ crmRecordId: '', rank }));
	return entries.filter((_, n) => n !== place).map((entry) => ranks.recordOf(entry).rank);
}

const rise = (ranks: readonly number[]) =>
	ranks.every((rank, n) => n === 0 || rank > ranks[n - 1]!);

it.each([
	['do not rise', [2, 2]],
	['fall', [3, 1]],
	['are missing in between', [undefined, 2]],
	['are missing at the end', [1, undefined]],
	['are no numbers', [1, 'x']],
])('learns nothing from ranks that %s', (_, given) => {
	const entries = entriesOfCount(5);
	const ranks = createRanks(entries, createUnsent(entries));
	ranks.learn(entries.slice(0, 2), ({ itemIndex }) => ({
		crmRecordId: '',
		rank: given[itemIndex],
	}));
	expect(ranks.recordOf(entries[2]!)).toBe(entries[2]!.record);
	expect(ranks.byArrival()).toBe(true);
});

it('learns nothing from an answer that leaves out the last record', () => {
	const entries = entriesOfCount(5);
	const ranks = createRanks(entries, createUnsent(entries));
	ranks.learn(entries.slice(0, 2), ({ itemIndex }) =>
		itemIndex === 0 ? { crmRecordId: '', rank: 1 } : undefined,
	);
	expect(ranks.recordOf(entries[2]!)).toBe(entries[2]!.record);
	expect(ranks.byArrival()).toBe(true);
});

it('keeps to the first rank that it has learnt', () => {
	const entries = entriesOfCount(5);
	const ranks = createRanks(entries, createUnsent(entries));
	ranks.learn([entries[0]!], () => ({ crmRecordId: '', rank: 7 }));
	ranks.learn([entries[1]!], () => ({ crmRecordId: '', rank: 9 }));
	expect(ranks.recordOf(entries[2]!).rank).toBe(7.4);
});

describe('the batches', () => {
	/** Entries with these priorities; `RANKED` brings a rank. */
	const start = (...priorities: Array<Priority | 'RANKED' | undefined>) => {
		const entries = entriesOfCount(priorities.length).map((entry, n): Entry => {
			const priority = priorities[n];
			const more = priority === 'RANKED' ? { rank: 3 } : { priority };
			return { ...entry, record: { ...entry.record, ...more } };
		});
		const unsent = createUnsent(entries);
		const ranks = createRanks(entries, unsent);
		const batch = (size: number) => ranks.batch(size).map(({ itemIndex }) => itemIndex);
		const learn = (place: number, rank: number) =>
			ranks.learn([entries[place]!], ({ record: { crmRecordId } }) => ({ crmRecordId, rank }));
		const rankOf = (place: number) => ranks.recordOf(entries[place]!).rank;
		return { ranks, unsent, batch, learn, rankOf, entries };
	};

	it('begin with one of each priority, and go on in the order of the items', () => {
		const { batch } = start('HIGH', 'HIGH', 'HIGH', 'LOW', 'MEDIUM', 'LOW');
		expect(batch(4)).toEqual([0, 1, 3, 4]);
		expect(batch(4)).toEqual([2, 5]);
	});

	it('hold no more than was asked for', () => {
		const { batch } = start('LOW', 'MEDIUM', 'HIGH', 'HIGH');
		expect(batch(2)).toEqual([0, 1]);
		expect(batch(1)).toEqual([2]);
		expect(batch(1)).toEqual([3]);
		expect(batch(1)).toEqual([]);
	});

	it('take a record without priority as HIGH, as 8x8 does', () => {
		const { batch, learn, rankOf } = start(undefined, 'HIGH', 'LOW');
		expect(batch(2)).toEqual([0, 2]);
		learn(0, 5);
		expect(rankOf(1)).toBe(5.5);
	});

	it('need no order of arrival where every record brings a rank', () => {
		const { ranks, batch, rankOf } = start('RANKED', 'RANKED');
		expect(ranks.byArrival()).toBe(false);
		expect(batch(1)).toEqual([0]);
		expect(rankOf(1)).toBe(3);
	});

	it('come by arrival until 8x8 has ranked one of each priority', () => {
		const { ranks, batch, learn, rankOf } = start('HIGH', 'LOW', 'HIGH', 'LOW', 'RANKED');
		batch(2);
		learn(0, 7);
		expect(ranks.byArrival()).toBe(true);
		learn(1, 8);
		expect(ranks.byArrival()).toBe(false);
		expect([rankOf(2), rankOf(3), rankOf(4)]).toEqual([7.5, 8.5, 3]);
	});

	it('come by arrival no longer once nothing is left to be ranked', () => {
		const { ranks, batch } = start('HIGH', 'RANKED');
		batch(1);
		expect(ranks.byArrival()).toBe(false);
	});
});

it('numbers what lies before the ranked record below it, what lies behind it above', () => {
	const numbers = ranksAfter(entriesOfCount(5), 3, 10);
	expect(numbers).toEqual([9.25, 9.5, 9.75, 10.5]);
});

it('takes the last of several ranks that rise', () => {
	const entries = entriesOfCount(4);
	const ranks = createRanks(entries, createUnsent(entries));
	ranks.learn(entries.slice(0, 2), ({ itemIndex }) => ({ crmRecordId: '', rank: itemIndex + 1 }));
	expect(ranks.recordOf(entries[2]!).rank).toBeCloseTo(2 + 1 / 3);
});

it('learns nothing from what an answer says of the records of another priority', () => {
	const entries = entriesOfCount(4).map((entry, n): Entry => {
		const priority = n < 2 ? 'HIGH' : 'LOW';
		return { ...entry, record: { ...entry.record, priority } };
	});
	const ranks = createRanks(entries, createUnsent(entries));
	ranks.learn([entries[0]!], () => ({ crmRecordId: '', rank: 7 }));
	expect(ranks.recordOf(entries[1]!).rank).toBe(7.5);
	expect(ranks.recordOf(entries[3]!).rank).toBeUndefined();
});

it.each([
	['is numbered', 2 ** 51 / 3 - 1, true],
	['is not numbered', 2 ** 51 / 3, false],
	['is not numbered', -(2 ** 51), false],
])('%s beside the rank %d, as far as there are doubles enough', (_, rank, isNumbered) => {
	const [second] = ranksAfter(entriesOfCount(2), 0, rank);
	expect(second !== undefined).toBe(isNumbered);
});

it('keeps all numbers apart and below the next whole number, for a million records after millions', () => {
	const ranks = ranksAfter(entriesOfCount(1_000_000), 0, 25_000_000) as number[];
	expect(ranks[0]).toBeGreaterThan(25_000_000);
	expect(rise(ranks)).toBe(true);
	expect(ranks.at(-1)).toBeLessThan(25_000_001);
});

it('keeps all numbers apart and around the rank of 8x8, or gives none', () => {
	const rank = fc.oneof(
		fc.nat({ max: 2_000_000 }),
		fc.double({ noNaN: true, noDefaultInfinity: true }),
		fc.integer({ min: 30, max: 52 }).map((power) => 2 ** power),
	);
	fc.assert(
		fc.property(fc.integer({ min: 2, max: 400 }), fc.nat(), rank, (count, at, given) => {
			const place = at % count;
			const ranks = ranksAfter(entriesOfCount(count), place, given);
			if (ranks.includes(undefined)) {
				expect(new Set(ranks).size).toBe(1);
				// There would be room for them beside every rank that a campaign can come to.
				expect(Math.abs(given)).toBeGreaterThan(1e12);
				return;
			}
			const numbers = ranks as number[];
			expect(rise([given - 1, ...numbers.slice(0, place), given])).toBe(true);
			expect(rise([given, ...numbers.slice(place), given + 1])).toBe(true);
		}),
		runs(1_000),
	);
});
