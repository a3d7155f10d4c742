/** Characters of memory that n8n takes for each object and list that an expression reads from it. */
export const PROXY = 1500;

/** For an object or list that comes as JSON, and for a number, a Date, a key. */
const SMALL = 30;

/**
 * About how many characters of memory a value takes in n8n's isolate.
 *
 * @param limit beyond which it does not matter how many more
 * @param perObject what each object and list takes beside what is in it: `PROXY`, or less by default
 */
export function weightOf(value: unknown, limit: number, perObject = SMALL): number {
	if (typeof value === 'string') return value.length + SMALL;
	if (typeof value !== 'object' || value === null) return SMALL;
	let weight = perObject;
	for (const key of Object.keys(value)) {
		if (weight > limit) break;
		weight +=
			key.length + weightOf((value as Record<string, unknown>)[key], limit - weight, perObject);
	}
	return weight;
}

/** Whether JSON carries the value without a change, and n8n reads the copy in the same way. */
export function isExact(value: unknown): boolean {
	if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
	if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
	if (typeof value !== 'object') return false;
	if (Array.isArray(value)) {
		// A hole is no value, and `every` would leave it out.
		return Object.keys(value).length === value.length && value.every(isExact);
	}
	const prototype: unknown = Object.getPrototypeOf(value);
	if (prototype !== Object.prototype && prototype !== null) return false;
	return Object.entries(value).every(
		([key, inside]) => !(key in Object.prototype) && isExact(inside),
	);
}
