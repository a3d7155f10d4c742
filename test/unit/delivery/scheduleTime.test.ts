import { DateTime, Duration, Interval, Settings } from 'luxon';

import {
	lacksZone,
	scheduleTime,
} from '../../../nodes/EightByEightCampaigns/delivery/scheduleTime';

const BERLIN = 'Europe/Berlin';

const read = (value: unknown, timeZone = BERLIN) => scheduleTime(value, timeZone);

const instant = (iso: string | undefined) =>
	iso === undefined ? iso : new Date(iso).toISOString();

describe('complete ISO 8601', () => {
	it.each([
		'2027-01-31T09:00:00Z',
		'2027-01-31T09:00:00.123Z',
		'2027-01-31T09:00:00.123456789Z',
		'2027-01-31T09:00:00+01:00',
		'2027-01-31T23:59:59.999999-11:30',
		'2024-02-29T00:00:00Z',
		'2000-02-29T00:00:00Z',
		'1999-12-31T23:59:59Z',
		'2027-02-01T00:00:00Z',
	])('is sent as it is: %s', (text) => {
		expect(read(text)).toBe(text);
		expect(read(`  ${text}\n`)).toBe(text);
	});
});

describe('other ISO 8601', () => {
	it.each([
		['2027-01-31T09:00:00+0000', '2027-01-31T09:00:00.000Z'],
		['2027-01-31T09:00:00.1234567890Z', '2027-01-31T09:00:00.123Z'],
		['2027-01-31T09:00:00.000+0000', '2027-01-31T09:00:00.000Z'],
		['2027-01-31T09:00:00-0530', '2027-01-31T14:30:00.000Z'],
		['2027-01-31T09:00:00+01', '2027-01-31T08:00:00.000Z'],
		['2027-01-31T09:00Z', '2027-01-31T09:00:00.000Z'],
		['2027-01-31 09:00:00Z', '2027-01-31T09:00:00.000Z'],
		['2027-01-31  09:00:00Z', '2027-01-31T09:00:00.000Z'],
		['2027-01-31T09:00:00+14:00', '2027-01-30T19:00:00.000Z'],
		['2027-01-31T09:00:00-12:00', '2027-01-31T21:00:00.000Z'],
		['2027-01-31 09:00:00-10', '2027-01-31T19:00:00.000Z'],
		['2027-01-31T09:00-10:00', '2027-01-31T19:00:00.000Z'],
		['2027-01-31 13:00-05:00', '2027-01-31T18:00:00.000Z'],
		['2027-01-31 09:30-09:30', '2027-01-31T19:00:00.000Z'],
		['2027-01-31 09-09:00', '2027-01-31T18:00:00.000Z'],
		['2027-01-31T09:00-12:00', '2027-01-31T21:00:00.000Z'],
		['2027-01-31 09:00 -05', '2027-01-31T14:00:00.000Z'],
		['2027-01-31 09:00:00+00', '2027-01-31T09:00:00.000Z'],
		['2027-01-31t09:00:00z', '2027-01-31T09:00:00.000Z'],
		['2027-01-31T09:00:00,5Z', '2027-01-31T09:00:00.500Z'],
		['20270131T090000Z', '2027-01-31T09:00:00.000Z'],
		['2027-W04-7T09:00:00Z', '2027-01-31T09:00:00.000Z'],
		['2027-031T09:00:00Z', '2027-01-31T09:00:00.000Z'],
		['2027-01-31T24:00:00Z', '2027-02-01T00:00:00.000Z'],
		['2027-01-31T09:00:00+01:00[Europe/Berlin]', '2027-01-31T08:00:00.000Z'],
		['2027-01-31T09:00:00Z[Europe/Berlin]', '2027-01-31T09:00:00.000Z'],
		['2027-01-31T09:00:00[America/New_York]', '2027-01-31T14:00:00.000Z'],
		['2027-01-31 09:00:00 +0100', '2027-01-31T08:00:00.000Z'],
		['2027-01-31 09:00:00 +01:00', '2027-01-31T08:00:00.000Z'],
		['2027-01-31 09:00:00  +0100', '2027-01-31T08:00:00.000Z'],
		['2027-01-31 09:00:00 -05', '2027-01-31T14:00:00.000Z'],
		['2027-01-31 09:00:00 Z', '2027-01-31T09:00:00.000Z'],
		['2027-01-31 09:00:00 UTC', '2027-01-31T09:00:00.000Z'],
		['2027-01-31 09:00:00.250 GMT', '2027-01-31T09:00:00.250Z'],
		['2027-01-31 09:00 Europe/Berlin', '2027-01-31T08:00:00.000Z'],
		['2027-07-31T09:00:00  Europe/Berlin', '2027-07-31T07:00:00.000Z'],
		['2027-01-31 09:00:00 America/Argentina/Buenos_Aires', '2027-01-31T12:00:00.000Z'],
		['2027-01-31 09:00:00 +0100 Europe/Berlin', '2027-01-31T08:00:00.000Z'],
		['2027-01-31 UTC', '2027-01-31T00:00:00.000Z'],
		[`2027-01-31 09:00:00${' '.repeat(78)}UTC`, '2027-01-31T09:00:00.000Z'],
	])('%s is %s', (text, expected) => {
		expect(instant(read(text))).toBe(expected);
	});
});

