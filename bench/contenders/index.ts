import { BATCH } from '../contacts';
import { RECORDS, type Contender } from './contender';
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
const engineBare: Contender = {
	name: 'engine-bare',
	label: 'Bare engine run, in-process',
	arena: 'engine',
	maxSize: 1_000_000,
	bare: true,
	batch: BATCH,
};

const engineSummary: Contender = {
	name: 'engine-summary',
	label: 'This node: automatic, parallel, summary, in-process',
	arena: 'engine',
	maxSize: 1_000_000,
	limited: true,
	batch: BATCH,
};

/** In the order in which they run. */
export const CONTENDERS: readonly Contender[] = [
	bare,
	...(['automatic', 'references', 'expressions'] as const).flatMap((mapping) => [
		thisNode(mapping, false),
		thisNode(mapping, true),
	]),
	expert,
	expertLimited,
	loop,
	oneEach,
	client(false),
	client(true),
	engineBare,
	engineSummary,
];

export { CAMPAIGN_ID, RECORDS, type Arena, type Contender, type Setting } from './contender';
