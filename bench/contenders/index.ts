import { BATCH, SCHEDULE_AT } from '../contacts';
import { CAMPAIGN_ID, RECORDS, type Contender } from './contender';
import { expert, expertLimited, loop, oneEach } from './httpRequest';
import { thisNode } from './node';

/** The workflow with nothing to do: what n8n itself costs. */
const bare: Contender = {
	name: 'bare',
	label: 'Bare engine run (No Operation)',
	arena: 'n8n',
	maxSize: 100_000,
	bare: true,
	batch: BATCH,
	graph: () => ({
		nodes: [{ name: 'Nothing', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} }],
		edges: [[RECORDS, 'Nothing']],
	}),
};

/** As many fields as 8x8's answer has, so that the new items weigh as much as this node's. */
const ANSWER = {
	id: 'c8c8c8c8-0000-4000-8000-000000000001',
	type: 'DYNAMIC',
	crmRecordId: 'crm-100000',
	priority: 'LOW',
	rank: 100_000,
	nextAttemptAfter: SCHEDULE_AT,
	retryCount: 0,
	state: 'PENDING',
	campaignId: CAMPAIGN_ID,
	outcome: 'added',
};

/** What new items alone cost: No Operation passes on the items that n8n has already. */
const newItems: Contender = {
	name: 'new-items',
	label: 'Edit Fields: new items, nothing sent',
	arena: 'n8n',
	maxSize: 100_000,
	bare: true,
	batch: BATCH,
	graph: () => ({
		nodes: [
			{
				name: 'Edit Fields',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: { mode: 'raw', jsonOutput: JSON.stringify(ANSWER), options: {} },
			},
		],
		edges: [[RECORDS, 'Edit Fields']],
	}),
};

/** Without n8n: as many requests at once as the node may have, or one after the other. */
const client = (ordered: boolean): Contender => ({
	name: ordered ? 'client-ordered' : 'client',
	label: `Bare undici client, ${ordered ? 'ordered' : 'parallel'}`,
	arena: 'client',
	maxSize: ordered ? 100_000 : 1_000_000,
	ordered,
	limited: true,
	batch: BATCH,
});

/** In n8n-core's engine without a server, since no n8n keeps the data of a million items. */
const inProcess = (name: string, label: string, more: Partial<Contender> = {}): Contender => ({
	name,
	label: `${label}, in-process`,
	arena: 'engine',
	maxSize: 100_000,
	limited: true,
	batch: BATCH,
	...more,
});

/** In the order in which they run. */
export const CONTENDERS: readonly Contender[] = [
	bare,
	newItems,
	...(['automatic', 'references', 'expressions'] as const).flatMap((mapping) => [
		thisNode(mapping, false),
		thisNode(mapping, true),
	]),
	thisNode('automatic', false, 'summary'),
	expert,
	expertLimited,
	loop,
	oneEach,
	client(false),
	client(true),
	inProcess('engine-bare', 'Bare engine run', { maxSize: 1_000_000, bare: true }),
	inProcess('engine-summary', 'This node: automatic, parallel, summary', { maxSize: 1_000_000 }),
	inProcess('engine-ordered', 'This node: automatic, ordered, summary', { ordered: true }),
	inProcess('helper-ordered', 'n8n’s request helper alone, ordered', {
		ordered: true,
		helper: true,
	}),
];

export { CAMPAIGN_ID, RECORDS, type Arena, type Contender, type Setting } from './contender';
