import type { IDataObject } from 'n8n-workflow';
import { jsonOf, mapBelow } from '../../scripts/engine/campaignsNode';
import { hintLines } from './hintLines';
import { add, addMapped, campaign, sentBatches } from './simulatedCampaign';

const idsOf = (ids: string[]) => ids.map((crmRecordId): IDataObject => ({ crmRecordId }));

describe('ids that look changed', () => {
	const changed: Array<[string, RegExp]> = [
		['15820400260.0', /"15820400260\.0", item 0/],
		["'00123", /"'00123", item 0/],
		['="00123"', /"=\\"00123\\"", item 0/],
		['\u200b15820400260', /"\\u200b15820400260", item 0/],
		['\u202a15820400260\u202c', /"\\u202a15820400260\\u202c", item 0/],
		['15820400260\u200e', /"15820400260\\u200e", item 0/],
		['\u00a015820400260', /"\\u00a015820400260", item 0/],
		['15820400260 ', /"15820400260 ", item 0/],
		['12-Mar', /"12-Mar", item 0/],
		['123456789012345000', /"123456789012345000", item 0/],
		['15,820,400,260', /"15,820,400,260", item 0/],
		['crm-null', /"crm-null", item 0/],
	];

	it.each(changed)('are sent as they are, and counted in a warning: %j', async (id, shown) => {
		const outcome = await addMapped(idsOf([id]));

		expect(campaign.crmRecordIds()).toEqual([id]);
		expect(jsonOf(outcome.items)).toMatchObject([{ crmRecordId: id, outcome: 'added' }]);
		const warnings = hintLines(outcome, 'warning');
		expect(warnings).toHaveLength(1);
		expect(warnings[0]).toMatch(/CRM record IDs that .*: 1\./);
		expect(warnings[0]).toMatch(shown);
	});

	it('are counted by what was done to them, with the first of each', async () => {
		const outcome = await addMapped(idsOf(['a', '7.0', ' b', '8.0', 'c', '9.0']));

		expect(hintLines(outcome, 'warning')).toEqual([
			expect.stringMatching(/"\.0".*: 3\. The first is "7\.0", item 1 \(row 2\)\./),
			expect.stringMatching(/space: 1\. The first is " b", item 2 \(row 3\)\./),
		]);
	});

	it('are not seen in plain ids', async () => {
		const outcome = await addMapped(
			idsOf(['15820400260', 'CRM-12345', '00123', '0031t00000AbCdEAAV', 'Zoë "Bo" O\'Brien']),
		);

		expect(hintLines(outcome, 'warning')).toEqual([]);
	});
});

describe('two ids that a CRM may take for one person', () => {
	it.each([
		['0031t00000AbCdE', '0031t00000AbCdEAAV'],
		['0031t00000AbCdEAAV', '0031T00000ABCDEAAV'],
		['crm-7', 'CRM-7'],
		['00123', '123'],
		['123', '123.0'],
		['ab', 'a\u200bb'],
	])('are both sent, and named in a warning: %j and %j', async (one, other) => {
		const outcome = await addMapped(idsOf([one, 'x', other]));

		expect(campaign.crmRecordIds()).toEqual([one, 'x', other]);
		expect(hintLines(outcome, 'warning')).toContainEqual(
			expect.stringMatching(/may take for that of an earlier item: 1\..*item 2.*item 0/),
		);
	});

	it('are two where Salesforce has two records', async () => {
		const outcome = await addMapped(
			idsOf(['50130000000014c', '50130000000014C', '50130000000015cAAA', '50130000000015CAAQ']),
		);

		expect(hintLines(outcome, 'warning')).toEqual([]);
	});
});

describe('an item with the id of an earlier one', () => {
	it('is counted and named, and sent once', async () => {
		const outcome = await addMapped(idsOf(['a', 'b', 'a', 'a']));

		expect(campaign.crmRecordIds()).toEqual(['a', 'b']);
		expect(hintLines(outcome, 'info')).toContainEqual(
			expect.stringMatching(/earlier item: 2\. The first is "a", item 2.*item 0/),
		);
	});
});

