import type { Failure } from '../../../nodes/EightByEightCampaigns/client/failure';
import type { RawFields } from '../../../nodes/EightByEightCampaigns/delivery/fields';
import { plan, type RawEntry } from '../../../nodes/EightByEightCampaigns/delivery/plan';
import { CAMPAIGN, OTHER_CAMPAIGN, idsOf } from '../helpers/entries';
import { listOf } from '../helpers/outcomes';

type Item = [campaignId: string | Failure, fields: RawFields];

function planned(items: Item[], onDuplicate: 'error' | 'skip' = 'error', timeZone = 'UTC') {
	const { outcomes, ...rest } = plan(
		items.length,
		(itemIndex): RawEntry => {
			const [campaignId, fields] = items[itemIndex]!;
			return { campaignId, fields };
		},
		{ timeZone, onDuplicate },
	);
	return { ...rest, outcomes: listOf(outcomes, items.length) };
}

const item = (crmRecordId: unknown, campaignId: string | Failure = CAMPAIGN): Item => [
	campaignId,
	{ crmRecordId },
];

const NO_CAMPAIGN: Failure = { code: 'invalidCampaignId', message: 'Not an ID', description: 'x' };

it('has nothing to do without items', () => {
	expect(planned([])).toEqual({
		loads: [],
		outcomes: [],
		entries: [],
		repeats: [],
		blankEdged: 0,
	});
});

it('groups by campaign, in the order of their first items, and keeps the order of the items', () => {
	const { loads } = planned([
		item('a', OTHER_CAMPAIGN),
		item('b'),
		item('c', OTHER_CAMPAIGN),
		item('d'),
		item('a'),
	]);
	expect(loads.map(({ campaignId, entries }) => [campaignId, idsOf(entries)])).toEqual([
		[OTHER_CAMPAIGN, ['a', 'c']],
		[CAMPAIGN, ['b', 'd', 'a']],
	]);
	expect(loads.flatMap(({ entries }) => entries.map(({ itemIndex }) => itemIndex))).toEqual([
		0, 2, 1, 3, 4,
	]);
});

it.each([
	['valid', item('z')],
	['not valid', item('')],
])('has a place for every item where the last one is %s', (_, last) => {
	const { outcomes, entries } = planned([item('a'), item('b'), last]);
	expect(outcomes).toHaveLength(3);
	expect(entries).toHaveLength(3);
});

it('reads each item once, in order', () => {
	const read: number[] = [];
	plan(
		3,
		(itemIndex) => {
			read.push(itemIndex);
			return { campaignId: CAMPAIGN, fields: { crmRecordId: itemIndex } };
		},
		{ timeZone: 'UTC', onDuplicate: 'error' },
	);
	expect(read).toEqual([0, 1, 2]);
});

it('reads times without offset in the time zone of the workflow', () => {
	const fields = { crmRecordId: 'a', scheduleAt: '2027-01-31T09:00:00' };
	const { loads } = planned([[CAMPAIGN, fields]], 'error', 'Europe/Berlin');
	expect(loads[0]?.entries[0]?.record.scheduleAt).toBe('2027-01-31T09:00:00.000+01:00');
});

describe('an item that is not valid', () => {
	it('fails alone', () => {
		const { loads, outcomes, entries } = planned([item('a'), item(''), item('c')]);
		expect(idsOf(loads[0]!.entries)).toEqual(['a', 'c']);
		expect(outcomes).toMatchObject([
			undefined,
			{ kind: 'failed', failure: { code: 'invalidRecord', campaignId: CAMPAIGN } },
			undefined,
		]);
		expect(entries).toMatchObject([{ itemIndex: 0 }, undefined, { itemIndex: 2 }]);
	});

	it('makes no load when its campaign has no other', () => {
		expect(planned([item(''), item('a', OTHER_CAMPAIGN)]).loads).toMatchObject([
			{ campaignId: OTHER_CAMPAIGN },
		]);
	});

	it('tells which fields are wrong', () => {
		const { outcomes } = planned([[CAMPAIGN, { crmRecordId: 'a', priority: 'top', rank: 'x' }]]);
		expect(outcomes[0]).toMatchObject({
			failure: {
				crmRecordId: 'a',
				message: expect.stringMatching(/Priority.*Rank/) as string,
				fieldErrors: [{ field: 'priority' }, { field: 'rank' }],
			},
		});
	});

	it('names no crmRecordId that is no text', () => {
		const { outcomes } = planned([item({ id: 'a' })]);
		expect(outcomes[0]).not.toHaveProperty('failure.crmRecordId');
	});

	it('keeps the failure of its campaign id, and its crmRecordId', () => {
		const { outcomes } = planned([item('a', NO_CAMPAIGN), item('', NO_CAMPAIGN)]);
		expect(outcomes).toEqual([
			{ kind: 'failed', failure: { ...NO_CAMPAIGN, crmRecordId: 'a' } },
			{ kind: 'failed', failure: NO_CAMPAIGN },
		]);
	});
});

