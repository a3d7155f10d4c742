/** Milliseconds by which two evaluations of the same time may differ. */
const ONE_AFTER_THE_OTHER = 10_000;

/** The numbers that are epoch milliseconds of today and not a count. */
const EARLIEST_EPOCH = 1e11;

/** A DateTime of luxon, by its shape: n8n's luxon need not be the same copy as ours. */
interface LuxonDateTime {
	isValid: boolean;
	invalidReason: string | null;
	zoneName: string | null;
	toMillis: () => number;
}

const isDate = (value: unknown): value is Date =>
	Object.prototype.toString.call(value) === '[object Date]';

const isDateTime = (value: unknown): value is LuxonDateTime =>
	typeof value === 'object' &&
	value !== null &&
	'isLuxonDateTime' in value &&
	typeof (value as Partial<LuxonDateTime>).toMillis === 'function';

/**
 * What kind of value it is, so finely that n8n hands over all values of one kind in the same way.
 * Undefined for lists, objects and functions.
 */
export function kindOf(value: unknown): string | undefined {
	if (value === null) return 'null';
	if (typeof value === 'number') {
		if (Object.is(value, -0)) return '-0';
		return Number.isFinite(value) ? 'number' : String(value);
	}
	if (typeof value === 'function' || typeof value === 'symbol') return undefined;
	if (typeof value !== 'object') return typeof value;
	if (isDate(value)) return Number.isNaN(value.getTime()) ? 'invalid Date' : 'Date';
	if (isDateTime(value)) return `DateTime ${value.isValid ? value.zoneName : value.invalidReason}`;
	return undefined;
}

/**
 * Whether two evaluations of an expression gave the same.
 *
 * @param time whether the expression refers to the time, which has gone on between the two
 */
export function isSameValue(value: unknown, other: unknown, time: boolean): boolean {
	const kind = kindOf(value);
	if (kind === undefined || kind !== kindOf(other)) return false;
	const [instant, otherInstant] = [instantOf(value), instantOf(other)];
	if (Object.is(value, other)) return true;
	if (typeof value === 'object' && Object.is(instant, otherInstant)) return true;
	return time && Math.abs(instant - otherInstant) <= ONE_AFTER_THE_OTHER;
}

/** Whether the value is a point in time: a Date, a DateTime, ISO 8601 or epoch milliseconds. */
export const isInstant = (value: unknown) => !Number.isNaN(instantOf(value));

/** Epoch milliseconds; NaN for what stands for no time. */
function instantOf(value: unknown): number {
	if (isDate(value)) return value.getTime();
	if (isDateTime(value)) return value.toMillis();
	if (typeof value === 'number') return value >= EARLIEST_EPOCH ? value : NaN;
	return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : NaN;
}
