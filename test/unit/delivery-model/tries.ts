import type { Priority } from '../../../nodes/EightByEightCampaigns/client/api';
import { deliver } from '../../../nodes/EightByEightCampaigns/delivery/deliver';
import type { Outcome } from '../../../nodes/EightByEightCampaigns/delivery/outcome';
import { plan, type Plan } from '../../../nodes/EightByEightCampaigns/delivery/plan';
import type { DeliveryOptions } from '../../../nodes/EightByEightCampaigns/delivery/run';
import {
	recall,
	remember,
	type RecordMemory,
} from '../../../nodes/EightByEightCampaigns/resources/earlierTry';
import { settleRepeats } from '../../../nodes/EightByEightCampaigns/resources/record/report';
import type { World } from './world';

export interface Item {
	campaignId: string;
	crmRecordId: string;
	scheduleAt?: string;
	priority?: Priority;
	rank?: number;
}

/** What one run of the node made of the items. */
export interface Try {
	/** After the memory has taken out of the loads what was settled before. */
	planned: Plan;
	outcomes: Array<Outcome | undefined>;
	/** The execution was stopped: what was under way then has no outcome. */
	cancelled: boolean;
	/** The requests of this try: from the first one up to, not including, the second one. */
	requests: readonly [number, number];
}

/** Runs the items as the node does: plan, recall, deliver, remember, settle repeats. */
export async function tryItems(
	{ time, environment, requests }: World,
	items: readonly Item[],
	options: DeliveryOptions,
	memory?: RecordMemory,
): Promise<Try> {
	const first = requests.length;
	const planned = plan(
		items.length,
		(n) => ({ campaignId: items[n]!.campaignId, fields: items[n]! }),
		{ timeZone: 'UTC', onDuplicate: options.onDuplicate, now: 0 },
	);
	const earlierLosses = memory && recall(memory, planned);
	const { loads, outcomes, repeats } = planned;
	const { cancelled, losses } = await time.during(
		deliver(loads, outcomes, options, environment, earlierLosses),
	);
	if (memory) remember(memory, planned, losses);
	if (!cancelled) settleRepeats(outcomes, repeats);
	const ends = items.map((_, n) => outcomes.of(n));
	return { planned, outcomes: ends, cancelled, requests: [first, requests.length] };
}
