import type { Outcome } from '../../../../nodes/EightByEightCampaigns/delivery/outcome';
import {
	summaryItems,
	type Input,
} from '../../../../nodes/EightByEightCampaigns/resources/record/items';
import {
	countAll,
	summaryLine,
} from '../../../../nodes/EightByEightCampaigns/resources/record/report';
import { CAMPAIGN, OTHER_CAMPAIGN, entriesOf } from '../../helpers/entries';
import { IN_CAMPAIGN, UNCONFIRMED, VALID, added, failed } from '../../helpers/outcomes';

const entries = entriesOf('a', 'b', 'c', 'd');
const NO_INPUT: Input = { items: [], included: 'none' };
const inCampaign = (campaignId: string, itemIndex: number) => ({
	...entries[itemIndex]!,
	campaignId,
});

describe('the summary', () => {
	it('counts each campaign, and pairs it with its first item', () => {
		const outcomes = [
			added('a', { state: 'PENDING' }),
			added('b', { state: 'REJECTED' }),
			UNCONFIRMED,
			added('d', { state: 'PENDING' }),
		];
		const all = [
			inCampaign(OTHER_CAMPAIGN, 0),
			entries[1],
			entries[2],
			inCampaign(OTHER_CAMPAIGN, 3),
		];
		expect(summaryItems({ outcomes, entries: all }, NO_INPUT)).toEqual([
			{
				json: {
					campaignId: OTHER_CAMPAIGN,
					added: 2,
					addedUnconfirmed: 0,
					alreadyInCampaign: 0,
					valid: 0,
					failed: 0,
					byCode: {},
					states: { PENDING: 2 },
				},
				pairedItem: { item: 0 },
			},
			{
				json: {
					campaignId: CAMPAIGN,
					added: 1,
					addedUnconfirmed: 1,
					alreadyInCampaign: 0,
					valid: 0,
					failed: 0,
					byCode: {},
					states: { REJECTED: 1 },
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	it('has the failed items one by one after the campaigns, and counts them by code', () => {
		const outcomes = [
			failed('invalidRecord', 'Not valid', { campaignId: CAMPAIGN }),
			IN_CAMPAIGN,
			failed('duplicateRecord'),
			failed('invalidCampaignId'),
		];
		const items = summaryItems(
			{ outcomes, entries: [undefined, entries[1], entries[2], undefined] },
			NO_INPUT,
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 2, 3].map((item) => ({ item })),
		);
		expect(items[0]?.json).toMatchObject({
			campaignId: CAMPAIGN,
			alreadyInCampaign: 1,
			failed: 2,
			byCode: { invalidRecord: 1, duplicateRecord: 1 },
		});
		expect(items.slice(1).map(({ json }) => (json.error as { code: string }).code)).toEqual([
			'invalidRecord',
			'duplicateRecord',
			'invalidCampaignId',
		]);
	});

	it('counts states by whatever name 8x8 gives them', () => {
		const names = ['PENDING', 'constructor', 'toString', 'a new one'];
		const outcomes = names.map((state) => added('a', { state }));
		expect(Object.entries(countAll(outcomes).states)).toEqual(names.map((name) => [name, 1]));
	});

	it.each([undefined, null, 5, {}])('passes over the state %j', (state) => {
		expect(countAll([added('a', { state })])).toMatchObject({ added: 1, states: {} });
	});
});

describe('the line for the log', () => {
	const line = (...outcomes: Outcome[]) => summaryLine(countAll(outcomes));

	it('tells only what happened', () => {
		expect(line(added('a'), added('b'), IN_CAMPAIGN)).toBe('2 added, 1 already in the campaign');
		expect(line(VALID)).toBe('1 valid, nothing sent');
		expect(line()).toBe('');
	});

	it('groups thousands', () => {
		expect(line(...Array.from({ length: 1_150 }, () => added('a')))).toBe('1,150 added');
	});

	it('tells apart what failed and what was not sent', () => {
		expect(line(failed('unauthorized'), failed('notSent'), failed('notSent'))).toBe(
			'1 failed (unauthorized), 2 not sent',
		);
		expect(line(failed('notSent'))).toBe('1 not sent');
	});

	it('counts the codes where there are several', () => {
		const [one, other] = [failed('duplicateRecord'), failed('invalidRecord')];
		expect(line(one, other, other)).toBe('3 failed (duplicateRecord: 1, invalidRecord: 2)');
		expect(line(other, other)).toBe('2 failed (invalidRecord)');
	});

	it('says what a lost answer left', () => {
		expect(line(UNCONFIRMED)).toBe('1 added (found in the campaign after an answer got lost)');
	});
});
