import type { Mapping, WorkflowNode } from './workflows';
import { addRecords, CUT, EDIT_FIELDS, httpRequest, LOOP, NO_OPERATION } from './workflows';

/** What all contenders of a run are given. */
export interface Setting {
	/** The simulator's address. */
	url: string;
	/** Requests at once. */
	concurrency: number;
}

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
	/** Nothing keeps it to the set number of requests at once. */
	unlimited?: boolean;
	/** In n8n: the nodes behind the records. */
	nodes?: (setting: Setting) => WorkflowNode[];
}

/** Targets and pages speak of this number of records. */
export const MAIN_SIZE = 100_000;

const inN8n = (
	name: string,
	label: string,
	nodes: Contender['nodes'],
	more?: Partial<Contender>,
): Contender => ({ name, label, place: 'n8n', nodes, ...more });

const thisNode = (name: string, how: string, mapping: Mapping, ordered: boolean, output: string) =>
	inN8n(
		name,
		`This node: ${how}`,
		({ concurrency }) => [addRecords(mapping, { keepOrder: ordered, concurrency, output })],
		{ ordered },
	);

const without = (
	place: 'engine' | 'client',
	name: string,
	label: string,
	more: Partial<Contender>,
): Contender => ({ place, name, label, ...more });

/** In the order in which they run. */
export const CONTENDERS: readonly Contender[] = [
	inN8n('bare', 'Bare engine run (No Operation)', () => [NO_OPERATION], { bare: true }),
	inN8n('new-items', 'Edit Fields: new items, nothing sent', () => [EDIT_FIELDS], { bare: true }),
	thisNode('automatic-parallel', 'parallel', 'automatic', false, 'records'),
	thisNode('automatic-ordered', 'ordered', 'automatic', true, 'records'),
	thisNode('references-parallel', 'parallel, plain references', 'references', false, 'records'),
	thisNode('summary-parallel', 'parallel, Summary', 'automatic', false, 'summary'),
	// What somebody who knows n8n well builds.
	inN8n(
		'expert',
		'Code + HTTP Request, batching',
		({ url, concurrency }) => [CUT, httpRequest(url, concurrency)],
		{ unlimited: true },
	),
	// What n8n's documentation teaches.
	inN8n('loop', 'Loop Over Items', ({ url }) => [LOOP, CUT, httpRequest(url)], { ordered: true }),
	without('client', 'client', 'Bare undici client, parallel', { million: true }),
	without('client', 'client-ordered', 'Bare undici client, ordered', { ordered: true }),
	without('engine', 'engine-bare', 'In-process: bare engine run', { bare: true, million: true }),
	without('engine', 'engine-summary', 'In-process: this node, parallel, Summary', {
		million: true,
	}),
	without('engine', 'engine-ordered', 'In-process: this node, ordered, Summary', { ordered: true }),
	without('engine', 'helper-ordered', 'In-process: n8n’s request helper, ordered', {
		ordered: true,
	}),
];

/** In docs/scaling.md: what an n8n holds that does nothing, or adds with either output. */
export const MEMORY_CONTENDERS = ['bare', 'summary-parallel', 'automatic-parallel'];
