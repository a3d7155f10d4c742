import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { EightByEightCampaigns } from '../../nodes/EightByEightCampaigns/EightByEightCampaigns.node.js';
import { CREDENTIAL } from '../../nodes/EightByEightCampaigns/client/connection';
import { savedCredential } from '../../scripts/engine/campaignsNode';
import { plainDescription } from '../../scripts/engine/nodeTypes';
import { runNode, type NodeRunOutcome } from '../../scripts/engine/runNode';
import { GOOD_KEY, MEDIA_TYPE } from '../../simulator';
import { BATCH, CAMPAIGN_ID } from '../records';

/** Passes its items on, as n8n's No Operation does. */
const noOperation: INodeType = {
	description: plainDescription('noOperation'),
	execute() {
		return Promise.resolve([this.getInputData()]);
	},
};

/** Sends the items by n8n's request helper, one batch after the other: the least that any node takes. */
const helper: INodeType = {
	description: { ...plainDescription('helper'), credentials: [{ name: CREDENTIAL }] },
	async execute() {
		const data = await this.getCredentials(CREDENTIAL);
		const credentialsDecrypted = { id: '', name: '', type: CREDENTIAL, data };
		const items = this.getInputData();
		const request = {
			method: 'POST' as const,
			url: `${data.baseUrl as string}/cc/US1/campaigns/v1/${CAMPAIGN_ID}/records`,
			headers: { 'Content-Type': MEDIA_TYPE },
			encoding: 'text' as const,
			returnFullResponse: true,
		};
		const send = this.helpers.httpRequestWithAuthentication.bind(this, CREDENTIAL);
		let added = 0;
		for (let at = 0; at < items.length; at += BATCH) {
			const batch = items.slice(at, at + BATCH).map(({ json }) => json);
			const body = JSON.stringify({ records: batch });
			const answer = (await send({ ...request, body }, { credentialsDecrypted })) as {
				body: string;
			};
			added += (JSON.parse(answer.body) as { records: unknown[] }).records.length;
		}
		return [[{ json: { added }, pairedItem: { item: 0 } }]];
	},
};

const OTHERS = { noOperation, helper };

/**
 * Runs the items through n8n's engine.
 *
 * @param node the parameters of this node, or which node is in its place.
 * @throws Error when the workflow fails.
 */
export async function runItems(
	items: IDataObject[],
	node: Record<string, unknown> | keyof typeof OTHERS,
	url = '',
): Promise<NodeRunOutcome['items']> {
	const outcome = await runNode({
		items,
		type: typeof node === 'string' ? OTHERS[node] : new EightByEightCampaigns(),
		parameters: typeof node === 'string' ? {} : (node as INodeParameters),
		credential: node === 'noOperation' ? undefined : savedCredential(url, { apiKey: GOOD_KEY }),
	});
	if (outcome.error) throw outcome.error;
	return outcome.items;
}
