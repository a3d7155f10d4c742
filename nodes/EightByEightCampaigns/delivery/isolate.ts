import type { Entry } from './outcome';

/** A part of a refused request, to be sent by itself. */
export interface Part {
	entries: Entry[];
	/** Named as the reason and left out: proven when the rest is accepted. */
	suspect?: Entry;
}

/**
 * Cuts a refused request into the parts to send next, in the order of their items.
 *
 * - one record named: the rest, which proves it when accepted
 * - several named: each by itself, and what lies between them
 * - none named: two halves
 *
 * @param suspect the record that had been left out of the request, as the reason of an earlier refusal
 */
export function isolate(
	entries: readonly Entry[],
	named: readonly string[] = [],
	suspect?: Entry,
): Part[] {
	const ids = new Set(named);
	const isNamed = (entry: Entry) => entry === suspect || ids.has(entry.record.crmRecordId);
	const all = suspect ? inOrder([...entries, suspect]) : [...entries];
	const [only, ...others] = all.filter(isNamed);

	if (!only) {
		const middle = Math.ceil(all.length / 2);
		return [{ entries: all.slice(0, middle) }, { entries: all.slice(middle) }];
	}
	// The rest of an earlier suspect was refused too, so leaving out one record does not prove it.
	if (others.length === 0 && !suspect) {
		return [{ entries: all.filter((entry) => entry !== only), suspect: only }];
	}
	return cutAt(all, isNamed).map((part) => ({ entries: part }));
}

const inOrder = (entries: Entry[]) => entries.sort((a, b) => a.itemIndex - b.itemIndex);

function cutAt(entries: readonly Entry[], alone: (entry: Entry) => boolean): Entry[][] {
	const parts: Entry[][] = [];
	let between: Entry[] = [];
	for (const entry of entries) {
		if (!alone(entry)) {
			between.push(entry);
			continue;
		}
		if (between.length) parts.push(between);
		parts.push([entry]);
		between = [];
	}
	if (between.length) parts.push(between);
	return parts;
}
