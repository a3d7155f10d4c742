import { CAMPAIGN, crmIds, deliverExample } from './example';

/** Records stored while an earlier one of the run was still to come. */
const storedAhead = (stored: readonly string[], ids: readonly string[]) => {
	const places = stored.map((id) => ids.indexOf(id));
	return places.filter((place, n) => places.slice(n + 1).some((later) => later < place)).length;
};

it('stores the records in the order of the items, whatever is refused among them', async () => {
	const ids = crmIds(1_000);
	const { stored } = await deliverExample({
		items: ids,
		campaign: { invalid: crmIds(150, 40), old: [] },
		dialect: { invalid: 'opaque' },
	});
	expect(stored).toHaveLength(850);
	expect(storedAhead(stored, ids)).toBe(0);
});

it('stores at most one record ahead of its place, when it met nothing but unexplained refusals', async () => {
	const ids = crmIds(1_000);
	const { stored, counts } = await deliverExample({
		items: ids,
		campaign: { invalid: crmIds(100) },
		dialect: { invalid: 'opaque' },
	});
	expect(counts).toEqual({ added: 900, refusedUnexplained: 100 });
	expect(storedAhead(stored, ids)).toBeLessThanOrEqual(1);
});

it.each(['unplaced', 'places'] as const)(
	'sends nothing ahead when the refusals tell that it is the records (%s)',
	async (invalid) => {
		const ids = crmIds(1_000);
		const { stored } = await deliverExample({
			items: ids,
			campaign: { invalid: crmIds(100) },
			dialect: { invalid },
		});
		expect(storedAhead(stored, ids)).toBe(0);
	},
);

it('has up to "Concurrency" requests of a campaign under way when every record brings its rank', async () => {
	const { requests } = await deliverExample({
		items: crmIds(1_000).map((crmRecordId, rank) => ({ campaignId: CAMPAIGN, crmRecordId, rank })),
	});
	expect(Math.max(...requests.map(({ underWay }) => underWay))).toBe(5);
});
