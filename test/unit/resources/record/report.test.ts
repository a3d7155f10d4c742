import type { Outcome } from '../../../../nodes/EightByEightCampaigns/delivery/outcome';
import {
	recordItems,
	settleRepeats,
} from '../../../../nodes/EightByEightCampaigns/resources/record/report';
import { CAMPAIGN, entriesOf } from '../../helpers/entries';
import { IN_CAMPAIGN, UNCONFIRMED, VALID, added, failed, settledAs } from '../../helpers/outcomes';

const entries = entriesOf('a', 'b', 'c', 'd');

describe('an item that repeats an id', () => {
	const settled = (outcome: Outcome | undefined) => {
		const outcomes = settledAs([outcome, undefined]);
		settleRepeats(outcomes, [{ entry: entries[1]!, first: entries[0]! }]);
		return outcomes.of(1);
	};

	it.each([added('a'), UNCONFIRMED, IN_CAMPAIGN])(
		'is in the campaign when the first one is: %j',
		(outcome) => {
			expect(settled(outcome)).toEqual(IN_CAMPAIGN);
		},
	);

	it('fails as the first one, and names that item', () => {
		expect(settled(failed('invalidRecord', 'Not valid'))).toMatchObject({
			kind: 'failed',
			failure: {
				code: 'invalidRecord',
				message: expect.stringMatching(/item 0.*Not valid/) as string,
			},
		});
	});

	it('is valid when nothing is sent', () => {
		expect(settled(VALID)).toEqual(VALID);
	});

	it('is open as long as the first one is', () => {
		expect(settled(undefined)).toBeUndefined();
	});
});

describe('the items', () => {
	it('come in the order of the input, each paired with its own', () => {
		const outcomes = [added('a'), UNCONFIRMED, IN_CAMPAIGN, VALID];
		expect(recordItems({ outcomes, entries })).toEqual([
			{
				json: { crmRecordId: 'a', campaignId: CAMPAIGN, outcome: 'added' },
				pairedItem: { item: 0 },
			},
			{
				json: { crmRecordId: 'b', campaignId: CAMPAIGN, outcome: 'addedUnconfirmed' },
				pairedItem: { item: 1 },
			},
			{
				json: { crmRecordId: 'c', campaignId: CAMPAIGN, outcome: 'alreadyInCampaign' },
				pairedItem: { item: 2 },
			},
			{
				json: { crmRecordId: 'd', campaignId: CAMPAIGN, outcome: 'valid' },
				pairedItem: { item: 3 },
			},
		]);
	});

	it('have the record as 8x8 answered it, with our own fields on top', () => {
		const record = {
			id: 'r',
			state: 'NEW_STATE',
			rank: 2,
			more: [1],
			outcome: 'x',
			campaignId: 'y',
		};
		const [item] = recordItems({ outcomes: [added('a', record)], entries });
		expect(item?.json).toEqual({
			...record,
			crmRecordId: 'a',
			campaignId: CAMPAIGN,
			outcome: 'added',
		});
	});

	it('have the single key "error" where an item failed', () => {
		const outcomes = [
			failed('duplicateRecord'),
			failed('invalidCampaignId', 'Not an ID', { crmRecordId: 'x' }),
		];
		expect(recordItems({ outcomes, entries: [entries[0], undefined] })).toEqual([
			{
				json: {
					error: {
						code: 'duplicateRecord',
						message: 'It is duplicateRecord',
						crmRecordId: 'a',
						campaignId: CAMPAIGN,
					},
				},
				pairedItem: { item: 0 },
			},
			{
				json: { error: { code: 'invalidCampaignId', message: 'Not an ID', crmRecordId: 'x' } },
				pairedItem: { item: 1 },
			},
		]);
	});
});
