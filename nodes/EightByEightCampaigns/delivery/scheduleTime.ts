import { DateTime } from 'luxon';

/** Complete ISO 8601 with an offset as 8x8 wants it: what most items bring, and needs no rewriting. */
const COMPLETE =
	/^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-7]):[0-5]\d)$/;

/** Milliseconds since the epoch as text, which CRMs such as HubSpot hand over: the years 2001 to 2286. */
const EPOCH_MILLISECONDS = /^\d{12,13}$/;

/** Milliseconds since the epoch are taken from 2001 on: smaller numbers are more likely seconds. */
const EARLIEST_EPOCH = 1e12;

/**
 * A point in time as ISO 8601 with offset, or undefined when the value is not one: ISO 8601 (also
 * with a blank for the T, and offsets such as +0000), epoch milliseconds, a Date, or a DateTime of
 * n8n's expressions.
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

/** By its shape: n8n's Date and luxon need not be the same copies as ours. */
function fromObject(value: object, timeZone: string): string | undefined {
	if (Object.prototype.toString.call(value) === '[object Date]') {
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
	if (!DATE.test(text)) return undefined;
	return iso(
		DateTime.fromISO(text.replace(/^(\d{4}-\d\d-\d\d) +/, '$1T'), {
			zone: timeZone,
			setZone: true,
		}),
	);
}

/** ISO 8601 from the day on: luxon would complete a year or a time with today's date. */
const DATE = /^(\d{4}-(\d\d-\d\d|W\d\d-\d|\d{3})|\d{8}T)/;

const fromEpoch = (milliseconds: number) => iso(DateTime.fromMillis(milliseconds, { zone: 'utc' }));

/** Largest offset that java.time, and so most servers, takes: 18 hours, in minutes. */
const MAX_OFFSET = 18 * 60;

function iso(time: DateTime): string | undefined {
	if (time.year < 0 || time.year > 9999 || Math.abs(time.offset) > MAX_OFFSET) return undefined;
	// Null for a time that is not valid.
	return time.toISO() ?? undefined;
}

/** 30 February passes Date.parse. */
const isDay = (year: number, month: number, day: number) =>
	month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= daysIn(year, month));

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
