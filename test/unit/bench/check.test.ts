import { difference, type Held } from '../../../bench/check';
import { records } from '../../../bench/records';

/** What the server holds after a perfect run of 250 records, with a change. */
function held(change: Partial<Held> = {}): Held {
	const stored = records(250).map(({ crmRecordId, priority, scheduleAt }, index) => ({
		crmRecordId,
		priority,
		rank: index + 1,
		nextAttemptAfter: scheduleAt,
	}));
	return { records: stored, requests: 3, maxInFlight: 10, ...change };
}

const found = (contender: Parameters<typeof difference>[0], what: Held) =>
	difference(contender, 250, what);

const { records: stored } = held();

describe('the check of a run', () => {
	it('finds nothing wrong when the campaign has every record once', () => {
		expect(found({}, held())).toBeUndefined();
		expect(found({}, held({ records: stored.toReversed() }))).toBeUndefined();
		expect(found({ ordered: true }, held({ maxInFlight: 1 }))).toBeUndefined();
		const ids = stored.map(({ crmRecordId }) => ({ crmRecordId }));
		expect(found({}, held({ records: ids }))).toBeUndefined();
	});

	it.each<[what: string, change: Partial<Held>, told: RegExp]>([
		['a lost record', { records: stored.toSpliced(7, 1) }, /crm-8 instead of crm-7/],
		['the last one lost', { records: stored.slice(0, -1) }, /nothing instead of crm-249/],
		['a doubled record', { records: [...stored, stored[7]!] }, /crm-7 instead of crm-8/],
		[
			'a stranger',
			{ records: [...stored, { crmRecordId: 'crm-250' }] },
			/crm-250 instead of nothing/,
		],
		['another spelling', { records: stored.with(7, { crmRecordId: 'crm-07' }) }, /crm-07 instead/],
		['an ID without number', { records: [...stored, { crmRecordId: 'x' }] }, /x instead of/],
		[
			'another priority',
			{ records: stored.with(7, { ...stored[7]!, priority: 'LOW' }) },
			/crm-7 has other fields/,
		],
		['a request more', { requests: 4 }, /4 requests instead of 3/],
		['too many requests at once', { maxInFlight: 11 }, /11 requests at once instead of 10/],
	])('finds %s', (_, change, told) => {
		expect(found({}, held(change))).toMatch(told);
	});

	it('finds a record out of its place where order is promised', () => {
		const swapped = stored.with(7, stored[8]!).with(8, stored[7]!);
		const what = held({ records: swapped, maxInFlight: 1 });
		expect(found({ ordered: true }, what)).toMatch(/crm-8 instead of crm-7/);
		expect(found({ ordered: true }, held())).toMatch(/10 requests at once instead of 1/);
	});

	it('finds records that 8x8 would dial in another order than that of the items', () => {
		const ranked = (records: Held['records']) => found({ ranked: true }, held({ records }));
		const stored = held().records.map((record) => ({ ...record, rank: record.rank! + 0.5 }));
		// The order of arrival tells nothing.
		expect(ranked(stored.toReversed())).toBeUndefined();
		// 7 and 10 have one priority, 7 and 8 have not.
		const withRank = (place: number, rank?: number) =>
			stored.with(place, { ...stored[place]!, rank: rank! });
		expect(ranked(withRank(7, 9.5))).toBeUndefined();
		expect(ranked(withRank(7, 11.6))).toBe('8x8 would dial crm-10 instead of crm-7');
		expect(ranked(withRank(7))).toBe('nothing tells when crm-7 would be dialled');
		expect(found({ ordered: true }, held({ records: withRank(7, 11.6), maxInFlight: 1 }))).toMatch(
			/would dial crm-10 instead of crm-7/,
		);
	});

	it('finds that nothing but luck kept the order', () => {
		expect(found({ ranked: true }, held())).toBe('250 records were ranked by their arrival');
		const first = stored.map((one, at) => (at < 100 ? one : { ...one, rank: one.rank! + 0.5 }));
		expect(found({ ranked: true }, held({ records: first }))).toBeUndefined();
	});

	it('lets workflows without a limit send as they like', () => {
		expect(found({ unlimited: true }, held({ maxInFlight: 200 }))).toBeUndefined();
	});

	it('wants an empty campaign after a bare run', () => {
		const nothing = { records: [], requests: 0, maxInFlight: 0 };
		expect(found({ bare: true }, nothing)).toBeUndefined();
		expect(found({ bare: true }, held())).toMatch(/crm-0 instead of nothing/);
	});
});
