import type { Outcome } from '../../../../nodes/EightByEightCampaigns/delivery/outcome';
import {
	recordItems,
	type Input,
} from '../../../../nodes/EightByEightCampaigns/resources/record/items';
import { settleRepeats } from '../../../../nodes/EightByEightCampaigns/resources/record/report';
import { CAMPAIGN, entriesOf } from '../../helpers/entries';
import { IN_CAMPAIGN, UNCONFIRMED, VALID, added, failed, settledAs } from '../../helpers/outcomes';

const entries = entriesOf('a', 'b', 'c', 'd');
const NO_INPUT: Input = { items: [], included: 'none' };

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
				message: expect.stringMatching(/item 0 \(row 1\).*Not valid/) as string,
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
		expect(recordItems({ outcomes, entries }, NO_INPUT)).toEqual([
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

	it("begin with what a person looks for, and have the rest of 8x8's record after it", () => {
		const record = {
			id: 'r',
			more: [1],
			nextAttemptAfter: '2027-01-31T08:00:00Z',
			rank: 2,
			state: 'NEW_STATE',
			outcome: 'x',
			priority: 'LOW',
			campaignId: 'y',
			stateReason: 'why',
		};
		const [item] = recordItems({ outcomes: [added('a', record)], entries }, NO_INPUT);
		expect(Object.entries(item!.json)).toEqual([
			['crmRecordId', 'a'],
			['outcome', 'added'],
			['state', 'NEW_STATE'],
			['stateReason', 'why'],
			['priority', 'LOW'],
			['rank', 2],
			['nextAttemptAfter', '2027-01-31T08:00:00Z'],
			['campaignId', CAMPAIGN],
			['id', 'r'],
			['more', [1]],
		]);
	});

	it('show a valid record as it would be sent', () => {
		const record = {
			crmRecordId: 'a',
			scheduleAt: '2027-01-31T09:00:00.000+01:00',
			priority: 'LOW' as const,
			rank: 0,
		};
		const valid = { itemIndex: 0, campaignId: CAMPAIGN, record };
		const [item] = recordItems({ outcomes: [VALID], entries: [valid] }, NO_INPUT);
		expect(Object.entries(item!.json)).toEqual([
			['crmRecordId', 'a'],
			['outcome', 'valid'],
			['priority', 'LOW'],
			['rank', 0],
			['scheduleAt', '2027-01-31T09:00:00.000+01:00'],
			['campaignId', CAMPAIGN],
		]);
	});

	it.each(['__proto__', 'constructor'])('pass on a field of 8x8 that is called %s', (name) => {
		const record = JSON.parse(`{"${name}": {"a": 1}}`) as Record<string, unknown>;
		const [item] = recordItems({ outcomes: [added('a', record)], entries }, NO_INPUT);
		expect(Object.getOwnPropertyDescriptor(item!.json, name)?.value).toEqual({ a: 1 });
	});

	it('have the single key "error" where an item failed', () => {
		const outcomes = [
			failed('duplicateRecord'),
			failed('invalidCampaignId', 'Not an ID', { crmRecordId: 'x' }),
		];
		expect(recordItems({ outcomes, entries: [entries[0], undefined] }, NO_INPUT)).toEqual([
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
