import type { CampaignRecord } from '../client/api';
import { precededBy, type Failure } from '../client/failure';
import { createLosses } from './losses';
import type { Entry, Failed, Outcomes } from './outcome';

/** Turns what happened to the requests into one outcome for each entry. */
export interface Ledger {
	/** 8x8 answered with the record. */
	added: (entry: Entry, record: CampaignRecord) => void;
	/** The answer to a request with these entries got lost. */
	lost: (entries: readonly Entry[]) => void;
	/** 8x8 refused the entry by itself, or nothing more is sent of it. */
	failed: (entry: Entry, failure: Failure) => void;
	/** True once an item has failed. */
	anyFailed: () => boolean;
	/** Settles the entries that were pending because of a lost request. */
	close: () => void;
	/** The entries of each request that may have been stored although its answer got lost. */
	losses: () => Array<readonly Entry[]>;
}

/** @param outcomes where each entry is settled */
export function createLedger(outcomes: Outcomes, onDuplicate: 'error' | 'skip'): Ledger {
	const losses = createLosses();
	/** Failed entries that a lost request may have stored. */
	const pending = new Map<Entry, Failure>();
	let anyFailed = false;

	function conclude(entry: Entry, failure: Failure): void {
		const { itemIndex } = entry;
		const exists = failure.code === 'duplicateRecord';
		pending.delete(entry);
		if (losses.concern(entry)) {
			// If the campaign has it now, the lost request may have added it. Otherwise nobody knows.
			outcomes.settle(
				itemIndex,
				exists ? { kind: 'addedUnconfirmed' } : failed(unconfirmed(failure)),
			);
		} else {
			outcomes.settle(
				itemIndex,
				exists && onDuplicate === 'skip' ? { kind: 'alreadyInCampaign' } : failed(failure),
			);
		}
	}

	return {
		added: (entry, record) => {
			outcomes.settle(entry.itemIndex, { kind: 'added', record });
			for (const other of losses.refute(entry)) {
				const failure = pending.get(other);
				if (failure && !losses.concern(other)) conclude(other, failure);
			}
		},
		lost: losses.add,
		failed: (entry, failure) => {
			if (!losses.concern(entry)) conclude(entry, failure);
			else pending.set(entry, failure);
			anyFailed ||= failure.code !== 'duplicateRecord';
		},
		anyFailed: () => anyFailed || outcomes.anyFailed(),
		close: () => pending.forEach((failure, entry) => conclude(entry, failure)),
		losses: losses.left,
	};
}

const failed = (failure: Failure): Failed => ({ kind: 'failed', failure });

/** 8x8 has no idempotency key, so after a lost answer only sending again can tell. */
const unconfirmed = ({ message, ...cause }: Failure): Failure =>
	precededBy(
		'Run the item again with the option "On Duplicate" set to "Skip": it is then added, or found in the campaign.',
		{
			...cause,
			code: 'unconfirmed' as const,
			message: `The record may or may not be in the campaign: ${message}`,
		},
	);