describe('an id that comes again', () => {
	it('is a duplicate before any request', () => {
		const { loads, outcomes, repeats } = planned([item('a'), item('b'), item('a'), item('a')]);
		expect(idsOf(loads[0]!.entries)).toEqual(['a', 'b']);
		const duplicate = {
			kind: 'failed',
			failure: { code: 'duplicateRecord', message: expect.stringContaining('Item 0') as string },
		};
		expect(outcomes).toMatchObject([undefined, undefined, duplicate, duplicate]);
		expect(repeats).toEqual([]);
	});

	it('follows the first one with "skip"', () => {
		const { loads, outcomes, entries, repeats } = planned(
			[item('a'), item('b'), item('a'), item('a')],
			'skip',
		);
		expect(idsOf(loads[0]!.entries)).toEqual(['a', 'b']);
		expect(outcomes).toEqual([undefined, undefined, undefined, undefined]);
		expect(repeats).toEqual([
			{ entry: entries[2], first: entries[0] },
			{ entry: entries[3], first: entries[0] },
		]);
	});

	it('may come again in another campaign', () => {
		const { loads, repeats, outcomes } = planned([item('a'), item('a', OTHER_CAMPAIGN)], 'skip');
		expect(loads).toHaveLength(2);
		expect(repeats).toEqual([]);
		expect(outcomes).toEqual([undefined, undefined]);
	});

	it.each(['error', 'skip'] as const)('counts as first only where it is valid (%s)', (mode) => {
		const { loads, outcomes, repeats } = planned(
			[[CAMPAIGN, { crmRecordId: 'a', rank: 'x' }], item('a', NO_CAMPAIGN), item('a'), item('a')],
			mode,
		);
		expect(loads[0]?.entries).toMatchObject([{ itemIndex: 2 }]);
		expect(outcomes.slice(0, 2)).toMatchObject([
			{ failure: { code: 'invalidRecord' } },
			{ failure: { code: 'invalidCampaignId' } },
		]);
		if (mode === 'skip') expect(repeats).toMatchObject([{ first: { itemIndex: 2 } }]);
		else expect(outcomes[3]).toMatchObject({ failure: { code: 'duplicateRecord' } });
	});

	it('may come as text and as number', () => {
		expect(planned([item(7), item('7')], 'skip').repeats).toHaveLength(1);
	});

	it.each([
		['blanks', 'a', ' a'],
		['case', 'a', 'A'],
		['leading zeros', '7', '07'],
		['composition', '\u00E9', 'e\u0301'],
	])('is another id with other %s', (_, one, other) => {
		expect(idsOf(planned([item(one), item(other)]).loads[0]!.entries)).toEqual([one, other]);
	});

	it.each(['__proto__', 'constructor', 'hasOwnProperty'])('may be %s', (id) => {
		const { loads, outcomes } = planned([item(id), item('x'), item(id)]);
		expect(idsOf(loads[0]!.entries)).toEqual([id, 'x']);
		expect(outcomes[2]).toMatchObject({ failure: { code: 'duplicateRecord' } });
	});
});

it('counts what is sent with a blank at its edge, and sends it like that', () => {
	const items = [
		item(' a'),
		item('a '),
		item('a\n'),
		item('a b'),
		item(' a'),
		item('a'),
		item(' '),
	];
	const { blankEdged, loads } = planned(items);
	expect(idsOf(loads[0]!.entries)).toEqual([' a', 'a ', 'a\n', 'a b', 'a']);
	expect(blankEdged).toBe(3);
});
