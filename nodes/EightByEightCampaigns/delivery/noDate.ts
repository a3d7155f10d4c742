/**
 * The earliest time that an item can mean. Everything before stands for no date, or is another kind of
 * date such as a birthday, and 8x8 would call at once:
 *
 * - year 1: .NET `DateTime.MinValue`, Go's zero time, Dataverse's empty date
 * - 1601-01-01: Windows FILETIME 0; 1753-01-01: the empty date of Dynamics NAV in SQL Server
 * - 1899-12-30 and 31, 1900-01-00 and 01, 1904-01-01: day 0 and 1 of Excel, Google Sheets and
 *   LibreOffice, with a time where the cell has only a time
 * - 1900-01-01: the default of SQL Server's datetime; 1970-01-01: the epoch of Unix and JavaScript
 * - 1980-01-01: DOS, FAT and ZIP; 2000-01-01: clocks that were never set; 2001-01-01: Apple's
 *   reference date
 *
 * Two days later than the last of them, so that no time zone makes a difference.
 */
const EARLIEST = Date.UTC(2001, 0, 3);

/**
 * From here on no call is meant: 2099-12-31 and later days such as 2999-12-31, 4712-12-31 (the last day
 * of Oracle) and 9999-12-31 (the last day of SQL Server, .NET and SAP) stand for "never" or "no end".
 * A day earlier, so that no time zone makes a difference.
 */
const LATEST = Date.UTC(2099, 11, 30);

const HOUR = 3_600_000;

/** Ends of number ranges that lie in between, from and until, in milliseconds since the epoch. */
const ENDS: ReadonlyArray<readonly [from: number, until: number]> = [
	// The last second of a signed 32-bit time, and the one after it.
	[Date.UTC(2038, 0, 19, 3, 14, 7), Date.UTC(2038, 0, 19, 3, 14, 9)],
	// The last day of SQL Server's smalldatetime, in every time zone.
	[Date.UTC(2079, 5, 6) - 14 * HOUR, Date.UTC(2079, 5, 7) + 14 * HOUR],
];

/** @param time milliseconds since the epoch */
export const standsForNoDate = (time: number) =>
	time < EARLIEST || time >= LATEST || ENDS.some(([from, until]) => time >= from && time < until);

/** What stands for no date and is not even one: MySQL's 0000-00-00, Excel's 1900-01-00. */
const NO_DAY = /^\d{4}-(00|\d\d-00)(?!\d)/;

const NUMBER = /^\d+(\.\d+)?$/;

/** 2000-01-01 and 2100-01-01 as Excel, Google Sheets and LibreOffice count days. */
const DAY_NUMBERS = [36_526, 73_051] as const;

/** Days from 1899-12-30, the day 0 of sheets, to 1970-01-01. */
const EPOCH_DAY = 25_569;

export const NO_DATE = 'which stands for no date; leave it empty if the call need not wait';

/** What is the matter with a value that is no time, where its form tells; goes on after "is 46205, ". */
export function whyNoTime(value: unknown): string | undefined {
	const text = typeof value === 'string' ? value.trim() : value;
	if (typeof text === 'string' && NO_DAY.test(text)) return NO_DATE;
	const number = typeof text === 'string' && NUMBER.test(text) ? Number(text) : text;
	if (typeof number !== 'number') return undefined;
	if (number === 0) return NO_DATE;
	if (number >= DAY_NUMBERS[0] && number < DAY_NUMBERS[1]) {
		const day = new Date(Math.floor(number - EPOCH_DAY) * 24 * HOUR).toISOString().slice(0, 10);
		return `which looks like the day number of a spreadsheet for ${day}; let the sheet give the date as text, such as ${day} 09:00`;
	}
	if (number >= 1e9 && number < 1e10) {
		return 'which looks like seconds since 1970; multiply them by 1,000';
	}
	if (number >= 1e15 && number < 1e16) {
		return 'which looks like microseconds since 1970; divide them by 1,000';
	}
	if (number >= 1e18 && number < 1e19) {
		return 'which looks like nanoseconds since 1970; divide them by 1,000,000';
	}
	return undefined;
}
