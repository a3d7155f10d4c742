import fc from 'fast-check';

import type { Failure } from '../../../nodes/EightByEightCampaigns/client/failure';
import { plan, type RawEntry } from '../../../nodes/EightByEightCampaigns/delivery/plan';
import { listOf } from '../helpers/outcomes';
import { CAMPAIGN, OTHER_CAMPAIGN } from '../helpers/entries';

const NO_CAMPAIGN: Failure = { code: 'invalidCampaignId', message: 'Not an ID' };

/** Few values, so that they meet. */
const rawEntry: fc.Arbitrary<RawEntry> = fc.record({
	campaignId: fc.oneof(
		{ weight: 8, arbitrary: fc.constantFrom(CAMPAIGN, OTHER_CAMPAIGN) },
		{ weight: 1, arbitrary: fc.constant(NO_CAMPAIGN) },
	),
	fields: fc.record({
		crmRecordId: fc.oneof(
			fc.constantFrom('a', 'A', ' a', '7', 7, '', null, 1e21, '__proto__'),
			fc.string({ maxLength: 34 }),
		),
		priority: fc.constantFrom(undefined, 'HIGH', 'low', 'top'),
	}),
});

const cases = fc.tuple(
	fc.array(rawEntry, { maxLength: 40 }),
	fc.constantFrom('error' as const, 'skip' as const),
);

function planned([items, onDuplicate]: [RawEntry[], 'error' | 'skip']) {
	const read = (itemIndex: number) => items[itemIndex]!;
	const { outcomes, ...rest } = plan(items.length, read, { timeZone: 'UTC', onDuplicate, now: 0 });
	return { ...rest, outcomes: listOf(outcomes, items.length) };
}

it('has every item exactly once: settled, in a load, or as a repeat', () => {
	fc.assert(
		fc.property(cases, (given) => {
			const { outcomes, loads, repeats, entries } = planned(given);
			const places = [
				...outcomes.flatMap((outcome, itemIndex) => (outcome ? [itemIndex] : [])),
				...loads.flatMap((load) => load.entries.map(({ itemIndex }) => itemIndex)),
				...repeats.map(({ entry }) => entry.itemIndex),
			];
			expect(places.sort((a, b) => a - b)).toEqual(given[0].map((_, itemIndex) => itemIndex));
			expect(entries).toHaveLength(given[0].length);
		}),
	);
});

it('sends each id once a campaign, under the number of the item that brings it first', () => {
	fc.assert(
		fc.property(cases, (given) => {
			for (const { campaignId, entries } of planned(given).loads) {
				expect(entries.length).toBeGreaterThan(0);
				const ids = entries.map(({ record }) => record.crmRecordId);
				expect(new Set(ids).size).toBe(ids.length);
				const order = entries.map(({ itemIndex }) => itemIndex);
				expect(order).toEqual([...order].sort((a, b) => a - b));
				for (const entry of entries) {
					expect(entry.campaignId).toBe(campaignId);
					const { fields } = given[0][entry.itemIndex]!;
					expect(entry.record.crmRecordId).toBe(String(fields.crmRecordId));
				}
			}
		}),
	);
});

it('lets a repeat follow an earlier item of a load that brings the same id', () => {
	fc.assert(
		fc.property(cases, (given) => {
			const { loads, repeats, outcomes } = planned(given);
			if (given[1] === 'error') expect(repeats).toEqual([]);
			const sent = new Set(loads.flatMap(({ entries }) => entries));
			for (const { entry, first } of repeats) {
				expect(sent.has(first)).toBe(true);
				expect(first.itemIndex).toBeLessThan(entry.itemIndex);
				expect(first.campaignId).toBe(entry.campaignId);
				expect(first.record.crmRecordId).toBe(entry.record.crmRecordId);
			}
			for (const outcome of outcomes) if (outcome) expect(outcome.kind).toBe('failed');
		}),
	);
});

it('does not depend on what comes after', () => {
	fc.assert(
		fc.property(cases, fc.nat(40), ([items, onDuplicate], length) => {
			const whole = planned([items, onDuplicate]);
			const part = planned([items.slice(0, length), onDuplicate]);
			expect(part.outcomes).toEqual(whole.outcomes.slice(0, length));
			expect(part.entries).toEqual(whole.entries.slice(0, length));
		}),
	);
});
