/** The contenders' workflows, as n8n's REST API takes them. */
import type { CredentialReference } from '../scripts/stage/scaleOut';
import { MEDIA_TYPE } from '../simulator';
import { BATCH, CAMPAIGN_ID, RECORDS_CODE, SCHEDULE_AT } from './records';

export type WorkflowNode = { name: string; type: string; typeVersion: number; parameters: object };

const node = (name: string, type: string, typeVersion: number, parameters: object) => ({
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion,
	parameters,
});

/**
 * The ways to map the three fields. With `expressions`, two are real expressions over the item; with
 * `itemByItem` too, but these name the item in a way that only n8n can evaluate, one after the other.
 */
export type Mapping = 'automatic' | 'references' | 'expressions' | 'itemByItem';

/** How an expression names the item. */
const ITEM: Record<Exclude<Mapping, 'automatic'>, string> = {
	references: '$json',
	expressions: '$json',
	itemByItem: '$input.item.json',
};

function fieldsBy(mapping: Exclude<Mapping, 'automatic'>) {
	const item = ITEM[mapping];
	const real = mapping !== 'references';
	return {
		crmRecordId: `={{ ${item}.crmRecordId${real ? '.trim()' : ''} }}`,
		scheduleAt: '={{ $json.scheduleAt }}',
		priority: `={{ ${item}.priority${real ? '.toUpperCase()' : ''} }}`,
	};
}

/** Parameters of this node's operation Record: Add. */
export function addParameters(mapping: Mapping, options: object, campaign = CAMPAIGN_ID) {
	const automatic = mapping === 'automatic';
	return {
		resource: 'record',
		operation: 'add',
		campaignId: { __rl: true, mode: 'id', value: campaign },
		fields: {
			mappingMode: automatic ? 'autoMapInputData' : 'defineBelow',
			value: automatic ? null : fieldsBy(mapping),
			matchingColumns: [],
			schema: [],
		},
		options,
	};
}

export const addRecords = (mapping: Mapping, options: object): WorkflowNode => ({
	name: 'Add records',
	type: 'n8n-nodes-8x8-campaigns.eightByEightCampaigns',
	typeVersion: 1,
	parameters: addParameters(mapping, options),
});

/** Passes on the items that n8n has already. */
export const NO_OPERATION = node('Nothing', 'noOp', 1, {});

/** Makes new items with as many fields as 8x8 answers with. */
export const EDIT_FIELDS = node('Edit Fields', 'set', 3.4, {
	mode: 'raw',
	jsonOutput: `{
	"id": "c8c8c8c8-0000-4000-8000-000000000001", "type": "DYNAMIC", "crmRecordId": "crm-100000",
	"priority": "LOW", "rank": 100000, "nextAttemptAfter": "${SCHEDULE_AT}", "retryCount": 0,
	"state": "PENDING", "campaignId": "${CAMPAIGN_ID}", "outcome": "added" }`,
	options: {},
});

/** Makes one item of every 100 records: the body of a request as text. */
export const CUT = node('Cut', 'code', 2, {
	jsCode: `
const records = $input.all().map(({ json }) => json);
const requests = [];
for (let at = 0; at < records.length; at += ${BATCH}) {
	const body = JSON.stringify({ records: records.slice(at, at + ${BATCH}) });
	requests.push({ json: { body } });
}
return requests;`,
});

/** HTTP Request with the least work: the body is text, so one expression an item. */
export const httpRequest = (url: string, batchSize?: number): WorkflowNode =>
	node('HTTP Request', 'httpRequest', 4.5, {
		method: 'POST',
		url: `${url}/cc/US1/campaigns/v1/${CAMPAIGN_ID}/records`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'eightByEightCampaignsApi',
		sendBody: true,
		contentType: 'raw',
		rawContentType: MEDIA_TYPE,
		body: '={{ $json.body }}',
		options: {
			response: { response: { responseFormat: 'json' } },
			...(batchSize && { batching: { batch: { batchSize, batchInterval: 0 } } }),
		},
	});

/** Its second output leads into the loop; the first is for the end. */
export const LOOP = node('Loop', 'splitInBatches', 3, {
	batchSize: BATCH,
	options: {},
});

/** A webhook of the given name, a Code node that makes the records, and the nodes; a Loop goes round. */
export function workflowOf(
	name: string,
	nodes: readonly WorkflowNode[],
	{ id, name: credentialName, type }: CredentialReference,
): object {
	const webhook = node('Webhook', 'webhook', 2.1, {
		path: name,
		httpMethod: 'POST',
		// Answers when the execution has ended and is saved, without its data.
		responseMode: 'lastNode',
		responseData: 'noData',
		options: {},
	});
	const source = node('Records', 'code', 2, { jsCode: RECORDS_CODE });
	const chain = [{ ...webhook, webhookId: name }, source, ...nodes];
	const connections = chain.map((from, index) => {
		const to = chain[index + 1] ?? nodes.find((one) => one === LOOP);
		const edge = to ? [{ node: to.name, type: 'main', index: 0 }] : [];
		return [from.name, { main: from === LOOP ? [[], edge] : [edge] }] as const;
	});
	return {
		name,
		nodes: chain.map((one, index) => ({
			...one,
			id: one.name,
			position: [index * 220, 0],
			credentials: { [type]: { id, name: credentialName } },
		})),
		connections: Object.fromEntries(connections),
		settings: { executionOrder: 'v1' },
	};
}
