import type { Entry } from './outcome';

/**
 * A request whose answer got lost. 8x8 stores a request whole or not at all, so as soon as one of
 * its records is newly accepted, it is refuted: it had stored nothing.
 */
export interface Loss {
	readonly entries: readonly Entry[];
	refuted: boolean;
}

/** Which entries may be in the campaign because of a request whose answer got lost. */
export interface Losses {
	add: (entries: readonly Entry[]) => void;
	/** The entry was newly accepted: all its lost requests had stored nothing. Returns who else is concerned. */
	refute: (entry: Entry) => Entry[];
	mayBeStored: (entry: Entry) => boolean;
	/** The entries of each request that may have been stored. */
	unrefuted: () => Array<readonly Entry[]>;
}

/** Starts without any. */
export function createLosses(): Losses {
	const all: Loss[] = [];
	const byEntry = new Map<Entry, Loss[]>();
	return {
		add: (entries) => {
			const loss: Loss = { entries, refuted: false };
			all.push(loss);
			for (const entry of entries) {
				const losses = byEntry.get(entry);
				if (losses) losses.push(loss);
				else byEntry.set(entry, [loss]);
			}
		},
		refute: (entry) => {
			const concerned: Entry[] = [];
			for (const loss of byEntry.get(entry) ?? []) {
				if (loss.refuted) continue;
				loss.refuted = true;
				concerned.push(...loss.entries);
			}
			return concerned;
		},
		mayBeStored: (entry) => (byEntry.get(entry) ?? []).some(({ refuted }) => !refuted),
		unrefuted: () => all.filter(({ refuted }) => !refuted).map(({ entries }) => entries),
	};
}
