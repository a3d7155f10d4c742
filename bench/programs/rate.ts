/** How close a load comes to what a rate limit allows, in n8n's engine, for each way to tell the limit. */
import type { INodeParameters } from 'n8n-workflow';
import { EightByEightCampaigns } from '../../nodes/EightByEightCampaigns/EightByEightCampaigns.node.js';
import { savedCredential } from '../../scripts/engine/campaignsNode';
import { runNode } from '../../scripts/engine/runNode';
import {
	GOOD_KEY,
	RATE_LIMIT_TELLS,
	rateLimiter,
	startSimulator,
	type RateLimitTells,
} from '../../simulator';
import { LATENCY } from '../contenders';
import { CAMPAIGN_ID, records } from '../records';
import type { RateRun } from '../results';
import { addParameters } from '../workflows';
import { answer } from './child';

/** The windows of 8x8's Administration API. */
const WINDOWS = [
	{ requests: 20, seconds: 10 },
	{ requests: 100, seconds: 60 },
];

/** Requests of a run: enough for the longer window to close twice. */
const REQUESTS = 250;

/** Records of a request: few, since the time is the limit's. */
const BATCH_SIZE = 2;

/** Seconds until the limit lets the last request through, when each is sent as early as it can be. */
function leastSeconds(): number {
	const limiter = rateLimiter({ windows: WINDOWS });
	let now = 0;
	for (let passed = 0; passed < REQUESTS;) {
		if (limiter.take(now).allowed) passed += 1;
		else now += 10;
	}
	return now / 1_000;
}

async function load(tells: RateLimitTells, order: 'sequence' | 'none'): Promise<RateRun> {
	const simulator = await startSimulator({
		latencyMs: LATENCY,
		rateLimit: { windows: WINDOWS, tells },
	});
	try {
		const campaign = simulator.createCampaign({ id: CAMPAIGN_ID });
		const begin = performance.now();
		const { error } = await runNode({
			items: records(REQUESTS * BATCH_SIZE),
			type: new EightByEightCampaigns(),
			parameters: addParameters('automatic', {
				order,
				batchSize: BATCH_SIZE,
			}) as unknown as INodeParameters,
			credential: savedCredential(simulator.url, { apiKey: GOOD_KEY }),
		});
		if (error) throw error;
		const seconds = (performance.now() - begin) / 1_000;
		if (campaign.recordCount !== REQUESTS * BATCH_SIZE) {
			throw new Error(`Told by ${tells}, the campaign holds ${campaign.recordCount} records`);
		}
		const refused = simulator.requests.filter(({ status }) => status === 429).length;
		return {
			tells,
			ordered: order === 'sequence',
			requests: REQUESTS,
			refused,
			seconds,
			least: leastSeconds(),
		};
	} finally {
		await simulator.close();
	}
}

/** All at once: they wait nearly all of their time. */
void answer(() =>
	Promise.all(
		RATE_LIMIT_TELLS.flatMap((tells) =>
			(['sequence', 'none'] as const).map((order) => load(tells, order)),
		),
	),
);
