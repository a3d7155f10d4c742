import type { Campaign, CampaignAnswer, CampaignState } from './model';
import { isoTime } from './timestamps';

/** What the API answers about a campaign. */
export function campaignAnswer(campaign: Campaign): CampaignAnswer {
	const pending = campaign.records.size - campaign.rejectedCount;
	const counts = [
		{ type: 'DYNAMIC' as const, state: 'PENDING' as const, count: pending },
		{ type: 'DYNAMIC' as const, state: 'REJECTED' as const, count: campaign.rejectedCount },
	];
	return {
		id: campaign.id,
		tenantId: campaign.tenant,
		integrationType: 'contactual',
		startTime: isoTime(campaign.startTime),
		state: campaign.state,
		displayStatus: displayStatus(campaign),
		recordCount: campaign.records.size,
		recordCounts: counts.filter(({ count }) => count > 0),
		lastBuildTime: isoTime(campaign.lastBuildTime),
		lastPurgedTime: isoTime(campaign.lastPurgedTime),
		startedTime: isoTime(campaign.startedTime),
		completedTime: isoTime(campaign.completedTime),
	};
}

const DISPLAY_STATUS: Record<CampaignState, string | undefined> = {
	CREATED: 'NEW',
	BUILDING: 'BUILDING',
	READY: 'READY_TO_RUN',
	PENDING: 'SCHEDULED',
	STARTING: 'RUNNING',
	RUNNING: 'RUNNING',
	PAUSED: 'PAUSED',
	COMPLETE: 'COMPLETED',
	BUILD_ERROR: 'BUILD_FAILED',
	RUN_ERROR: 'ERROR',
	DELETED: undefined,
};

function displayStatus({ state, enabled, purged, cancelled }: Campaign): string | undefined {
	if (!enabled) return 'DISABLED';
	if (purged && state === 'PAUSED') return 'PURGED';
	if (purged && state === 'RUN_ERROR') return 'ERROR_PURGED';
	if (cancelled && state === 'COMPLETE') return 'STOPPED';
	return DISPLAY_STATUS[state];
}
