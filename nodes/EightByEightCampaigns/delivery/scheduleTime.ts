import { DateTime } from 'luxon';

/** Complete ISO 8601 with an offset as 8x8 wants it: what most items bring, and needs no rewriting. */
const COMPLETE =
	/^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

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
	if (typeof value === 'number') return fromEpoch(value);
	if (Object.prototype.toString.call(value) === '[object Date]') {
		return fromEpoch((value as Date).getTime());
	}
	// By its shape: n8n's luxon need not be the same copy as ours.
	if (typeof value === 'object' && value !== null && 'toISO' in value) {
		const { toISO } = value as { toISO?: unknown };
		const iso: unknown = typeof toISO === 'function' ? toISO.call(value) : undefined;
		return typeof iso === 'string' ? fromText(iso, timeZone) : undefined;
	}
	return undefined;
}

function fromText(text: string, timeZone: string): string | undefined {
	const complete = COMPLETE.exec(text);
	if (complete && isDay(Number(complete[1]), Number(complete[2]), Number(complete[3]))) return text;
	if (EPOCH_MILLISECONDS.test(text)) return fromEpoch(Number(text));
	const time = DateTime.fromISO(text.replace(/^(\d{4}-\d\d-\d\d) +/, '$1T'), {
		zone: timeZone,
		setZone: true,
	});
	return iso(time);
}

const fromEpoch = (milliseconds: number) =>
	milliseconds >= EARLIEST_EPOCH
		? iso(DateTime.fromMillis(milliseconds, { zone: 'utc' }))
		: undefined;

const iso = (time: DateTime) => (time.isValid ? (time.toISO() ?? undefined) : undefined);

/** 30 February passes Date.parse. */
function isDay(year: number, month: number, day: number): boolean {
	return (
		month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
	);
}