describe('a time without offset is read in the time zone of the workflow', () => {
	it.each([
		['in winter', '2027-01-31T09:00:00', BERLIN, '2027-01-31T08:00:00.000Z'],
		['in summer', '2027-07-31T09:00:00', BERLIN, '2027-07-31T07:00:00.000Z'],
		['with a blank', '2027-01-31 09:00', BERLIN, '2027-01-31T08:00:00.000Z'],
		['as a day', '2027-01-31', BERLIN, '2027-01-30T23:00:00.000Z'],
		['in a zone behind UTC', '2027-01-31T09:00:00', 'America/New_York', '2027-01-31T14:00:00.000Z'],
		[
			'in a zone with half hours',
			'2027-01-31T09:00:00',
			'Asia/Kolkata',
			'2027-01-31T03:30:00.000Z',
		],
		['in UTC', '2027-01-31T09:00:00', 'UTC', '2027-01-31T09:00:00.000Z'],
		// The clock goes from 02:00 to 03:00: the hour does not exist, and is read an hour later.
		['in the gap of spring', '2027-03-28T02:30:00', BERLIN, '2027-03-28T01:30:00.000Z'],
		['on the leap day', '2028-02-29T09:00:00', BERLIN, '2028-02-29T08:00:00.000Z'],
	])('%s', (_, text, timeZone, expected) => {
		expect(instant(read(text, timeZone))).toBe(expected);
	});

	describe.each(['2027-01-15T12:00:00Z', '2027-07-15T12:00:00Z'])('in a run at %s', (today) => {
		const now = Settings.now;
		beforeEach(() => {
			Settings.now = () => Date.parse(today);
		});
		afterEach(() => {
			Settings.now = now;
		});

		it.each([
			['the hour that comes twice', '2027-11-07 01:30', 'America/New_York', '01:30:00.000-05:00'],
			[
				'with the zone behind it',
				'2027-11-07 01:30 America/New_York',
				BERLIN,
				'01:30:00.000-05:00',
			],
			['in Berlin', '2027-10-31T02:30:00', BERLIN, '02:30:00.000+01:00'],
			['its first moment', '2027-10-31T02:00:00', BERLIN, '02:00:00.000+01:00'],
			['its last moment', '2027-10-31T02:59:59.999', BERLIN, '02:59:59.999+01:00'],
			['the moment before', '2027-10-31T01:59:59.999', BERLIN, '01:59:59.999+02:00'],
			['the moment after', '2027-10-31T03:00:00', BERLIN, '03:00:00.000+01:00'],
			['half an hour twice', '2027-04-04T01:45', 'Australia/Lord_Howe', '01:45:00.000+10:30'],
			['a midnight twice', '2027-11-07', 'America/Havana', '00:00:00.000-05:00'],
			['an hour that is skipped', '2027-03-14 02:30', 'America/New_York', '03:30:00.000-04:00'],
			['a midnight that is skipped', '2027-03-14', 'America/Havana', '01:00:00.000-04:00'],
			['a day that was skipped', '2011-12-30T12:00', 'Pacific/Apia', '12:00:00.000+14:00'],
		])('is read in the same way: %s', (_, text, timeZone, expected) => {
			expect(read(text, timeZone)?.slice(11)).toBe(expected);
		});
	});

	it('is not a time where the zone is unknown', () => {
		expect(read('2027-01-31T09:00:00', 'Nowhere/Town')).toBeUndefined();
	});
});

