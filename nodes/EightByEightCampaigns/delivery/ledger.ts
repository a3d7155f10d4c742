import type { CampaignRecord } from '../client/api';
import type { Failure } from '../client/failure';
import { createLosses } from './losses';
import type { Entry, Outcome } from './outcome';

/** Turns what happened to the requests into one outcome for each entry. */
export interface Ledger {
	/** 8x8 answered with the record. */
	added: (entry: Entry, record: CampaignRecord) => void;
	/** The answer to a request with these entries got lost. */
	lost: (entries: readonly Entry[]) => void;
	/** 8x8 refused the entry by itself, or it was given up. Nothing more is sent of it. */
	refused: (entry: Entry, failure: Failure) => void;
	/** True once an item has failed. */
	hasFailures: () => boolean;
	/** Settles what waited for news of a lost request. */
	close: () => void;
	/** The entries of each request that may have been stored without an answer. */
	openLosses: () => Array<readonly Entry[]>;
}

/** @param outcomes by item index; what is settled goes in here */
export function createLedger(
	outcomes: Array<Outcome | undefined>,
	onDuplicate: 'error' | 'skip',
): Ledger {
	const losses = createLosses();
	/** Refused, though a lost request may have stored them. */
	const open = new Map<Entry, Failure>();
	let hasFailures = outcomes.some((outcome) => outcome?.kind === 'failed');

	function settle({ itemIndex }: Entry, outcome: Outcome): void {
		if (outcomes[itemIndex]) throw new Error(`Item ${itemIndex} was settled twice`);
		outcomes[itemIndex] = outcome;
		hasFailures ||= outcome.kind === 'failed';
	}

	function conclude(entry: Entry, failure: Failure): void {
		open.delete(entry);
		const exists = failure.code === 'duplicateRecord';
		if (losses.mayBeStored(entry)) {
			// Refused because it is there: its lost request has brought it. Otherwise nobody knows.
			settle(entry, exists ? { kind: 'addedUnconfirmed' } : failed(unconfirmed(failure)));
		} else {
			settle(
				entry,
				exists && onDuplicate === 'skip' ? { kind: 'alreadyInCampaign' } : failed(failure),
			);
		}
	}

	return {
		added: (entry, record) => {
			settle(entry, { kind: 'added', record });
			for (const other of losses.refute(entry)) {
				const failure = open.get(other);
				if (failure && !losses.mayBeStored(other)) conclude(other, failure);
			}
		},
		lost: losses.add,
		refused: (entry, failure) => {
			if (!losses.mayBeStored(entry)) conclude(entry, failure);
			else open.set(entry, failure);
			hasFailures ||= failure.code !== 'duplicateRecord';
		},
		hasFailures: () => hasFailures,
		openLosses: losses.unrefuted,
		close: () => open.forEach((failure, entry) => conclude(entry, failure)),
	};
}

const failed = (failure: Failure): Outcome => ({ kind: 'failed', failure });

/** 8x8 has no idempotency key, so after a lost answer only sending again can tell. */
const unconfirmed = ({ message, description, ...cause }: Failure): Failure => ({
	...cause,
	code: 'unconfirmed',
	message: `The record may or may not be in the campaign: ${message}`,
	description:
		`Run the item again with the option "On Duplicate" set to "Skip": it is then added, or found to be there. ${description ?? ''}`.trim(),
});
