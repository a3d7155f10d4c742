const OFFSET_DATE_TIME =
	/^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:Z|[+-](\d\d):(\d\d))$/;

/** Java knows no offsets beyond this. */
const LARGEST_OFFSET_MINUTES = 18 * 60;

/**
 * Reads ISO 8601 with offset as Java's OffsetDateTime does (`Z` or `+hh:mm`, seconds optional; not
 * `+0000`). Returns epoch milliseconds, or undefined when the text is no such timestamp.
 */
export function parseTimestamp(text: string): number | undefined {
	const match = OFFSET_DATE_TIME.exec(text);
	if (!match) return undefined;
	const part = (group: number) => Number(match[group] ?? 0);
	const inRange =
		part(2) >= 1 &&
		part(2) <= 12 &&
		part(3) >= 1 &&
		part(3) <= daysIn(part(1), part(2)) &&
		part(4) <= 23 &&
		part(5) <= 59 &&
		part(6) <= 59 &&
		part(8) <= 59 &&
		part(7) * 60 + part(8) <= LARGEST_OFFSET_MINUTES;
	return inRange ? Date.parse(text) : undefined;
}

/** `Date` takes 30 February for 1 March; a server does not. The calendar repeats after 400 years. */
function daysIn(year: number, month: number): number {
	return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** The form in which 8x8 answers times; undefined stays undefined, and so is left out of JSON. */
export function isoTime(ms: number | undefined): string | undefined {
	return ms === undefined ? undefined : new Date(ms).toISOString();
}
