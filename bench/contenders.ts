import type { Mapping, WorkflowNode } from './workflows';
import { addRecords, CUT, EDIT_FIELDS, httpRequest, LOOP, NO_OPERATION } from './workflows';

/** Milliseconds that a request takes. */
export const LATENCY = 20;

/** Requests at once. */
export const CONCURRENCY = 10;

/** Targets and pages speak of this number of records. */
export const MAIN_SIZE = 100_000;

/** Milliseconds that a byte takes there and back, over HTTPS at a distance. */
export const ROUND_TRIP = 40;

/** Targets and pages speak of this number of records at a distance. */
export const DISTANT_SIZE = 10_000;

export interface Contender {
	name: string;
	/** Its name in tables and charts. */
	label: string;
	/** A real n8n, n8n's engine in a process of its own, or no n8n. */
	place: 'n8n' | 'engine' | 'client';
	/** It runs with a million records too. n8n cannot save the data of so many items. */
	million?: boolean;
	/** It sends nothing: others are compared with it. */
	bare?: boolean;
	/** It sends one request after the other, so the campaign holds the records in their order. */
	ordered?: boolean;
	/** It sends at once, and 8x8 dials in the order of the records, whatever order they arrive in. */
	ranked?: boolean;
	/** Nothing keeps it to the set number of requests at once. */
	unlimited?: boolean;
	/** In n8n: the nodes behind the records, for the simulator's address. */
	nodes?: (url: string) => WorkflowNode[];
}

const contender =
	(place: Contender['place']) =>
	(name: string, label: string, more: Partial<Contender>): Contender => ({
		place,
		name,
		label,
		...more,
	});

const [inN8n, inProcess, client] = [contender('n8n'), contender('engine'), contender('client')];

const thisNode = (
	name: string,
	how: string,
	mapping: Mapping,
	order: 'sequence' | 'rank' | 'none' = 'none',
	output = 'records',
) =>
	inN8n(name, `This node: ${how}`, {
		ordered: order === 'sequence',
		ranked: order === 'rank',
		nodes: () => [addRecords(mapping, { order, concurrency: CONCURRENCY, output })],
	});

/** In the order in which they run. */
export const CONTENDERS: readonly Contender[] = [
	inN8n('bare', 'Bare engine run (No Operation)', { bare: true, nodes: () => [NO_OPERATION] }),
	inN8n('new-items', 'Edit Fields: new items, nothing sent', {
		bare: true,
		nodes: () => [EDIT_FIELDS],
	}),
	thisNode('automatic-parallel', 'parallel (Order None)', 'automatic'),
	thisNode('automatic-ranked', 'by rank (Order By Rank)', 'automatic', 'rank'),
	thisNode('automatic-ordered', 'ordered (Order In Sequence)', 'automatic', 'sequence'),
	thisNode('references-parallel', 'parallel, plain references', 'references'),
	thisNode('expressions-parallel', 'parallel, real expressions', 'expressions'),
	thisNode('summary-parallel', 'parallel, Summary', 'automatic', 'none', 'summary'),
	// What somebody who knows n8n well builds.
	inN8n('expert', 'Code + HTTP Request, batching', {
		unlimited: true,
		nodes: (url) => [CUT, httpRequest(url, CONCURRENCY)],
	}),
	// What n8n's documentation teaches.
	inN8n('loop', 'Loop Over Items', {
		ordered: true,
		nodes: (url) => [LOOP, CUT, httpRequest(url)],
	}),
	client('client', 'Bare undici client, parallel', { million: true }),
	client('client-ordered', 'Bare undici client, ordered', { ordered: true }),
	inProcess('engine-bare', 'In-process: bare engine run', { bare: true, million: true }),
	inProcess('engine-summary', 'In-process: this node, parallel, Summary', { million: true }),
	inProcess('engine-ordered', 'In-process: this node, ordered, Summary', { ordered: true }),
	inProcess('helper-ordered', 'In-process: n8n’s request helper, ordered', { ordered: true }),
];

/** In docs/scaling.md: what an n8n holds that does nothing, or adds with either output. */
export const MEMORY_CONTENDERS = ['bare', 'summary-parallel', 'automatic-parallel'];

/** Over HTTPS at a distance. */
export const DISTANT_CONTENDERS = [
	'bare',
	'automatic-parallel',
	'automatic-ranked',
	'automatic-ordered',
	'expert',
	'client',
	'client-ordered',
];
