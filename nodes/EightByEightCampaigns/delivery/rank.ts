import { PRIORITIES, type CampaignRecord, type NewRecord, type Priority } from '../client/api';
import { checkRank } from './fields';
import { inOrder, type Entry } from './outcome';
import type { Unsent } from './unsent';

/**
 * The ranks that this node gives to the records of one campaign, so that 8x8 dials them in the order
 * of the items however they arrive. 8x8 itself appends: a record without rank gets the next whole
 * number. So one record of each priority is sent without rank first. The answer tells which number it
 * got, and the others of that priority are numbered between it and its neighbours, by their places in
 * the load. Whoever appends after that record comes behind all of them.
 */
export interface Ranks {
	/** Whether 8x8 still has to give one of the unsent records its rank, by the order of arrival. */
	byArrival: () => boolean;
	/**
	 * The next entries to send, in the order of their items: first one of each priority for which no
	 * rank of 8x8 is known, then what comes next.
	 */
	batch: (size: number) => Entry[];
	/** The record as it is sent. One that brings a rank keeps it. */
	recordOf: (entry: Entry) => NewRecord;
	/** 8x8 has stored a request with these entries. `answered` is what it says of each. */
	learn: (
		entries: readonly Entry[],
		answered: (entry: Entry) => CampaignRecord | undefined,
	) => void;
}

/** The records of one priority that bring no rank. */
interface Line {
	/** In the order of their items. */
	readonly entries: Entry[];
	/** How many at the front are sent, at least. */
	sent: number;
	/** The rank that 8x8 gave to one of them, and its place among them. */
	given?: { rank: number; place: number };
}

/** @param entries those of the campaign, in the order of their items */
export function createRanks(entries: readonly Entry[], unsent: Unsent): Ranks {
	const lines = new Map<Priority, Line>(
		PRIORITIES.map((priority) => [priority, { entries: [], sent: 0 }]),
	);
	const lineOf = ({ record: { priority = 'HIGH', rank } }: Entry) =>
		rank === undefined ? lines.get(priority) : undefined;
	for (const entry of entries) lineOf(entry)?.entries.push(entry);

	/** The next entry of each priority for which no rank is known. */
	const firsts = () =>
		inOrder(
			Array.from(lines.values(), (line) => (line.given ? undefined : nextOf(line, unsent))).filter(
				(entry) => entry !== undefined,
			),
		);

	return {
		byArrival: () => firsts().length > 0,
		batch: (size) => {
			const taken = firsts().slice(0, size).filter(unsent.take);
			return inOrder([...taken, ...unsent.batch(size - taken.length)]);
		},
		recordOf: (entry) => {
			const line = lineOf(entry);
			return line?.given
				? { ...entry.record, rank: rankIn(line, line.given, entry) }
				: entry.record;
		},
		learn: (stored, answered) => {
			for (const line of lines.values()) {
				if (line.given) continue;
				const own = stored.filter((entry) => lineOf(entry) === line);
				const rank = lastRank(own.map((entry) => answered(entry)?.rank));
				if (rank === undefined || !hasRoom(line, rank)) continue;
				line.given = { rank, place: placeOf(line, own.at(-1)!) };
			}
		},
	};
}

function nextOf(line: Line, unsent: Unsent): Entry | undefined {
	while (line.sent < line.entries.length && !unsent.has(line.entries[line.sent]!)) line.sent += 1;
	return line.entries[line.sent];
}

/**
 * The n-th of N that follow the record with 8x8's rank gets rank + n / (N + 1), which is less than the
 * next whole number. Only a probe has others before it: they get their share of the number below.
 */
function rankIn(line: Line, given: NonNullable<Line['given']>, entry: Entry): number {
	const n = placeOf(line, entry) - given.place;
	return n < 0
		? given.rank + n / (given.place + 1)
		: given.rank + n / (line.entries.length - given.place);
}

/** By halving, since a load may hold a million. */
function placeOf({ entries }: Line, { itemIndex }: Entry): number {
	let from = 0;
	let to = entries.length - 1;
	while (from < to) {
		const middle = (from + to) >> 1;
		if (entries[middle]!.itemIndex < itemIndex) from = middle + 1;
		else to = middle;
	}
	return from;
}

/**
 * The rank of the last one. Undefined if any rank is missing or is no number, or if they do not rise
 * with the items: then they do not tell where 8x8 appends.
 */
function lastRank(ranks: readonly unknown[]): number | undefined {
	let last: number | undefined;
	for (const given of ranks) {
		const rank = checkRank(given);
		if (typeof rank !== 'number' || (last !== undefined && rank <= last)) return undefined;
		last = rank;
	}
	return last;
}

/**
 * Whether there are doubles enough beside the rank. They are at most rank × 2^-52 apart; two of them
 * for each record keep all of them distinct after rounding.
 */
const hasRoom = ({ entries }: Line, rank: number) =>
	(Math.abs(rank) + 1) * (entries.length + 1) <= 2 ** 51;
