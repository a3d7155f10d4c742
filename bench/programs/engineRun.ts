import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { EightByEightCampaigns } from '../../nodes/EightByEightCampaigns/EightByEightCampaigns.node.js';
import { CREDENTIAL } from '../../nodes/EightByEightCampaigns/client/connection';
import { savedCredential } from '../../scripts/engine/campaignsNode';
import { plainDescription } from '../../scripts/engine/nodeTypes';
import type { NodeRunOutcome } from '../../scripts/engine/runNode';
import { runNode } from '../../scripts/engine/runNode';
import { GOOD_KEY, MEDIA_TYPE } from '../../simulator';
import { BATCH } from '../contacts';
import { CAMPAIGN_ID } from '../contenders/contender';
import type { NodeParameters } from '../n8n/workflow';

/** Passes its items on, as n8n's No Operation does. */
const noOperation: INodeType = {
	description: plainDescription('noOperation'),
	execute() {
		return Promise.resolve([this.getInputData()]);
	},
};

/**
 * Sends the items by n8n's request helper, one batch after the other, and does nothing else: the least
 * that any node takes.
 */
const helper: INodeType = {
	description: {
		...plainDescription('helper'),
		credentials: [{ name: CREDENTIAL, required: true }],
	},
	async execute() {
		const data = await this.getCredentials(CREDENTIAL);
		const credentialsDecrypted = { id: '', name: '', type: CREDENTIAL, data };
		const items = this.getInputData();
		let added = 0;
		for (let at = 0; at < items.length; at += BATCH) {
			const records = items.slice(at, at + BATCH).map(({ json }) => json);
			const answer = (await this.helpers.httpRequestWithAuthentication.call(
				this,
				CREDENTIAL,
				{
					method: 'POST',
					url: `${data.baseUrl as string}/cc/US1/campaigns/v1/${CAMPAIGN_ID}/records`,
					headers: { 'Content-Type': MEDIA_TYPE },
					body: JSON.stringify({ records }),
					encoding: 'text',
					returnFullResponse: true,
				},
				{ credentialsDecrypted },
			)) as { body: string };
			added += (JSON.parse(answer.body) as { records: unknown[] }).records.length;
		}
		return [[{ json: { added }, pairedItem: { item: 0 } }]];
	},
};

/** The parameters of this node, or what runs in its place. */
export type Contestant = NodeParameters | 'noOperation' | 'helper';

/**
 * Runs the items through n8n-core's engine.
 *
 * @throws Error when the workflow fails.
 */
export async function runInEngine(
	items: IDataObject[],
	contestant: Contestant,
	url = '',
): Promise<NodeRunOutcome['items']> {
	const outcome = await runNode({
		items,
		type: nodeOf(contestant),
		parameters: typeof contestant === 'string' ? {} : (contestant as INodeParameters),
		credential:
			contestant === 'noOperation' ? undefined : savedCredential(url, { apiKey: GOOD_KEY }),
	});
	if (outcome.error) throw outcome.error;
	return outcome.items;
}

function nodeOf(contestant: Contestant): INodeType {
	if (contestant === 'noOperation') return noOperation;
	return contestant === 'helper' ? helper : new EightByEightCampaigns();
}
