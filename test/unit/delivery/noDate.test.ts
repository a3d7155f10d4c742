import { standsForNoDate, whyNoTime } from '../../../nodes/EightByEightCampaigns/delivery/noDate';
import { scheduleTime } from '../../../nodes/EightByEightCampaigns/delivery/scheduleTime';

/** The zones in which the day begins first and last. */
const ZONES = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'];

const isNoDate = (value: unknown, timeZone = 'UTC') =>
	standsForNoDate(Date.parse(scheduleTime(value, timeZone)!));

describe('a day that stands for no date', () => {
	const days = [
		'0000-01-01',
		'0001-01-01',
		'1601-01-01',
		'1753-01-01',
		'1899-12-30',
		'1899-12-31',
		'1900-01-01',
		'1904-01-01',
		'1970-01-01',
		'1980-01-01',
		'2000-01-01',
		'2001-01-01',
		'2079-06-06',
		'2099-12-31',
		'2999-12-31',
		'4712-12-31',
		'9999-12-31',
	];

	it.each(days)('is known as a day, at midnight, and at the end of the day: %s', (day) => {
		for (const zone of ZONES) {
			expect(isNoDate(day, zone)).toBe(true);
			expect(isNoDate(`${day}T09:30:00`, zone)).toBe(true);
			expect(isNoDate(`${day}T23:59:59.999`, zone)).toBe(true);
		}
	});

	it.each(days)('is known with an offset: %s', (day) => {
		for (const offset of ['Z', '+0000', '+14:00', '-11:00']) {
			expect(isNoDate(`${day}T00:00:00${offset}`)).toBe(true);
		}
	});
});

it.each([
	['1970-01-01T01:00:00+01:00'],
	['1969-12-31T19:00:00-05:00'],
	['1969-12-31T23:59:59Z'],
	[new Date(0)],
	[new Date(-1)],
	['9999-12-31T23:59:59.9999999Z'],
	['2038-01-19T03:14:07Z'],
	['2038-01-19T03:14:08.999Z'],
	['2099-12-30T00:00:00Z'],
	['2038-01-19T04:14:08+01:00'],
])('the instant %s stands for no date', (value) => {
	expect(isNoDate(value)).toBe(true);
});

it.each([
	'2001-01-03T00:00:00Z',
	'2019-05-18T17:00:00Z',
	'2027-01-31T09:00:00Z',
	'2038-01-19T03:14:00Z',
	'2038-01-19T03:14:09Z',
	'2038-01-19T03:15:00Z',
	'2079-06-04T09:00:00Z',
	'2079-06-08T09:00:00Z',
	'2099-12-29T23:59:59Z',
])('%s may be meant', (text) => {
	expect(isNoDate(text)).toBe(false);
});

describe('what is no time', () => {
	it.each(['0000-00-00', '0000-00-00 00:00:00', '1900-01-00', '1900-01-00T09:00:00', 0, '0'])(
		'stands for no date: %j',
		(value) => {
			expect(whyNoTime(value)).toMatch(/no date/);
		},
	);

	it.each([
		[46_205, '2026-07-02'],
		[46_205.375, '2026-07-02'],
		['46205', '2026-07-02'],
		[' 46205.999 ', '2026-07-02'],
		[36_526, '2000-01-01'],
		[73_050, '2099-12-31'],
	])('is the day number of a sheet: %j is %s', (value, day) => {
		expect(whyNoTime(value)).toContain(`for ${day};`);
	});

	it.each([
		[1e9, /seconds/],
		[1_801_386_000, /seconds/],
		['1801386000', /seconds/],
		[1e15, /microseconds/],
		[1_801_386_000_000_000, /microseconds/],
		['1801386000000000', /microseconds/],
		[1e18, /nanoseconds/],
		[1_801_386_000_000_000_000, /nanoseconds/],
	])('is in another unit: %j', (value, unit) => {
		expect(whyNoTime(value)).toMatch(unit);
	});

	it.each([
		2027,
		'2027',
		36_525,
		73_051,
		20_270_131,
		1e10,
		1e16,
		1e19,
		-46_205,
		NaN,
		Infinity,
		'soon',
		true,
		null,
		{},
	])('is not guessed at: %j', (value) => {
		expect(whyNoTime(value)).toBeUndefined();
	});
});
