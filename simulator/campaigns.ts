import { campaignFrom, checkChange, type CampaignChange, type CampaignSpec } from './campaignSpec';
import type { Campaign, CampaignAnswer, CampaignState, RecordAnswer } from './model';
import { recordAnswer, storeRecords } from './records';
import { SpecError } from './spec';
import { isoTime } from './timestamps';
import { journey, settle } from './transitions';

/** All campaigns of a simulator. */
export interface CampaignStore {
	/** @throws SpecError for a spec that makes no sense, or an id that is taken */
	create(spec: unknown): Campaign;
	/** Settled: its state is that of this moment. */
	find(id: string): Campaign | undefined;
	all(): Campaign[];
	/** @throws SpecError for a change that makes no sense */
	change(campaign: Campaign, change: unknown): void;
	nextSerial(): number;
	clear(): void;
}

export function campaignStore(now: () => number, newId: () => string): CampaignStore {
	const campaigns = new Map<string, Campaign>();
	let serial = 0;
	const nextSerial = () => ++serial;

	function enterState(campaign: Campaign, state: CampaignState): void {
		// STARTING by order of a test starts at once, whatever the startTime.
		const start = state === 'STARTING' ? { ...campaign, startTime: undefined } : campaign;
		campaign.ahead = journey(start, state, now());
		settle(campaign, now());
	}

	return {
		nextSerial,
		create(spec) {
			const campaign = campaignFrom(spec, newId);
			if (campaigns.has(campaign.id)) throw new SpecError(`Campaign ${campaign.id} exists already`);
			const { state = 'RUNNING', records = [] } = spec as CampaignSpec;
			const ids = [...new Set(records)];
			storeRecords(
				campaign,
				ids.map((crmRecordId) => ({ crmRecordId })),
				now(),
				nextSerial,
			);
			enterState(campaign, state);
			campaigns.set(campaign.id, campaign);
			return campaign;
		},
		find(id) {
			const campaign = campaigns.get(id.toLowerCase());
			if (campaign) settle(campaign, now());
			return campaign;
		},
		all() {
			for (const campaign of campaigns.values()) settle(campaign, now());
			return [...campaigns.values()];
		},
		change(campaign, given) {
			const { state, ...flags }: CampaignChange = checkChange(given);
			for (const [flag, value] of Object.entries(flags)) {
				if (value !== undefined) campaign[flag as keyof typeof flags] = value;
			}
			if (state) enterState(campaign, state);
		},
		clear: () => campaigns.clear(),
	};
}

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
		endTime: isoTime(campaign.endTime),
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

/** A test's window on a campaign. It is live: every read shows this moment. */
export interface CampaignView {
	readonly id: string;
	readonly site: string;
	readonly tenant: string;
	readonly state: CampaignState;
	readonly enabled: boolean;
	readonly dynamic: boolean;
	readonly recordCount: number;
	/** In insertion order. */
	crmRecordIds(): string[];
	has(crmRecordId: string): boolean;
	record(crmRecordId: string): RecordAnswer | undefined;
	/** In insertion order. */
	records(): RecordAnswer[];
	/** The campaign as the API would answer it. */
	answer(): CampaignAnswer;
}

export function campaignView(campaign: Campaign, now: () => number): CampaignView {
	const settled = () => {
		settle(campaign, now());
		return campaign;
	};
	return {
		id: campaign.id,
		site: campaign.site,
		tenant: campaign.tenant,
		get state() {
			return settled().state;
		},
		get enabled() {
			return campaign.enabled;
		},
		get dynamic() {
			return campaign.dynamic;
		},
		get recordCount() {
			return campaign.records.size;
		},
		crmRecordIds: () => [...campaign.records.keys()],
		has: (crmRecordId) => campaign.records.has(crmRecordId),
		record(crmRecordId) {
			const record = campaign.records.get(crmRecordId);
			return record && recordAnswer(record);
		},
		records: () => Array.from(campaign.records.values(), recordAnswer),
		answer: () => campaignAnswer(settled()),
	};
}
