import { precededBy, type Failure } from '../client/failure';
import type { NoSuccess } from '../client/noSuccess';
import { createDoor, type Door } from './door';
import type { CampaignLoad, Entry } from './outcome';
import { createRanks, type Ranks } from './rank';
import type { Run } from './run';
import { createSilence, type Silence } from './silence';
import { createUnsent, type Unsent } from './unsent';
import { createWaiting, type Waiting } from './waiting';

/** What the requests of one campaign share. */
export interface Campaign {
	readonly run: Run;
	readonly id: string;
	/** One request after the other, so that the ranks that 8x8 gives follow the items. */
	ordered: boolean;
	/** If the node numbers the records itself. */
	readonly ranks?: Ranks;
	readonly unsent: Unsent;
	readonly waiting: Waiting;
	readonly door: Door;
	readonly silence: Silence;
	/** 8x8 has accepted a request of this campaign. */
	anyAccepted: boolean;
	/** Single records in a row that 8x8 refused as duplicates. */
	duplicatesInARow: number;
	/** Single records in a row that a firewall blocked. */
	blockedInARow: number;
	/** Requests in a row to which 8x8 answered to the end that it does not know the campaign. */
	unknownInARow: number;
	/** Nothing more can be done for this campaign. */
	stoppedBy?: Failure;
}

/** A campaign of which nothing has been sent. */
export function createCampaign(run: Run, { campaignId, entries }: CampaignLoad): Campaign {
	const { maxWait, order } = run.options;
	// If every record has a rank of its own, the order of sending says nothing.
	const ordered = order !== 'none' && entries.some(({ record }) => record.rank === undefined);
	const unsent = createUnsent(entries);
	return {
		run,
		id: campaignId,
		ordered,
		ranks: order === 'rank' ? createRanks(entries, unsent) : undefined,
		unsent,
		waiting: createWaiting(maxWait, run.environment),
		door: createDoor(),
		silence: createSilence(ordered),
		anyAccepted: false,
		duplicatesInARow: 0,
		blockedInARow: 0,
		unknownInARow: 0,
	};
}

/** Nothing more of this campaign may be sent. */
export const isStopped = ({ run, stoppedBy }: Campaign) =>
	run.cancelled ||
	run.fault !== undefined ||
	run.stoppedBy !== undefined ||
	stoppedBy !== undefined;

/** 8x8 has accepted a request of the campaign. */
export function noteAccepted(campaign: Campaign): void {
	campaign.run.anyAccepted = true;
	campaign.run.forbidden.allowed();
	campaign.anyAccepted = true;
	campaign.duplicatesInARow = 0;
	campaign.blockedInARow = 0;
	campaign.unknownInARow = 0;
	campaign.silence.broken();
}

/** Not 8x8 refused it, but a firewall or a content network with a page of its own. */
export const isBlocked = ({ code, httpCode }: Failure) =>
	code === 'unexpectedAnswer' && httpCode === '403';

/** 8x8 has refused one record of the campaign by itself. */
export function noteRefused(campaign: Campaign, entry: Entry, refusal: NoSuccess): void {
	const { code } = refusal.failure;
	campaign.duplicatesInARow = code === 'duplicateRecord' ? campaign.duplicatesInARow + 1 : 0;
	campaign.blockedInARow = isBlocked(refusal.failure) ? campaign.blockedInARow + 1 : 0;
	if (code === 'refusedUnexplained') campaign.silence.refused(refusal, entry);
	else campaign.silence.broken();
}

/**
 * A request was given up with all its retries. A campaign that has taken records exists, so
 * that a 404 comes from something in between, unless it stays: then it was deleted meanwhile.
 */
export function noteGivenUp(campaign: Campaign, failure: Failure): void {
	if (failure.code !== 'notFound') return;
	campaign.unknownInARow += 1;
	if (campaign.unknownInARow >= DELETED) stopCampaign(campaign, precededBy(MAYBE_DELETED, failure));
}

/** So many requests in a row that end with 404. */
const DELETED = 3;

const MAYBE_DELETED =
	'The campaign has taken records before, so it may have been deleted meanwhile.';

/** Nothing more of the campaign is sent, for the first reason that comes. */
export function stopCampaign(campaign: Campaign, failure: Failure): void {
	campaign.stoppedBy ??= failure;
}

/** A campaign that 8x8 does not know, although it knows another one. */
export function explained({ anyAccepted }: Run, failure: Failure): Failure {
	if (failure.code !== 'notFound' || !anyAccepted) return failure;
	return { ...failure, description: `${failure.description} ${ONLY_THE_ID}` };
}

const ONLY_THE_ID =
	'Another campaign of this run was found with the same credential, so only the ID can be wrong.';
