import {
	createOutcomes,
	type CampaignLoad,
	type Entry,
	type Outcome,
} from '../../../nodes/EightByEightCampaigns/delivery/outcome';
import { noNotices } from '../../../nodes/EightByEightCampaigns/delivery/notices';
import type { Plan } from '../../../nodes/EightByEightCampaigns/delivery/plan';
import {
	freshRecordMemory,
	recall,
	remember,
} from '../../../nodes/EightByEightCampaigns/resources/earlierTry';
import { CAMPAIGN, OTHER_CAMPAIGN, entriesOf, idsOf } from '../helpers/entries';
import { IN_CAMPAIGN, UNCONFIRMED, added, failed, listOf, settledAs } from '../helpers/outcomes';

const planOf = (entries: Entry[]): Plan => {
	const loads = new Map<string, CampaignLoad>();
	for (const entry of entries) {
		const { campaignId } = entry;
		const load = loads.get(campaignId) ?? { campaignId, entries: [] };
		loads.set(campaignId, load);
		load.entries.push(entry);
	}
	return {
		loads: [...loads.values()],
		outcomes: createOutcomes(entries.length),
		entries,
		repeats: [],
		notices: noNotices(),
	};
};

/** One try that ended with these outcomes, and what the next one recalls for the same entries. */
function nextTry(entries: Entry[], outcomes: Array<Outcome | undefined>, losses: Entry[][] = []) {
	const memory = freshRecordMemory();
	remember(memory, { ...planOf(entries), outcomes: settledAs(outcomes) }, losses);
	const planned = planOf(entries);
	return { memory, planned, losses: recall(memory, planned) };
}

it('knows nothing on the first try', () => {
	const planned = planOf(entriesOf('a', 'b'));
	expect(recall(freshRecordMemory(), planned)).toEqual([]);
	expect(listOf(planned.outcomes, 2)).toEqual([undefined, undefined]);
});

it.each([
	added('a', { state: 'PENDING' }),
	UNCONFIRMED,
	IN_CAMPAIGN,
	failed('invalidRecord'),
	failed('duplicateRecord'),
])('does not send again what is settled for good: %j', (outcome) => {
	const { planned } = nextTry(entriesOf('a', 'b'), [outcome, failed('serverError')]);
	expect(listOf(planned.outcomes, 2)).toEqual([outcome, undefined]);
	expect(planned.loads.map(({ entries }) => idsOf(entries))).toEqual([['b']]);
});

it.each([
	'campaignState',
	'notFound',
	'unauthorized',
	'rateLimited',
	'serverError',
	'network',
	'refusedUnexplained',
	'unconfirmed',
	'notSent',
	'unexpectedAnswer',
] as const)('sends again what can succeed: %s', (code) => {
	const { planned } = nextTry(entriesOf('a'), [failed(code)]);
	expect(listOf(planned.outcomes, 1)).toEqual([undefined]);
	expect(idsOf(planned.loads[0]!.entries)).toEqual(['a']);
});

it('knows which records may have been stored, request by request', () => {
	const entries = entriesOf('a', 'b', 'c');
	const [a, b, c] = entries as [Entry, Entry, Entry];
	const outcomes = [failed('unconfirmed'), failed('unconfirmed'), failed('unconfirmed')];
	expect(nextTry(entries, outcomes, [[a, b], [c]]).losses).toEqual([[a, b], [c]]);
});

it('keeps of the lost requests only those of the last try', () => {
	const entries = entriesOf('a', 'b');
	const memory = freshRecordMemory();
	remember(memory, { ...planOf(entries), outcomes: settledAs([failed('unconfirmed')]) }, [entries]);
	remember(memory, { ...planOf(entries), outcomes: settledAs([failed('network')]) }, []);
	expect(recall(memory, planOf(entries))).toEqual([]);
});

describe('an entry is the same by campaign and id, not by its place', () => {
	const later = [
		{ itemIndex: 0, campaignId: CAMPAIGN, record: { crmRecordId: 'a', scheduleAt: 'later' } },
	];

	it.each([added('a'), UNCONFIRMED, IN_CAMPAIGN, failed('duplicateRecord')])(
		'also when an expression gives it another time: %j',
		(outcome) => {
			const { memory } = nextTry(entriesOf('a'), [outcome]);
			const planned = planOf(later);
			recall(memory, planned);
			expect(listOf(planned.outcomes, 1)).toEqual([outcome]);
		},
	);

	it('also in a lost request', () => {
		const entries = entriesOf('a');
		const { memory } = nextTry(entries, [failed('unconfirmed')], [entries]);
		expect(recall(memory, planOf(later))).toEqual([later]);
	});

	it('but what was rejected is tried again with other fields', () => {
		const { memory } = nextTry(entriesOf('a'), [failed('invalidRecord')]);
		const planned = planOf(later);
		recall(memory, planned);
		expect(listOf(planned.outcomes, 1)).toEqual([undefined]);
	});

	it('when the items come in another order', () => {
		const { memory } = nextTry(entriesOf('a', 'b'), [added('a'), failed('network')]);
		const planned = planOf(entriesOf('b', 'a'));
		recall(memory, planned);
		expect(listOf(planned.outcomes, 2)).toEqual([undefined, added('a')]);
	});

	it.each([
		['another campaign', { campaignId: OTHER_CAMPAIGN }],
		['another id', { record: { crmRecordId: 'x' } }],
	])('and not with %s', (_, other) => {
		const { memory } = nextTry(entriesOf('a'), [added('a')]);
		const planned = planOf([
			{ itemIndex: 0, campaignId: CAMPAIGN, record: { crmRecordId: 'a' }, ...other },
		]);
		recall(memory, planned);
		expect(listOf(planned.outcomes, 1)).toEqual([undefined]);
	});
});

it('keeps what was settled over more than one more try', () => {
	const entries = entriesOf('a', 'b');
	const { memory, planned } = nextTry(entries, [added('a'), failed('network')]);
	remember(
		memory,
		{ ...planned, outcomes: settledAs([planned.outcomes.of(0), failed('network')]) },
		[],
	);
	const third = planOf(entries);
	recall(memory, third);
	expect(listOf(third.outcomes, 2)).toEqual([added('a'), undefined]);
});