describe('a number', () => {
	it.each([
		[1_801_386_000_000, '2027-01-31T09:00:00.000Z'],
		['1801386000000', '2027-01-31T09:00:00.000Z'],
		[' 1801386000000 ', '2027-01-31T09:00:00.000Z'],
		[1_801_386_000_000.75, '2027-01-31T09:00:00.000Z'],
		[1e12, '2001-09-09T01:46:40.000Z'],
		['1000000000000', '2001-09-09T01:46:40.000Z'],
		[253_402_300_799_999, '9999-12-31T23:59:59.999Z'],
	])('%j is milliseconds since the epoch', (value, expected) => {
		expect(read(value)).toBe(expected);
	});

	it.each([
		['seconds', 1_801_386_000],
		['seconds as text', '1801386000'],
		['just too few', 999_999_999_999],
		['12 digits as text', '180138600000'],
		['14 digits as text', '18013860000000'],
		['a fraction as text', '1801386000000.5'],
		['microseconds', 1_801_386_000_000_000],
		['microseconds as text', '1801386000000000'],
		['a year', 2027],
		['a year as text', '2027'],
		['a rank', 10],
		['a rank as text', '10'],
		['a time of day as text', '1030'],
		['negative', -1_801_386_000_000],
		['NaN', NaN],
		['infinite', Infinity],
		['beyond all days', 1e300],
		['a bigint', 1_801_386_000_000n],
		['in exponents', '1.8e12'],
	])('that is %s is not a time', (_, value) => {
		expect(read(value)).toBeUndefined();
	});
});

describe('an object', () => {
	it.each([
		['Date', new Date('2027-01-31T09:00:00Z')],
		['Date of the last century', new Date('1999-01-31T09:00:00Z')],
		['Date of the first year of four digits', new Date('0000-06-01T09:00:00Z')],
		['DateTime', DateTime.fromISO('2027-01-31T09:00:00Z', { zone: 'utc' })],
		['DateTime in a zone', DateTime.fromISO('2027-01-31T09:00:00', { zone: BERLIN })],
		['DateTime of another copy of luxon', { toISO: () => '2027-01-31T10:00:00.000+01:00' }],
	])('%s is a time', (_, value) => {
		const expected = value instanceof Date ? value : new Date(String(value.toISO()));
		expect(instant(read(value))).toBe(expected.toISOString());
	});

	it.each([
		['invalid Date', new Date(NaN)],
		['Date beyond four-digit years', new Date(8.64e15)],
		['Date before four-digit years', new Date('-000001-12-31T09:00:00Z')],
		['invalid DateTime', DateTime.invalid('test')],
		['Duration', Duration.fromISO('PT1H')],
		['Interval', Interval.fromISO('2027-01-31/2027-02-28')],
		['plain object', { year: 2027 }],
		['list', ['2027-01-31T09:00:00Z']],
		['function', () => '2027-01-31T09:00:00Z'],
		['null', null],
		['boolean', true],
		['object with a toISO that is no function', { toISO: '2027-01-31T09:00:00Z' }],
		['object with a toISO that gives something else', { toISO: () => 1_801_386_000_000 }],
		['function with a toISO', Object.assign(() => '', { toISO: () => '2027-01-31T09:00:00Z' })],
	])('%s is not a time', (_, value) => {
		expect(read(value)).toBeUndefined();
	});

	it.each([
		[
			'whose toISO fails',
			{
				toISO: () => {
					throw new Error('broken');
				},
			},
		],
		['that only says to be a Date', { [Symbol.toStringTag]: 'Date' }],
	])('%s is not a time, and does not throw', (_, value) => {
		expect(read(value)).toBeUndefined();
	});
});

