import type { IDataObject } from 'n8n-workflow';
import { errorsOf, jsonOf, mapBelow } from '../../scripts/engine/campaignsNode';
import { add, addMapped, sentBatches, simulator } from './simulatedCampaign';

const at = (times: readonly unknown[]) =>
	times.map((scheduleAt, n): IDataObject => ({ crmRecordId: `x${n}`, scheduleAt }) as IDataObject);

const ZONES = ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'];

describe('a date that stands for no date', () => {
	const stand = [
		...['0001-01-01T00:00:00Z', '0001-01-01T00:00:00', '0001-01-01', '0001-01-01T00:00:00+14:00'],
		...['0000-00-00', '0000-00-00 00:00:00', '1601-01-01T00:00:00Z', '1753-01-01'],
		...[
			'1899-12-30T09:30:00.000Z',
			'1899-12-31',
			'1900-01-00',
			'1900-01-01T00:00:00',
			'1904-01-01',
		],
		...['1970-01-01T00:00:00.000Z', '1970-01-01', '1970-01-01T01:00:00+01:00', 0, '0', new Date(0)],
		...['1969-12-31T19:00:00-05:00', '1980-01-01T00:00:00', '2000-01-01', '2001-01-01T00:00:00Z'],
		...['2038-01-19T03:14:07Z', '2079-06-06', '2079-06-06T23:59:00', '2099-12-31T23:59:59Z'],
		...['9999-12-31T23:59:59.9999999Z', '9999-12-31', 253_402_300_799_999],
	];

	it.each(ZONES)('is refused, and none of them is called at once (%s)', async (timezone) => {
		const outcome = await addMapped(at(stand), { settings: { timezone } });

		expect(errorsOf(outcome.items)).toMatchObject(
			stand.map(() => ({
				code: 'invalidRecord',
				message: expect.stringMatching(
					/^Schedule At .*stands for no date; leave it empty/,
				) as string,
			})),
		);
		expect(simulator.requests).toEqual([]);
	});

	it('is refused as a date of an expression too, and shown', async () => {
		const outcome = await add({
			items: [{ id: 'a' }],
			fields: mapBelow({
				crmRecordId: '={{ $json.id }}',
				scheduleAt: "={{ DateTime.fromISO('1899-12-30T09:30:00Z') }}",
			}),
		});

		expect(outcome.error?.message).toMatch(/Schedule At is "1899-12-30.*stands for no date/);
		expect(simulator.requests).toEqual([]);
	});
});

describe('a number that is no time', () => {
	it.each([
		[46_205, /day number of a spreadsheet for 2026-07-02/],
		[46_205.375, /day number of a spreadsheet for 2026-07-02/],
		['46205', /day number of a spreadsheet for 2026-07-02/],
		[1_801_386_000, /seconds since 1970; multiply them by 1,000/],
		['1801386000', /seconds since 1970/],
		[1_801_386_000_000_000, /microseconds/],
	])('is refused with what it looks like: %j', async (value, message) => {
		const outcome = await addMapped(at([value]));

		expect(errorsOf(outcome.items)[0]).toMatchObject({
			code: 'invalidRecord',
			message: expect.stringMatching(message) as string,
		});
		expect(simulator.requests).toEqual([]);
	});

	// As docs/mapping.md shows it.
	it('of a sheet is read with the expression of the documentation', async () => {
		await add({
			items: [
				{ id: 'a', at: 46_205.375 },
				{ id: 'b', at: 46_205.354166666664 },
			],
			fields: mapBelow({
				crmRecordId: '={{ $json.id }}',
				scheduleAt:
					"={{ $json.at.toDateTime('excel').toUTC().plus(500).toFormat('yyyy-MM-dd HH:mm') }}",
			}),
			settings: { timezone: 'Europe/Berlin' },
		});

		expect(sentBatches().flat()).toMatchObject([
			{ scheduleAt: '2026-07-02T09:00:00.000+02:00' },
			{ scheduleAt: '2026-07-02T08:30:00.000+02:00' },
		]);
	});
});

describe('a time with an offset or a zone behind a blank', () => {
	it.each([
		['2027-01-31 09:00:00 +0100', '2027-01-31T08:00:00Z'],
		['2027-01-31 09:00:00 UTC', '2027-01-31T09:00:00Z'],
		['2027-01-31 09:00:00 GMT', '2027-01-31T09:00:00Z'],
		['2027-01-31 09:00:00 Europe/Berlin', '2027-01-31T08:00:00Z'],
		['2027-07-31 09:00:00 Europe/Berlin', '2027-07-31T07:00:00Z'],
		['2027-01-31T09:00:00Z[Europe/Berlin]', '2027-01-31T09:00:00Z'],
		['2027-01-31T09:00:00+01:00[Europe/Berlin]', '2027-01-31T08:00:00Z'],
	])('is read as the instant that it tells: %s', async (text, instant) => {
		await addMapped(at([text]), { settings: { timezone: 'Asia/Tokyo' } });

		const [record] = sentBatches().flat();
		expect(new Date(record?.scheduleAt as string)).toEqual(new Date(instant));
	});

	it.each([
		'2027-01-31 09:00:00 CET',
		'2027-01-31 09:00:00 IST',
		'2027-01-31 09:00:00 UTC+1',
		'2027-01-31 09:00:00 Nowhere/Town',
		'2027-01-31T09:00:00+01:00[America/New_York]',
	])('is refused where it is not clear: %s', async (text) => {
		const outcome = await addMapped(at([text]));

		expect(errorsOf(outcome.items)[0]).toMatchObject({ code: 'invalidRecord' });
		expect(simulator.requests).toEqual([]);
	});
});

it('a time is read by the time zone table of this Node.js', async () => {
	const outcome = await addMapped(at(['2027-01-15 09:00']), {
		settings: { timezone: 'America/Vancouver' },
		options: { validateOnly: true },
	});

	// A younger table has -07:00: British Columbia no longer changes its clock from November 2026 on.
	const [record] = jsonOf(outcome.items);
	const shown = new Intl.DateTimeFormat('en-US', {
		timeZone: 'America/Vancouver',
		timeStyle: 'short',
	}).format(new Date(record?.scheduleAt as string));
	expect(shown).toMatch(/^9:00\sAM$/);
});
