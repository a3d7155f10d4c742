import type { CampaignRecord, NewRecord } from '../client/api';
import type { Failure } from '../client/failure';

/** One valid item on its way. The item's index travels with it, since batches have their own order. */
export interface Entry {
	readonly itemIndex: number;
	readonly campaignId: string;
	readonly record: NewRecord;
}

/** In the order of their items. */
export const inOrder = (entries: Iterable<Entry>) =>
	[...entries].sort((a, b) => a.itemIndex - b.itemIndex);

/** How one item ended. Every item gets exactly one. */
export type Outcome =
	/** 8x8 answered with the record. */
	| { kind: 'added'; record: CampaignRecord }
	/** The answer got lost, and trying again showed that the campaign has the record. */
	| { kind: 'addedUnconfirmed' }
	/** The campaign had it before, or an earlier item of the run added it. */
	| { kind: 'alreadyInCampaign' }
	/** Checked only, nothing was sent. */
	| { kind: 'valid' }
	| Failed;

/** An item that failed. */
export interface Failed {
	kind: 'failed';
	failure: Failure;
}

/** The entries of one campaign, in the order of their items. */
export interface CampaignLoad {
	campaignId: string;
	entries: Entry[];
}

/** The one place where outcomes are kept: one for each item, and each once. */
export interface Outcomes {
	/** @throws when the item has an outcome already */
	settle: (itemIndex: number, outcome: Outcome) => void;
	/** The outcome of an item; undefined while it has none. */
	of: (itemIndex: number) => Outcome | undefined;
	/** Those that are settled so far, in the order of the items. */
	settled: () => Outcome[];
	/**
	 * One for each item, in the order of the items.
	 *
	 * @throws when an item has none
	 */
	complete: () => Outcome[];
	anyFailed: () => boolean;
}

/** Outcomes for that many items, none of them settled. */
export function createOutcomes(itemCount: number): Outcomes {
	const outcomes = new Array<Outcome | undefined>(itemCount).fill(undefined);
	let anyFailed = false;
	const settled = () => outcomes.filter((outcome) => outcome !== undefined);
	return {
		settle: (itemIndex, outcome) => {
			if (outcomes[itemIndex]) throw new Error(`Item ${itemIndex} was settled twice`);
			outcomes[itemIndex] = outcome;
			anyFailed ||= outcome.kind === 'failed';
		},
		of: (itemIndex) => outcomes[itemIndex],
		settled,
		complete: () => {
			const all = settled();
			if (all.length === itemCount) return all;
			throw new Error(`Item ${outcomes.indexOf(undefined)} was left without an outcome`);
		},
		anyFailed: () => anyFailed,
	};
}
