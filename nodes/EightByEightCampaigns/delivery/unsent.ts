import type { Entry } from './outcome';

/** The entries of a campaign that have not been sent. */
export interface Unsent {
	/** Whether any entry may be left. False once the last one was handed out. */
	any: () => boolean;
	/** The next ones, as many as asked for; fewer at the end. */
	batch: (size: number) => Entry[];
	/** That many, spread evenly over all of them; none when there are fewer. They stay unsent. */
	spread: (count: number) => Entry[];
	/** Whether that one was not handed out and not taken. */
	has: (entry: Entry) => boolean;
	/** Takes one out of its position. @returns false when it was taken before */
	take: (entry: Entry) => boolean;
	/** Takes all that is left. */
	rest: () => Entry[];
}

/** @param entries in the order of their items */
export function createUnsent(entries: readonly Entry[]): Unsent {
	let next = 0;
	let taken: Set<Entry> | undefined;
	const left = () => entries.slice(next).filter((entry) => !taken?.has(entry));
	const has = (entry: Entry) => {
		const last = entries[next - 1];
		return !taken?.has(entry) && !(last && last.itemIndex >= entry.itemIndex);
	};
	return {
		any: () => next < entries.length,
		batch: (size) => {
			const batch: Entry[] = [];
			while (batch.length < size && next < entries.length) {
				const entry = entries[next++]!;
				if (!taken?.has(entry)) batch.push(entry);
			}
			return batch;
		},
		spread: (count) => spread(left(), count),
		has,
		take: (entry) => {
			if (!has(entry)) return false;
			taken = (taken ?? new Set()).add(entry);
			return true;
		},
		rest: () => {
			const rest = left();
			next = entries.length;
			return rest;
		},
	};
}

/** That many, spread evenly over the entries; none when there are fewer. */
export function spread(entries: readonly Entry[], count: number): Entry[] {
	if (entries.length < count) return [];
	const at = (n: number) => Math.floor((n * (entries.length - 1)) / (count - 1));
	return Array.from({ length: count }, (_, n) => entries[at(n)]!);
}
