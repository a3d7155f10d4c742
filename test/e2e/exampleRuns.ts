import type { CampaignSpec } from '../../simulator';
import type { Execution } from './execution';
import { itemsOf, runExample, type SetUp } from './exampleWorkflows';
import type { Json } from './n8n';
import { credential, simulator } from './simulated';

/** The campaign that is filled into the templates. */
export const CAMPAIGN = 'c0ffee00-1111-4222-8333-444455556666';

/** Creates the campaign, and runs a template on it. */
export async function run(
	file: string,
	campaign: CampaignSpec,
	given: Partial<SetUp> = {},
): Promise<Execution> {
	const { id } = simulator.createCampaign({ id: CAMPAIGN, ...campaign });
	return await runAgain(file, id, given);
}

/** Runs a template on an existing campaign. */
export const runAgain = (file: string, campaignId: string, given: Partial<SetUp> = {}) =>
	runExample(file, { campaignId, credential, ...given });

/** What the campaign holds: `[id, priority]` in the order of adding. */
export const held = (campaignId = CAMPAIGN) =>
	simulator
		.campaign(campaignId)
		.records()
		.map(({ crmRecordId, priority }) => [crmRecordId, priority]);

/** The lifecycle actions that were asked for, and whether each was carried out. */
export const actions = () =>
	simulator.requests.flatMap(({ method, body, stored }) =>
		method === 'PATCH' ? [[(body as Json).action, stored]] : [],
	);

/** `[id, outcome]` of the records that a node gave out as done. */
export const outcomes = (execution: Execution, node: string) =>
	itemsOf(execution, node).map(({ crmRecordId, outcome }) => [crmRecordId, outcome]);
