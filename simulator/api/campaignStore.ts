import { campaignFrom, checkChange, type CampaignChange, type CampaignSpec } from './campaignSpec';
import type { Campaign, CampaignState } from './model';
import { storeRecords } from './recordStore';
import { SpecError } from '../checkSpec';
import { journey, settle } from './transitions';

/** All campaigns of a simulator. */
export interface CampaignStore {
	/** @throws SpecError for a spec that makes no sense, or an id that is taken */
	create(spec: unknown): Campaign;
	/** In the state of this moment. */
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
		// A test that asks for STARTING gets it at once, whatever the startTime.
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
				// All of them are HIGH, so both ways of counting come to the same.
				{ now: now(), nextSerial, rankCount: 'priority' },
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
