import { DateTime } from 'luxon';

/** Hours to 23 and offsets to 18 hours: luxon allows more than a Java service does. */
const OFFSET_DATE_TIME =
	/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]((0\d|1[0-7]):[0-5]\d|18:00))$/;

/**
 * Reads ISO 8601 with offset as Java's OffsetDateTime does (`Z` or `+hh:mm`, seconds optional; not
 * `+0000`). Returns epoch milliseconds, or undefined when the text is no such timestamp.
 */
export function parseTimestamp(text: string): number | undefined {
	const time = DateTime.fromISO(OFFSET_DATE_TIME.test(text) ? text : '');
	return time.isValid ? time.toMillis() : undefined;
}

/** The form in which 8x8 answers times; undefined stays undefined, and so is left out of JSON. */
export function isoTime(ms: number | undefined): string | undefined {
	return ms === undefined ? undefined : new Date(ms).toISOString();
}
