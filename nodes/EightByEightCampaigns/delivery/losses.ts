import type { Entry } from './outcome';

/**
 * A request whose answer got lost. 8x8 stores a request whole or not at all. So as soon as one of its
 * records is newly accepted, the request is refuted: it had stored nothing.
 */
interface Loss {
	readonly entries: readonly Entry[];
	refuted: boolean;
}

/** Which entries may be in the campaign because of a request whose answer got lost. */
export interface Losses {
	/** Notes a lost request with these entries. */
	add: (entries: readonly Entry[]) => void;
	/**
	 * The entry was newly accepted, so no lost request with it was stored. Returns the entries of those
	 * requests.
	 */
	refute: (entry: Entry) => Entry[];
	/** Whether a lost request may have stored the entry. */
	concern: (entry: Entry) => boolean;
	/** The entries of each lost request that is not refuted. */
	left: () => Array<readonly Entry[]>;
}

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
		concern: (entry) => (byEntry.get(entry) ?? []).some(({ refuted }) => !refuted),
		left: () => all.filter(({ refuted }) => !refuted).map(({ entries }) => entries),
	};
}
