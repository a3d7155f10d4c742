/** Without a server: items in n8n's engine, through this node, n8n's request helper or a No Operation. */
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { EightByEightCampaigns } from '../../nodes/EightByEightCampaigns/EightByEightCampaigns.node.js';
import { CREDENTIAL } from '../../nodes/EightByEightCampaigns/client/connection';
import { savedCredential } from '../../scripts/engine/campaignsNode';
import { noOperation, plainDescription } from '../../scripts/engine/nodeTypes';
import { runNode } from '../../scripts/engine/runNode';
import { GOOD_KEY, MEDIA_TYPE } from '../../simulator';
import { BATCH, CAMPAIGN_ID, records } from '../records';
import { measure } from '../usage';
import { addParameters } from '../workflows';
import { answer } from './child';

/** Sends the items by n8n's request helper, one batch after the other: the least that any node takes. */
const helper: INodeType = {
	description: { ...plainDescription('helper'), credentials: [{ name: CREDENTIAL }] },
	async execute() {
		const data = await this.getCredentials(CREDENTIAL);
		const credentialsDecrypted = { id: '', name: '', type: CREDENTIAL, data };
		const send = this.helpers.httpRequestWithAuthentication.bind(this, CREDENTIAL);
		const url = `${data.baseUrl as string}/cc/US1/campaigns/v1/${CAMPAIGN_ID}/records`;
		const headers = { 'Content-Type': MEDIA_TYPE };
		const items = this.getInputData();
		let added = 0;
		for (let at = 0; at < items.length; at += BATCH) {
			const batch = items.slice(at, at + BATCH).map(({ json }) => json);
			const body = JSON.stringify({ records: batch });
			const reply = (await send(
				{ method: 'POST', url, headers, body, encoding: 'text', returnFullResponse: true },
				{ credentialsDecrypted },
			)) as { body: string };
			added += (JSON.parse(reply.body) as { records: unknown[] }).records.length;
		}
		return [[{ json: { added }, pairedItem: { item: 0 } }]];
	},
};

/** Without parameters, another node is in this node's place. @returns the first item's json */
async function run(items: IDataObject[], parameters?: object, url = '', other = noOperation) {
	const { error, items: out } = await runNode({
		items,
		type: parameters ? new EightByEightCampaigns() : other,
		parameters: parameters as INodeParameters,
		credential: savedCredential(url, { apiKey: GOOD_KEY }),
	});
	if (error) throw error;
	return out[0]?.json ?? {};
}

type Task = { name: string; url: string; size: number; concurrency: number; ordered: boolean };

async function contend({ name, url, size, concurrency, ordered }: Task) {
	const items = records(size);
	const other = { 'engine-bare': noOperation, 'helper-ordered': helper }[name];
	const options = { order: ordered ? 'sequence' : 'none', concurrency, output: 'summary' };
	const parameters = other ? undefined : addParameters('automatic', options);
	return await measure(process.pid, async () => {
		const first = await run(items, parameters, url, other);
		if (other !== noOperation && first.added !== size) {
			throw new Error(`The node reports ${JSON.stringify(first)}`);
		}
	});
}

void answer(contend);
