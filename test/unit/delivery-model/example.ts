import type { DeliveryOptions } from '../../../nodes/EightByEightCampaigns/delivery/run';
import { PLAIN, type Dialect } from './dialect';
import type { CampaignSpec } from './server';
import { tryItems, type Item } from './tries';
import { createWorld, type Request, type WorldSpec } from './world';

/** The campaign of an example with one. */
export const CAMPAIGN = '00000000-0000-4000-8000-000000000001';

/** As the node has them. */
const DEFAULTS: DeliveryOptions = {
	batchSize: 100,
	order: 'sequence',
	concurrency: 5,
	onDuplicate: 'skip',
	maxRetries: 3,
	maxWait: 0,
	timeout: 30_000,
	requestsPerMinute: 0,
	stopOnFailure: false,
};

export const crmIds = (count: number, from = 1) =>
	Array.from({ length: count }, (_, n) => `CRM-${from + n}`);

export interface Example extends Omit<Partial<WorldSpec>, 'dialects' | 'campaigns'> {
	items: readonly string[] | readonly Item[];
	campaign?: Partial<CampaignSpec>;
	dialect?: Partial<Dialect>;
	options?: Partial<DeliveryOptions>;
}

export interface ExampleResult {
	requests: Request[];
	/** How many items had which outcome or failure. */
	counts: Record<string, number>;
	/** Ids in the order of storing, those that were there before included. */
	stored: string[];
	/** Virtual milliseconds. */
	duration: number;
}

/** Delivers items to one campaign, or more where the items name them; only what is given is unusual. */
export async function deliverExample(example: Example): Promise<ExampleResult> {
	const { items, campaign, dialect, options, ...rest } = example;
	const whole = items.map((item) =>
		typeof item === 'string' ? { campaignId: CAMPAIGN, crmRecordId: item } : item,
	);
	const spec: CampaignSpec = {
		standing: 'open',
		old: [],
		invalid: [],
		checksFirst: 'invalid',
		...campaign,
	};
	const world = createWorld({
		...rest,
		campaigns: new Map(whole.map(({ campaignId }) => [campaignId, spec])),
		dialects: [{ ...PLAIN, ...dialect }],
	});
	const begin = world.time.now();
	const { outcomes } = await tryItems(world, whole, { ...DEFAULTS, ...options });
	const duration = world.time.now() - begin;
	const counts: Record<string, number> = {};
	for (const outcome of outcomes) {
		const key = outcome?.kind === 'failed' ? outcome.failure.code : (outcome?.kind ?? 'none');
		counts[key] = (counts[key] ?? 0) + 1;
	}
	const stored = world.server.rows.map(({ record }) => record.crmRecordId);
	return { requests: world.requests, counts, stored, duration };
}
