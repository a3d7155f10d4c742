import type { CampaignRecord, NewRecord } from '../client/api';
import type { Failure } from '../client/failure';

/** One valid item on its way. The item's index travels with it, since batches have their own order. */
export interface Entry {
	readonly itemIndex: number;
	readonly campaignId: string;
	readonly record: NewRecord;
}

/** What became of one item. Every item gets exactly one. */
export type Outcome =
	/** 8x8 answered with the record. */
	| { kind: 'added'; record: CampaignRecord }
	/** The answer got lost, and trying again showed that the record is there. */
	| { kind: 'addedUnconfirmed' }
	/** It was there before, or an earlier item of the run has brought it. */
	| { kind: 'alreadyInCampaign' }
	/** Checked only, nothing was sent. */
	| { kind: 'valid' }
	| { kind: 'failed'; failure: Failure };

/** The entries of one campaign, in the order of their items. */
export interface CampaignLoad {
	campaignId: string;
	entries: Entry[];
}
