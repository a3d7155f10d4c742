import { inOrder, type Entry } from './outcome';

/** A part of a refused request, to be sent by itself. */
export interface Part {
	entries: readonly Entry[];
	/** Named as the reason and left out: proven when the rest is accepted. */
	suspect?: Entry;
}

/**
 * Cuts a refused request into the parts to send next, in the order of their items.
 *
 * - one record named: the rest, which proves it when accepted
 * - if the records just before were refused as duplicates, and the answer names the first record or
 *   none: the next few, each by itself
 * - several named: each by itself, and what lies between them
 * - none named: two halves
 *
 * @param suspect the record that had been left out of the request, as the reason of an earlier refusal
 * @param refusedBefore how many single records in a row were just refused as duplicates
 */
export function isolate(
	entries: readonly Entry[],
	named?: readonly string[],
	suspect?: Entry,
	refusedBefore = 0,
): Part[] {
	const ids = new Set(named);
	const isNamed = ({ record }: Entry) => ids.has(record.crmRecordId);
	const [only, ...others] = entries.filter(isNamed);
	const few = Math.min(refusedBefore, FEW);
	if (few > 0 && !suspect && others.length === 0 && (!only || only === entries[0])) {
		return cutAt(entries, new Set(entries.slice(0, few))).map((part) => ({ entries: part }));
	}
	// The rest of an earlier suspect was refused too, so leaving out one record does not prove it.
	if (only && others.length === 0 && !suspect) {
		return [{ entries: entries.filter((entry) => entry !== only), suspect: only }];
	}

	// No new record is named, so the same entries would be refused again: halve them.
	const secondHalf = only ? undefined : entries[Math.ceil(entries.length / 2)];
	const all = suspect ? inOrder([...entries, suspect]) : entries;
	const alone = new Set(all.filter((entry) => entry === suspect || isNamed(entry)));
	return cutAt(all, alone, secondHalf).map((part) => ({ entries: part }));
}

/**
 * A record that is named costs two requests, a record sent by itself one. Only a few, because new
 * records would fit into one request.
 */
const FEW = 10;

/** Each of `alone` by itself, and the others in between; another cut goes before `start`. */
function cutAt(entries: readonly Entry[], alone: ReadonlySet<Entry>, start?: Entry): Entry[][] {
	const parts: Entry[][] = [];
	let open: Entry[] | undefined;
	for (const entry of entries) {
		if (alone.has(entry)) {
			parts.push([entry]);
			open = undefined;
			continue;
		}
		if (!open || entry === start) parts.push((open = []));
		open.push(entry);
	}
	return parts;
}
