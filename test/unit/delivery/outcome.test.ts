import { createOutcomes } from '../../../nodes/EightByEightCampaigns/delivery/outcome';
import { IN_CAMPAIGN, VALID, failed } from '../helpers/outcomes';

const FAILED = failed('network');

it('come in the order of the items, whatever is settled first', () => {
	const outcomes = createOutcomes(3);
	outcomes.settle(2, VALID);
	outcomes.settle(0, IN_CAMPAIGN);
	expect(outcomes.settled()).toEqual([IN_CAMPAIGN, VALID]);
	expect([0, 1, 2].map(outcomes.of)).toEqual([IN_CAMPAIGN, undefined, VALID]);
});

it('are complete once every item has one; the first that has none is named', () => {
	const outcomes = createOutcomes(3);
	outcomes.settle(0, VALID);
	expect(() => outcomes.complete()).toThrow('Item 1 was left without an outcome');
	outcomes.settle(1, IN_CAMPAIGN);
	outcomes.settle(2, FAILED);
	expect(outcomes.complete()).toEqual([VALID, IN_CAMPAIGN, FAILED]);
});

it('are settled once', () => {
	const outcomes = createOutcomes(1);
	outcomes.settle(0, VALID);
	expect(() => outcomes.settle(0, FAILED)).toThrow('Item 0 was settled twice');
	expect(outcomes.of(0)).toBe(VALID);
	expect(outcomes.anyFailed()).toBe(false);
});

it('have a failure from the first failed item on', () => {
	const outcomes = createOutcomes(2);
	expect(outcomes.anyFailed()).toBe(false);
	outcomes.settle(0, FAILED);
	outcomes.settle(1, VALID);
	expect(outcomes.anyFailed()).toBe(true);
});
