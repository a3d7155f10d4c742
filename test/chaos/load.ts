import type { IDataObject } from 'n8n-workflow';

import type { Simulator } from '../../simulator';

/** What goes in, and what was there before. */
export interface Load {
	/** With the fields that the node maps automatically, and the campaign. */
	items: Array<IDataObject & { campaign: string; crmRecordId: string }>;
	/** Ids in each campaign before the run. */
	before: Map<string, Set<string>>;
}

const CAMPAIGNS = 40;

/** Shares of the items, of 1. */
const OLD = 0.002;
const REPEATED = 0.002;
const REFUSED = 0.001;
const INVALID = 0.002;

/** Items for several campaigns: most good, some there already, some repeated, some that 8x8 or the node refuses. */
export function createLoad(simulator: Simulator, count: number, random: () => number): Load {
	const items: Load['items'] = [];
	const old = new Map<string, string[]>();
	const campaigns = Array.from({ length: CAMPAIGNS }, (_, index) => `campaign ${index}`);
	for (let index = 0; index < count; index++) {
		const campaign = campaigns[Math.floor(random() * campaigns.length)] as string;
		const draw = random();
		let crmRecordId = `crm-${index}`;
		if (draw < OLD) {
			old.set(campaign, [...(old.get(campaign) ?? []), crmRecordId]);
		} else if (draw < OLD + REPEATED && index > 0) {
			crmRecordId = items[Math.floor(random() * index)]!.crmRecordId;
		} else if (draw < OLD + REPEATED + REFUSED) {
			crmRecordId = `BAD-${index}`;
		} else if (draw < OLD + REPEATED + REFUSED + INVALID) {
			crmRecordId = `${'too-long-'.repeat(4)}${index}`;
		}
		items.push({ campaign, crmRecordId, priority: 'low' });
	}

	const before = new Map<string, Set<string>>();
	for (const name of campaigns) {
		const records = old.get(name) ?? [];
		const { id } = simulator.createCampaign({ records });
		before.set(id, new Set(records));
		for (const item of items) if (item.campaign === name) item.campaign = id;
	}
	return { items, before };
}
