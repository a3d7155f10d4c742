import type { FailureCode } from '../../../nodes/EightByEightCampaigns/client/failure';
import type { Outcome } from '../../../nodes/EightByEightCampaigns/delivery/outcome';

export const added = (crmRecordId: string, more: Record<string, unknown> = {}): Outcome => ({
	kind: 'added',
	record: { crmRecordId, ...more },
});

export const failed = (
	code: FailureCode,
	message = `It is ${code}`,
	more: { campaignId?: string; crmRecordId?: string; description?: string } = {},
): Outcome => ({ kind: 'failed', failure: { code, message, ...more } });

export const IS_THERE: Outcome = { kind: 'alreadyInCampaign' };
export const UNCONFIRMED: Outcome = { kind: 'addedUnconfirmed' };
export const VALID: Outcome = { kind: 'valid' };
