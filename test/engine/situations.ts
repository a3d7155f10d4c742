import type { IDataObject } from 'n8n-workflow';
import {
	errorsOf,
	runAction,
	runAddRecords,
	type ItemError,
} from '../../scripts/engine/campaignsNode';
import type { NodeRunOutcome } from '../../scripts/engine/runNode';
import type { CampaignSpec, Dialect, FaultSpec } from '../../simulator';
import { simulator } from './simulatedCampaign';

/** What is wrong when the node runs; all that is left out is right. */
export interface Situation {
	campaign?: CampaignSpec;
	dialect?: Partial<Dialect>;
	/** Strikes every request. */
	fault?: FaultSpec;
	/** Over the data of the saved credential. */
	credential?: IDataObject;
	campaignId?: string;
	options?: IDataObject;
}

export type Resource = 'record' | 'campaign';

/** The id of no campaign. */
export const UNKNOWN_ID = '99999999-9999-4999-8999-999999999999';

/** Runs the node once in a situation, with one record `x` or with PAUSE, and without retries. */
export async function meet(
	resource: Resource,
	situation: Situation,
	onError?: 'continueRegularOutput',
): Promise<NodeRunOutcome> {
	const { campaign, dialect, fault, credential, options } = situation;
	const { id } = simulator.createCampaign({ records: ['old'], ...campaign });
	if (dialect) simulator.dialect = dialect;
	if (fault) simulator.fault({ times: 'always', ...fault });
	const run = {
		url: simulator.url,
		campaignId: situation.campaignId ?? id,
		items: [{ id: 'x' }],
		credentialData: credential as Record<string, string>,
		options: { maxRetries: 0, ...options } as Record<string, number>,
		onError,
	};
	return resource === 'record'
		? await runAddRecords(run)
		: await runAction({ ...run, operation: 'pause' });
}

/** What the failed item says in a Continue mode. Throws when it did not fail. */
export async function errorIn(resource: Resource, situation: Situation): Promise<ItemError> {
	const outcome = await meet(resource, situation, 'continueRegularOutput');
	const [error, ...more] = errorsOf(outcome.items);
	if (outcome.status === 'success' && error && more.length === 0) return error;
	throw new Error(`Not one failed item: ${JSON.stringify(outcome.items)}`);
}
