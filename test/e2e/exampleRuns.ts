import { startSimulator, type CampaignSpec, type Simulator } from '../simulator';
import type { Execution } from './execution';
import { itemsOf, runExample, type SetUp } from './examples';
import { saveCredential, type Credential, type Json } from './n8n';

/** The campaign that is filled into the templates. */
export const CAMPAIGN = 'c0ffee00-1111-4222-8333-444455556666';

/** A simulator for the tests of a file, new for each test. */
export function forRuns() {
	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		simulator = await startSimulator();
		credential = await saveCredential(simulator.url);
	});
	beforeEach(() => simulator.reset());
	afterAll(() => simulator.close());

	return {
		simulator: () => simulator,
		/** Creates the campaign, and runs a template on it. */
		run: async (file: string, campaign: CampaignSpec, given: Partial<SetUp> = {}) => {
			simulator.createCampaign({ id: CAMPAIGN, ...campaign });
			return await runExample(file, { campaignId: CAMPAIGN, credential, ...given });
		},
		/** What the campaign holds: `[id, priority]` in the order of adding. */
		held: () =>
			simulator
				.campaign(CAMPAIGN)
				.records()
				.map(({ crmRecordId, priority }) => [crmRecordId, priority]),
		/** The lifecycle actions that were asked for, and whether each was carried out. */
		actions: () =>
			simulator.requests.flatMap(({ method, body, stored }) =>
				method === 'PATCH' ? [[(body as Json).action, stored]] : [],
			),
	};
}

/** `[id, outcome]` of the records that a node gave out as done. */
export const outcomes = (execution: Execution, node: string) =>
	itemsOf(execution, node).map(({ crmRecordId, outcome }) => [crmRecordId, outcome]);
