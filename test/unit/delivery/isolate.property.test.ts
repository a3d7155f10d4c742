import fc from 'fast-check';

import { isolate } from '../../../nodes/EightByEightCampaigns/delivery/isolate';
import { entriesOf, idsOf } from '../helpers/entries';

const IDS = Array.from({ length: 30 }, (_, index) => `id${index}`);
const ALL = entriesOf(...IDS);

/** A refused request of at least two records, as `isolate` gets it, with or without a suspect. */
const request = fc
	.record({
		ids: fc.subarray(IDS, { minLength: 2 }),
		named: fc.array(fc.oneof(fc.constantFrom(...IDS), fc.string()), { maxLength: 6 }),
		suspect: fc.option(fc.constantFrom(...ALL), { nil: undefined }),
		before: fc.nat({ max: 12 }),
	})
	.map(({ ids, named, suspect, before }) => ({
		entries: ALL.filter((entry) => entry !== suspect && ids.includes(entry.record.crmRecordId)),
		named,
		suspect,
		before,
	}))
	.filter(({ entries }) => entries.length >= 2);

it('divides the records among the parts, in the order of their items', () => {
	fc.assert(
		fc.property(request, ({ entries, named, suspect, before }) => {
			const parts = isolate(entries, named, suspect, before);
			const sent = parts.flatMap((part) => part.entries);
			const leftOut = parts.flatMap((part) => part.suspect ?? []);
			expect(sent).toEqual([...sent].sort((a, b) => a.itemIndex - b.itemIndex));
			const whole = suspect ? [...entries, suspect] : entries;
			expect(idsOf([...sent, ...leftOut]).sort()).toEqual(idsOf(whole).sort());
		}),
	);
});

it('makes every part smaller than the whole, and none empty', () => {
	fc.assert(
		fc.property(request, ({ entries, named, suspect, before }) => {
			const whole = entries.length + (suspect ? 1 : 0);
			for (const part of isolate(entries, named, suspect, before)) {
				expect(part.entries.length).toBeGreaterThan(0);
				expect(part.entries.length).toBeLessThan(whole);
			}
		}),
	);
});

it('leaves out only a record that was named, and at most one', () => {
	fc.assert(
		fc.property(request, ({ entries, named, suspect, before }) => {
			const leftOut = isolate(entries, named, suspect, before).flatMap(
				(part) => part.suspect ?? [],
			);
			expect(leftOut.length).toBeLessThanOrEqual(1);
			for (const { record } of leftOut) expect(named).toContain(record.crmRecordId);
		}),
	);
});

it('comes to an end with every record alone, whatever is named on the way', () => {
	fc.assert(
		fc.property(request, fc.infiniteStream(fc.constantFrom(...IDS)), (first, names) => {
			const pieces = [first];
			const alone: string[] = [];
			let requests = 0;
			for (let piece = pieces.pop(); piece; piece = pieces.pop()) {
				expect((requests += 1)).toBeLessThan(200);
				if (piece.entries.length === 1) {
					alone.push(...idsOf(piece.entries), ...idsOf(piece.suspect ? [piece.suspect] : []));
					continue;
				}
				const named = [names.next().value as string];
				for (const { entries, suspect } of isolate(
					piece.entries,
					named,
					piece.suspect,
					piece.before,
				)) {
					pieces.push({ ...piece, entries: [...entries], suspect, named });
				}
			}
			const whole = [...first.entries, ...(first.suspect ? [first.suspect] : [])];
			expect(alone.sort()).toEqual(idsOf(whole).sort());
		}),
	);
});
