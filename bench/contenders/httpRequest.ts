import { MEDIA_TYPE } from '../../simulator';
import { BATCH } from '../contacts';
import type { NodeParameters } from '../n8n/workflow';
import {
	CAMPAIGN_ID,
	RECORDS,
	type Contender,
	type ContenderNode,
	type Setting,
} from './contender';

const CREDENTIAL_TYPE = 'eightByEightCampaignsApi';

/** HTTP Request, set up for the least work: the body comes as text, one expression an item. */
function httpRequest({ url }: Setting, body: string, batching?: NodeParameters): ContenderNode {
	return {
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		parameters: {
			method: 'POST',
			url: `${url}/cc/US1/campaigns/v1/${CAMPAIGN_ID}/records`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: CREDENTIAL_TYPE,
			sendBody: true,
			contentType: 'raw',
			rawContentType: MEDIA_TYPE,
			body,
			options: {
				response: { response: { responseFormat: 'json' } },
				...(batching && { batching: { batch: batching } }),
			},
		},
		authenticated: true,
	};
}

const cutIntoBodies: ContenderNode = {
	name: 'Cut',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		jsCode: `
const records = $input.all().map(({ json }) => json);
const requests = [];
for (let at = 0; at < records.length; at += ${BATCH}) {
	const body = JSON.stringify({ records: records.slice(at, at + ${BATCH}) });
	requests.push({ json: { body } });
}
return requests;`,
	},
};

const loopOverItems = (batchSize: number): ContenderNode => ({
	name: 'Loop',
	type: 'n8n-nodes-base.splitInBatches',
	typeVersion: 3,
	parameters: { batchSize, options: {} },
});

/** Output of Loop Over Items that leads into the loop; the other one is for its end. */
const LOOP = 1;

/** What somebody who knows n8n well builds: arrays of 100 from a Code node, batching of HTTP Request. */
export const expert: Contender = {
	name: 'expert',
	label: 'Code + HTTP Request, batching',
	arena: 'n8n',
	maxSize: 100_000,
	batch: BATCH,
	graph: (setting) => ({
		nodes: [
			cutIntoBodies,
			httpRequest(setting, '={{ $json.body }}', {
				batchSize: setting.concurrency,
				batchInterval: 0,
			}),
		],
		edges: [
			[RECORDS, 'Cut'],
			['Cut', 'HTTP Request'],
		],
	}),
};

/** The same with a real limit: so many arrays at a time go round a loop. */
export const expertLimited: Contender = {
	name: 'expert-limited',
	label: 'Code + Loop Over Items + HTTP Request',
	arena: 'n8n',
	maxSize: 100_000,
	limited: true,
	batch: BATCH,
	graph: (setting) => ({
		nodes: [
			cutIntoBodies,
			loopOverItems(setting.concurrency),
			httpRequest(setting, '={{ $json.body }}'),
		],
		edges: [
			[RECORDS, 'Cut'],
			['Cut', 'Loop'],
			['Loop', 'HTTP Request', LOOP],
			['HTTP Request', 'Loop'],
		],
	}),
};

/** What n8n's documentation teaches: a loop over batches of 100 items. */
export const loop: Contender = {
	name: 'loop',
	label: 'Loop Over Items',
	arena: 'n8n',
	maxSize: 100_000,
	ordered: true,
	batch: BATCH,
	graph: (setting) => ({
		nodes: [loopOverItems(BATCH), cutIntoBodies, httpRequest(setting, '={{ $json.body }}')],
		edges: [
			[RECORDS, 'Loop'],
			['Loop', 'Cut', LOOP],
			['Cut', 'HTTP Request'],
			['HTTP Request', 'Loop'],
		],
	}),
};

/** The simplest workflow. Its batching starts so many requests in every span of the latency. */
export const oneEach: Contender = {
	name: 'one-each',
	label: 'HTTP Request, one record each',
	arena: 'n8n',
	maxSize: 10_000,
	batch: 1,
	graph: (setting) => ({
		nodes: [
			httpRequest(setting, '={{ JSON.stringify({ records: [$json] }) }}', {
				batchSize: setting.concurrency,
				batchInterval: Math.max(setting.latency, 1),
			}),
		],
		edges: [[RECORDS, 'HTTP Request']],
	}),
};
