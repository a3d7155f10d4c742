import { differences, type Held } from '../../../bench/check';
import { contacts } from '../../../bench/contacts';

const PARALLEL = { batch: 100, limited: true };
const ORDERED = { batch: 100, ordered: true };

/** What the server holds after a perfect run of 250 records, with a change. */
function held(change: Partial<Held> = {}): Held {
	const records = contacts(250).map(({ crmRecordId, priority, scheduleAt }) => ({
		crmRecordId,
		priority,
		nextAttemptAfter: scheduleAt,
	}));
	return { records, requests: 3, maxInFlight: 3, ...change };
}

const found = (contender: Parameters<typeof differences>[0], what: Held) =>
	differences(contender, 250, 3, what);

const { records } = held();

describe('the check of a run', () => {
	it('finds nothing wrong when every record is there once', () => {
		expect(found(PARALLEL, held())).toEqual([]);
		expect(found(PARALLEL, held({ records: records.toReversed() }))).toEqual([]);
		expect(found(ORDERED, held({ maxInFlight: 1 }))).toEqual([]);
		expect(
			found(PARALLEL, held({ records: contacts(250).map(({ crmRecordId }) => ({ crmRecordId })) })),
		).toEqual([]);
	});

	it.each<[what: string, change: Partial<Held>, told: RegExp]>([
		['a lost record', { records: records.toSpliced(7, 1) }, /crm-7 is missing/],
		['a doubled record', { records: [...records, records[7]!] }, /crm-7 is there twice/],
		['a stranger', { records: [...records, { crmRecordId: 'crm-250' }] }, /nobody sent/],
		['another spelling', { records: [...records, { crmRecordId: 'crm-07' }] }, /nobody sent/],
		[
			'another priority',
			{ records: records.with(7, { ...records[7]!, priority: 'LOW' }) },
			/crm-7 is there with other fields/,
		],
		['a request more', { requests: 4 }, /4 requests instead of 3/],
		['too many requests at once', { maxInFlight: 4 }, /4 requests at once instead of 3/],
	])('finds %s', (_, change, told) => {
		expect(found(PARALLEL, held(change)).join()).toMatch(told);
	});

	it('finds a record out of its place where order is promised', () => {
		const swapped = records.with(7, records[8]!).with(8, records[7]!);
		const wrong = found(ORDERED, held({ records: swapped, maxInFlight: 1 }));
		expect(wrong).toEqual(['crm-8 is in place 7', 'crm-7 is in place 8']);
	});

	it('lets workflows without a limit send as they like', () => {
		expect(found({ batch: 100 }, held({ maxInFlight: 200 }))).toEqual([]);
	});

	it('wants an empty campaign after a bare run', () => {
		const nothing = { records: [], requests: 0, maxInFlight: 0 };
		expect(found({ batch: 100, bare: true }, nothing)).toEqual([]);
		expect(found({ batch: 100, bare: true }, held()).join()).toMatch(/nobody sent/);
	});

	it('tells some of many differences, and how many there are', () => {
		const wrong = found(PARALLEL, held({ records: [] }));
		expect(wrong).toHaveLength(6);
		expect(wrong.at(-1)).toBe('… and 245 more');
	});
});
