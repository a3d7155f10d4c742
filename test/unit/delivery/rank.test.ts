import fc from 'fast-check';
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

it('keeps to the first rank that it has learnt', () => {
	const entries = entriesOfCount(5);
	const ranks = createRanks(entries, createUnsent(entries));
	ranks.learn([entries[0]!], () => ({ crmRecordId: '', rank: 7 }));
	ranks.learn([entries[1]!], () => ({ crmRecordId: '', rank: 9 }));
	expect(ranks.recordOf(entries[2]!).rank).toBe(7.4);
});
