/**
 * Copies what isolated-vm returned into the realm of the test. jest runs every test file in a vm
 * context of its own, with its own `Object` and `Date`; isolated-vm builds its results with those of
 * the main context, which no `instanceof` here recognises, n8n's decoder of luxon values included.
 * In n8n itself there is only one realm.
 */
export function inOwnRealm(value: unknown, seen = new Map<object, unknown>()): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (seen.has(value)) return seen.get(value);
	if (Array.isArray(value)) {
		const list: unknown[] = [];
		seen.set(value, list);
		for (const entry of value) list.push(inOwnRealm(entry, seen));
		return list;
	}
	const kind = Object.prototype.toString.call(value);
	if (kind === '[object Date]') return new Date((value as Date).getTime());
	// The prototype of a plain object, whichever realm it is of, has none itself.
	const prototype = Object.getPrototypeOf(value) as object | null;
	const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
	if (kind !== '[object Object]' || !isPlain) return value;
	const copy: Record<string, unknown> = {};
	seen.set(value, copy);
	for (const [key, entry] of Object.entries(value)) copy[key] = inOwnRealm(entry, seen);
	return copy;
}
