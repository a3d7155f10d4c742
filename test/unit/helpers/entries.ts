import type { NewRecord } from '../../../nodes/EightByEightCampaigns/client/api';
import type { Entry } from '../../../nodes/EightByEightCampaigns/delivery/outcome';

export const CAMPAIGN = '123e4567-e89b-12d3-a456-426614174000';
export const OTHER_CAMPAIGN = '99999999-e89b-12d3-a456-426614174000';

export const recordsOf = (...ids: string[]): NewRecord[] =>
	ids.map((crmRecordId) => ({ crmRecordId }));

/** One entry an id, as items in that order bring them. */
export const entriesOf = (...ids: string[]): Entry[] =>
	recordsOf(...ids).map((record, itemIndex) => ({ itemIndex, campaignId: CAMPAIGN, record }));

export const idsOf = (entries: readonly Entry[]) => entries.map(({ record }) => record.crmRecordId);