describe('a text is not a time', () => {
	it.each([
		'',
		' ',
		'tomorrow',
		'canceled',
		'31.01.2027',
		'01/31/2027 9:00 AM',
		'Sun, 31 Jan 2027 09:00:00 GMT',
		'2027-02-30',
		'2027-02-30T09:00:00Z',
		'2026-02-29T09:00:00Z',
		'2100-02-29T09:00:00Z',
		'2027-04-31T09:00:00+02:00',
		'2027-00-10T09:00:00Z',
		'2027-13-01T09:00:00Z',
		'2027-01-00T09:00:00Z',
		'2027-01-32T09:00:00Z',
		'2027-01-31T25:00:00Z',
		'2027-01-31T09:60:00Z',
		'2027-01-31T09:00:60Z',
		'2027-01-31T09:00:00+1',
		'2027-01-31T09:00:00Zulu',
		// Letters that name a zone have several meanings, or none in summer.
		'2027-01-31 09:00:00 CET',
		'2027-07-31 09:00:00 EST',
		'2027-01-31 09:00:00 IST',
		'2027-01-31 09:00:00 UTC+1',
		'2027-01-31 09:00:00 +0100 CET',
		'2027-01-31 09:00:00 Nowhere/Town',
		'2027-01-31T09:00:00[Nowhere/Town]',
		// The offset is not that of the zone: one of the two is wrong.
		'2027-01-31T09:00:00+01:00[America/New_York]',
		'2027-07-31T09:00:00+01:00[Europe/Berlin]',
		'2027-01-31 09:00:00 +0100 America/New_York',
		`2027-01-31 09:00:00${' '.repeat(79)}UTC`,
		'2027-01-31T09:00:00Z\n2027-02-01T09:00:00Z',
		// The hours between which somebody may be called.
		'2027-01-31 09:00-17:00',
		'2027-01-31 09:00 -17:00',
		'2027-01-31 09:00-12:00',
		'2027-01-31 09:00 - 11:00',
		'2027-01-31 09:00-09:30',
		'2027-01-31 09-0930',
		'2027-01-31 09-17',
		'2027-01-31 09-11',
		'2027-01-31  0900-1000',
		'2027-01-31T09:00-17:00',
		'2027-01-31T09:00:00-17:00',
		'2027-01-31T09:00:00-12:30',
		'2027-01-31T09:00:00+14:30',
		'2027-01-31T09:00:00+15:00',
		'2027-01-31 09:00:00+18',
		'PT1H',
		'2027-01-31/2027-02-28',
		'NaN',
		'null',
		// A time of day would be read as today's, whatever day the item means.
		'09:00',
		'T09:00',
		// A month has no day yet.
		'2027-02',
		// 8x8's timestamps have a year of four digits, and offsets that exist.
		'+055840-01-01T00:00:00Z',
		'+002027-01-31T09:00:00Z',
		'-000001-01-01T00:00:00Z',
		'2027-01-31T09:00:00+99:99',
		'2027-01-31T09:00:00+24:00',
		'2027-01-31T09:00:00+19:00',
		'2027-01-31T09:00:00+18:01',
	])('%j', (text) => {
		expect(read(text)).toBeUndefined();
	});
});

describe('the zone of a text', () => {
	it.each([
		'2027-01-31',
		'2027-01-31T09:00',
		'2027-01-31 09:00:00',
		'2027-01-31T09:00:00.000',
		'2027-W04-7',
		'2027-031T09:00:00',
		'20270131T090000',
	])('is left to the reader: %s', (text) => {
		expect(lacksZone(text)).toBe(true);
	});

	it.each([
		'2027-01-31T09:00:00Z',
		'2027-01-31 09:00+01',
		' 2027-01-31 09:00+01 ',
		'2027-01-31 09:00:00 -0500',
		'2027-01-31 09:00:00 UTC',
		'2027-01-31 Europe/Berlin',
		'2027-01-31T09:00:00[Europe/Berlin]',
		'20270131T090000Z',
		'1801386000000',
	])('is told: %s', (text) => {
		expect(lacksZone(text)).toBe(false);
	});
});
