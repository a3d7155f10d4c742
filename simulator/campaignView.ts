import { campaignAnswer } from './api/campaignAnswer';
import { dialOrder } from './api/dialOrder';
import type { Campaign, CampaignAnswer, CampaignState, RecordAnswer } from './api/model';
import { recordAnswer } from './api/recordStore';
import { settle } from './api/transitions';

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
	record(crmRecordId: string): RecordAnswer | undefined;
	/** In insertion order. */
	records(): RecordAnswer[];
	/** The ids in the order in which 8x8 would dial them, without rejected records. */
	dialOrder(): string[];
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
		record(crmRecordId) {
			const record = campaign.records.get(crmRecordId);
			return record && recordAnswer(record);
		},
		records: () => Array.from(campaign.records.values(), recordAnswer),
		dialOrder: () =>
			dialOrder(campaign.records.values())
				.filter(({ rejected }) => !rejected)
				.map(({ crmRecordId }) => crmRecordId),
		answer: () => campaignAnswer(settled()),
	};
}
