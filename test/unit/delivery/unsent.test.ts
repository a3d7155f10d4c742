import { createUnsent } from '../../../nodes/EightByEightCampaigns/delivery/unsent';
import { entriesOf, idsOf } from '../helpers/entries';

const numbered = (count: number) =>
	entriesOf(...Array.from({ length: count }, (_, index) => `id${index}`));

describe('batches', () => {
	it.each([
		[1, 3, [1, 1, 1]],
		[2, 5, [2, 2, 1]],
		[100, 250, [100, 100, 50]],
		[100, 100, [100]],
	])('of %i hold all of %i records, in their order', (size, count, sizes) => {
		const unsent = createUnsent(numbered(count));
		const batches: string[][] = [];
		while (unsent.any() && batches.length <= count) batches.push(idsOf(unsent.batch(size)));
		expect(batches.map(({ length }) => length)).toEqual(sizes);
		expect(batches.flat()).toEqual(idsOf(numbered(count)));
		expect(unsent.batch(size)).toEqual([]);
	});

	it('leave out what was taken', () => {
		const entries = numbered(5);
		const unsent = createUnsent(entries);
		expect([unsent.take(entries[1]!), unsent.take(entries[3]!)]).toEqual([true, true]);
		expect(idsOf(unsent.batch(2))).toEqual(['id0', 'id2']);
		expect(idsOf(unsent.rest())).toEqual(['id4']);
		expect(unsent.any()).toBe(false);
	});
});

it('lets an entry be taken once', () => {
	const entries = numbered(3);
	const unsent = createUnsent(entries);
	unsent.batch(1);
	expect(entries.map((entry) => unsent.take(entry))).toEqual([false, true, true]);
	expect(entries.map((entry) => unsent.take(entry))).toEqual([false, false, false]);
});

describe('a spread', () => {
	it('has the first, the last, and others at the same distance, all of them still unsent', () => {
		const unsent = createUnsent(numbered(102));
		unsent.batch(1);
		expect(idsOf(unsent.spread(5))).toEqual(['id1', 'id26', 'id51', 'id76', 'id101']);
		expect(unsent.rest()).toHaveLength(101);
	});

	it.each([
		[5, 5],
		[4, 0],
	])('of 5 from %i records has %i', (count, length) => {
		expect(createUnsent(numbered(count)).spread(5)).toHaveLength(length);
	});
});
