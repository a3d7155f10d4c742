import { DateTime } from 'luxon';

/**
 * Complete ISO 8601 with an offset as 8x8 wants it: what most items bring, and needs no rewriting.
 * java.time, and so most servers, reads nine digits of a second at most.
 */
const COMPLETE =
	/^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-](0\d|1[01]):[0-5]\d|\+1[23]:[0-5]\d|\+14:00|-12:00)$/;

/** Milliseconds since the epoch as text, which CRMs such as HubSpot hand over: the years 2001 to 2286. */
const EPOCH_MILLISECONDS = /^\d{12,13}$/;

/** Milliseconds since the epoch are taken from 2001 on: smaller numbers are more likely seconds. */
const EARLIEST_EPOCH = 1e12;

/**
 * A point in time as ISO 8601 with offset, or undefined when the value is not one: ISO 8601 (also
 * with a blank for the T or before the offset, offsets such as +0000, and a zone such as UTC or
 * Europe/Berlin behind it), epoch milliseconds, a Date, or a DateTime of n8n's expressions.
 *
 * @param timeZone IANA name: a time without offset is read there
 */
export function scheduleTime(value: unknown, timeZone: string): string | undefined {
	if (typeof value === 'string') return fromText(value.trim(), timeZone);
	if (typeof value === 'number') return value >= EARLIEST_EPOCH ? fromEpoch(value) : undefined;
	if (typeof value !== 'object' || value === null) return undefined;
	try {
		return fromObject(value, timeZone);
	} catch {
		// A getter or method of the item's own: not a time.
		return undefined;
	}
}

/** The kind of date that a value is, whether it holds a time or not; undefined for anything else. */
export function dateKind(value: unknown): 'Date' | 'DateTime' | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	if (isDate(value)) return 'Date';
	return 'isLuxonDateTime' in value ? 'DateTime' : undefined;
}

const isDate = (value: object) => Object.prototype.toString.call(value) === '[object Date]';

/** By its shape: n8n's Date and luxon need not be the same copies as ours. */
function fromObject(value: object, timeZone: string): string | undefined {
	if (isDate(value)) {
		return fromEpoch(Number((value as Date).getTime()));
	}
	const { toISO } = value as { toISO?: unknown };
	const iso: unknown = typeof toISO === 'function' ? toISO.call(value) : undefined;
	return typeof iso === 'string' ? fromText(iso, timeZone) : undefined;
}

function fromText(text: string, timeZone: string): string | undefined {
	const complete = COMPLETE.exec(text);
	if (complete && isDay(Number(complete[1]), Number(complete[2]), Number(complete[3]))) return text;
	if (EPOCH_MILLISECONDS.test(text)) {
		return Number(text) >= EARLIEST_EPOCH ? fromEpoch(Number(text)) : undefined;
	}
	if (text.length > LONGEST || !DATE.test(text) || isWindow(text)) return undefined;
	return fromDate(text, timeZone);
}

/** As in `2027-01-31 09:00-12:00`. Read as an offset, it would move the call by half a day. */
function isWindow(text: string): boolean {
	const found = WINDOW.exec(text);
	if (!found) return false;
	const [from, until] = found.slice(1).map((time) => time.replace(':', '').padEnd(4, '0'));
	return from! < until!;
}

/** A time with an offset mostly has a T or seconds, as databases write it. */
const WINDOW = /^[\d-]+ +(\d\d(?::?\d\d)?) *- *(\d\d(?::?\d\d)?)$/;

/** Longer than any time with a zone, in characters. */
const LONGEST = 100;

/** The name of a zone behind the time, as java.time and RFC 9557 write it, or after a blank. */
const IN_ZONE = /^(.*[\dZ])(?:\[([^\]]+)\]| +(UTC|GMT|[A-Z_]+(?:\/[\w+-]+)+))$/i;

const OFFSET = /T.*(Z|[+-]\d\d(?::?\d\d)?)$/i;

/** The date and time with its offset, if it has one, as ISO 8601; and the zone that it names. */
function parts(text: string): { local: string; zone?: string } {
	const [, time = text, inBrackets, afterBlank] = IN_ZONE.exec(text) ?? [];
	const local = time
		.replace(/^(\d{4}-\d\d-\d\d) +/, '$1T')
		.replace(/(T\S+) +(Z|[+-]\d\d(?::?\d\d)?)$/i, '$1$2');
	return { local, zone: inBrackets ?? afterBlank };
}

function fromDate(text: string, timeZone: string): string | undefined {
	const { local, zone } = parts(text);
	const [, offset] = OFFSET.exec(local) ?? [];
	if (offset === undefined) return iso(inZone(local, zone ?? timeZone));
	const time = DateTime.fromISO(local, { zone: timeZone, setZone: true });
	if (zone === undefined) return iso(time);
	// Where the offset is not that of the zone, nobody can tell which of the two is meant. Z is an
	// instant, whatever the zone.
	const there = time.setZone(zone);
	return offset.toUpperCase() === 'Z' || there.offset === time.offset ? iso(there) : undefined;
}

/** Greatest distance of a zone's clock from UTC, in milliseconds, also where it has skipped a day. */
const FARTHEST = 16 * 60 * 60_000;

/**
 * The time without offset as the clocks of the zone show it. Where they show it twice, when they are
 * put back, it is the later one: nobody is called too early. Where they skip it, when they are put
 * forward, it is as much later as they are put forward. luxon would guess from the offset of today.
 */
function inZone(local: string, timeZone: string): DateTime {
	const time = DateTime.fromISO(local, { zone: timeZone });
	const shown = DateTime.fromISO(local, { zone: 'utc' }).toMillis();
	const offset = (instant: number) => Math.round(time.zone.offset(instant) * 60_000);
	const instants = [-FARTHEST, FARTHEST].map((distance) => shown - offset(shown + distance));
	const real = instants.filter((instant) => instant + offset(instant) === shown);
	// Neither is real where the time is skipped. An invalid zone has no offset.
	const latest = Math.max(...(real.length > 0 ? real : instants));
	return time.isValid ? DateTime.fromMillis(latest, { zone: timeZone }) : time;
}

/** Whether a text that is a time names neither an offset nor a zone. */
export function lacksZone(text: string): boolean {
	const { local, zone } = parts(text.trim());
	return zone === undefined && !OFFSET.test(local) && !EPOCH_MILLISECONDS.test(local);
}

/** ISO 8601 from the day on: luxon would complete a year or a time with today's date. */
const DATE = /^(\d{4}-(\d\d-\d\d|W\d\d-\d|\d{3})|\d{8}T)/;

const fromEpoch = (milliseconds: number) => iso(DateTime.fromMillis(milliseconds, { zone: 'utc' }));

/** The zones of the earth, in minutes. What is beyond is no offset, but the end of a time window. */
const LEAST_OFFSET = -12 * 60;
const MAX_OFFSET = 14 * 60;

function iso(time: DateTime): string | undefined {
	if (time.year < 0 || time.year > 9999) return undefined;
	if (time.offset < LEAST_OFFSET || time.offset > MAX_OFFSET) return undefined;
	// Null for a time that is not valid.
	return time.toISO() ?? undefined;
}

/** 30 February passes Date.parse. */
const isDay = (year: number, month: number, day: number) =>
	month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
