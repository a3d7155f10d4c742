import type { Failure } from '../../../nodes/EightByEightCampaigns/client/failure';
import type { RawFields } from '../../../nodes/EightByEightCampaigns/delivery/fields';
import { noNotices } from '../../../nodes/EightByEightCampaigns/delivery/notices';
import { plan, type RawEntry } from '../../../nodes/EightByEightCampaigns/delivery/plan';
import { CAMPAIGN, OTHER_CAMPAIGN, idsOf } from '../helpers/entries';
import { listOf } from '../helpers/outcomes';

/** Before all times of the tests. */
const NOW = Date.UTC(2026, 0, 1);

type Item = [campaignId: string | Failure, fields: RawFields | Failure];

function planned(items: Item[], onDuplicate: 'error' | 'skip' = 'error', timeZone = 'UTC') {
	const { outcomes, ...rest } = plan(
		items.length,
		(itemIndex): RawEntry => {
			const [campaignId, fields] = items[itemIndex]!;
			return { campaignId, fields };
		},
		{ timeZone, onDuplicate, now: NOW },
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
		notices: noNotices(),
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
		{ timeZone: 'UTC', onDuplicate: 'error', now: NOW },
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
		const ids = ['a', 7, ''];
		const { outcomes } = planned(ids.map((id) => item(id, NO_CAMPAIGN)));
		expect(outcomes).toEqual([
			{ kind: 'failed', failure: { ...NO_CAMPAIGN, crmRecordId: 'a' } },
			{ kind: 'failed', failure: { ...NO_CAMPAIGN, crmRecordId: '7' } },
			{ kind: 'failed', failure: NO_CAMPAIGN },
		]);
	});
});

it('an item whose fields cannot be read keeps that failure, with its campaign', () => {
	const failure: Failure = { code: 'invalidRecord', message: 'Broken', description: 'x' };
	const { outcomes, loads } = planned([[CAMPAIGN, failure]]);
	expect(outcomes).toEqual([{ kind: 'failed', failure: { ...failure, campaignId: CAMPAIGN } }]);
	expect(loads).toEqual([]);
});

describe('an id that comes again', () => {
	it('is a duplicate before any request', () => {
		const { loads, outcomes, repeats } = planned([item('a'), item('b'), item('a'), item('a')]);
		expect(idsOf(loads[0]!.entries)).toEqual(['a', 'b']);
		const duplicate = {
			kind: 'failed',
			failure: { code: 'duplicateRecord', message: expect.stringContaining('item 0') as string },
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

describe('what is sent as it is, and noticed', () => {
	const at = (scheduleAt: unknown, crmRecordId = String(scheduleAt)): Item => [
		CAMPAIGN,
		{ crmRecordId, scheduleAt },
	];
	const noticesOf = (items: Item[], timeZone = 'UTC') => planned(items, 'skip', timeZone).notices;

	it('is counted by its kind, and the first of each is named', () => {
		const items = [item('a'), item(' b'), item('c '), item('7.0'), item('')];
		expect(
			Array.from(noticesOf(items).changedIds, ([{ sign }, noticed]) => [sign, noticed]),
		).toEqual([
			['start or end with a space', { count: 2, itemIndex: 1, value: ' b' }],
			['end in ".0", as numbers do', { count: 1, itemIndex: 3, value: '7.0' }],
		]);
	});

	it('is sent with all its characters', () => {
		const ids = [' a', 'a\u200b', '7.0', "'7", '="7"', '"7"'];
		expect(idsOf(planned(ids.map((id) => item(id))).loads[0]!.entries)).toEqual(ids);
	});

	it('is a time in the past, of which the earliest is named', () => {
		const past = ['2020-01-01T00:00:00Z', '2019-05-18T17:00:00+02:00', '2025-12-31T23:58:00Z'];
		const items = [...past, '2025-12-31T23:59:30Z', '2027-01-31T09:00:00Z'].map((time) => at(time));
		expect(noticesOf(items)).toMatchObject({
			past: { count: 3, itemIndex: 1, value: '2019-05-18T17:00:00+02:00' },
		});
		expect(noticesOf(items.slice(3)).past).toBeUndefined();
	});

	it('is a time more than ten years ahead, of which the latest is named', () => {
		const times = ['2041-01-31T09:00:00Z', '2072-01-31T09:00:00Z', '2035-12-31T09:00:00Z'];
		expect(noticesOf(times.map((time) => at(time)))).toMatchObject({
			farAhead: { count: 2, itemIndex: 1, value: '2072-01-31T09:00:00Z' },
		});
	});

	it('is a time without a zone, of which the first is named as it was read', () => {
		const items = [
			at('2027-03-01T09:00:00Z'),
			at('2027-03-01 09:00'),
			at('2027-03-02'),
			at(new Date('2027-03-01T09:00:00Z'), 'date'),
			at('2027-03-01 09:00:00 UTC'),
			at(1_803_891_600_000),
		];
		expect(noticesOf(items, 'America/New_York')).toMatchObject({
			withoutZone: {
				count: 2,
				itemIndex: 1,
				value: '2027-03-01 09:00',
				sent: '2027-03-01T09:00:00.000-05:00',
			},
			days: 1,
		});
	});

	it('is what the valid items leave to 8x8', () => {
		const items: Item[] = [
			[CAMPAIGN, { crmRecordId: 'a', priority: 'low', scheduleAt: '' }],
			[CAMPAIGN, { crmRecordId: 'b', priority: null, rank: 0 }],
			item('c'),
			item(''),
		];
		expect(noticesOf(items).empty).toEqual({ scheduleAt: 3, priority: 2, rank: 2 });
	});

	it('is an id that the CRM may take for an earlier one of the same campaign', () => {
		const items = [
			item('abc'),
			item('ABC', OTHER_CAMPAIGN),
			item('aBc'),
			item('0031t00000AbCdEAAV'),
			item('0031t00000AbCdE'),
			item('x'),
			item('abc'),
		];
		expect(noticesOf(items).alike).toMatchObject({
			count: 2,
			itemIndex: 2,
			value: 'aBc',
			other: { itemIndex: 0 },
		});
	});
});
