import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { EightByEightCampaigns } from '../../nodes/EightByEightCampaigns/EightByEightCampaigns.node.js';
import { savedCredential } from '../../test/helpers/campaigns-node';
import { plainDescription } from '../../test/helpers/node-types';
import type { NodeRunOutcome } from '../../test/helpers/workflow';
import { runNode } from '../../test/helpers/workflow';
import { GOOD_KEY } from '../../test/simulator';

/** Passes its items on, as n8n's No Operation does. */
const noOperation: INodeType = {
	description: plainDescription('noOperation'),
	execute() {
		return Promise.resolve([this.getInputData()]);
	},
};

/**
 * Runs the items through n8n-core's engine, into this node or, without parameters, into a No Operation.
 *
 * @throws Error when the workflow fails.
 */
export async function runInEngine(
	items: IDataObject[],
	parameters: Record<string, unknown> | undefined,
	url = '',
): Promise<NodeRunOutcome['items']> {
	const outcome = parameters
		? await runNode({
				type: new EightByEightCampaigns(),
				parameters: parameters as INodeParameters,
				items,
				credential: savedCredential(url, { apiKey: GOOD_KEY }),
			})
		: await runNode({ type: noOperation, items });
	if (outcome.error) throw outcome.error;
	return outcome.items;
}