describe('an item with the id of an earlier one and other data', () => {
	it('is named in a warning, since the data of the first count', async () => {
		const T = '2030-06-01T09:00:00Z';
		const outcome = await addMapped([
			{ crmRecordId: 'a' },
			{ crmRecordId: 'a', priority: '' },
			{ crmRecordId: 'a', scheduleAt: T },
			{ crmRecordId: 'a', priority: 'LOW' },
		]);

		expect(sentBatches()).toEqual([[{ crmRecordId: 'a' }]]);
		expect(hintLines(outcome, 'warning')).toEqual([
			expect.stringMatching(/another time, priority or rank: 2\. The first is "a", item 2.*item 0/),
		]);
	});
});

describe('what is mapped by hand and is never there', () => {
	it('is told where it is the time, since 8x8 may call at once', async () => {
		const fields = mapBelow({ crmRecordId: '={{ $json.id }}', scheduleAt: '={{ $json.when }}' });
		const outcome = await add({ items: [{ id: 'a', at: '2030-06-01' }], fields });

		expect(hintLines(outcome, 'warning')).toEqual([
			'Items where Schedule At is mapped, but empty: 1. 8x8 may call them at once. No item has the field "when".',
		]);
	});

	it('is told where a record has no such field', async () => {
		const fields = mapBelow({ crmRecordId: '={{ $json.id }}', scheduleTime: '2030-06-01' });
		const outcome = await add({ items: [{ id: 'a' }], fields });

		expect(hintLines(outcome, 'warning')).toEqual([expect.stringContaining('"scheduleTime"')]);
	});
});

it('an option that cannot be read is told, with what counts instead', async () => {
	const options = { requestsPerMinute: '={{ "twenty" }}' };
	const outcome = await addMapped(idsOf(['a']), { options });

	expect(hintLines(outcome, 'warning')).toEqual([expect.stringMatching(/"twenty".*: 0\.$/)]);
});

describe('schedule times', () => {
	const at = (...times: unknown[]) =>
		times.map(
			(scheduleAt, n): IDataObject => ({ crmRecordId: `x${n}`, scheduleAt }) as IDataObject,
		);
	const IN_A_DAY = new Date(Date.now() + 24 * 3_600_000).toISOString();

	it('in the past are counted in a warning that names the earliest', async () => {
		const outcome = await addMapped(
			at('2020-01-01T00:00:00Z', '2019-05-18T17:00:00Z', IN_A_DAY, undefined),
		);

		expect(hintLines(outcome, 'warning')).toEqual([
			expect.stringMatching(/in the past: 2\. The earliest is 2019-05-18T17:00:00Z, item 1/),
		]);
		expect(sentBatches().flat()).toHaveLength(4);
	});

	it('of tomorrow and of just now raise no warning', async () => {
		const outcome = await addMapped(at(IN_A_DAY, new Date().toISOString(), Date.now()));

		expect(hintLines(outcome, 'warning')).toEqual([]);
		expect(campaign.recordCount).toBe(3);
	});

	it('without a zone are counted with the zone in which they were read', async () => {
		const outcome = await addMapped(
			at('2027-03-01 09:00', '2027-03-02', '2027-06-08 12:37:56', '2027-03-01T09:00:00Z'),
			{ settings: { timezone: 'America/New_York' } },
		);

		expect(hintLines(outcome, 'info')).toContainEqual(
			expect.stringMatching(
				/time zone: 3\. They were read in America\/New_York.*"2027-03-01 09:00", item 0.*: 2027-03-01T09:00:00\.000-05:00\. Days without.*: 1\./,
			),
		);
		expect(
			sentBatches()
				.flat()
				.map(({ scheduleAt }) => scheduleAt),
		).toEqual([
			'2027-03-01T09:00:00.000-05:00',
			'2027-03-02T00:00:00.000-05:00',
			'2027-06-08T12:37:56.000-04:00',
			'2027-03-01T09:00:00Z',
		]);
	});

	it('with a zone raise no such hint', async () => {
		const outcome = await addMapped(at(IN_A_DAY, Date.parse(IN_A_DAY)));

		expect(hintLines(outcome, 'info')).toEqual(['2 added.']);
	});
});
