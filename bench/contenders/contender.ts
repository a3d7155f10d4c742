import type { NodeParameters } from '../n8n/workflow';

/** What all contenders of a benchmark are set to. */
export interface Setting {
	/** The simulator's address. */
	url: string;
	/** Requests at once. */
	concurrency: number;
	/** Milliseconds that the simulator lets every request wait. */
	latency: number;
}

/** A node of a contender's workflow; `Records` is the one that gives it its items. */
export interface ContenderNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: NodeParameters;
	/** Whether it gets the credential for the simulator. */
	authenticated?: boolean;
}

/** `[from, to, output of from]`. */
export type Edge = [from: string, to: string, output?: number];

export interface Graph {
	nodes: ContenderNode[];
	edges: Edge[];
}

/** Where it runs: a real n8n, n8n-core's engine in a process of its own, or without n8n. */
export type Arena = 'n8n' | 'engine' | 'client';

export interface Contender {
	name: string;
	/** As it is called in tables and charts. */
	label: string;
	arena: Arena;
	/** The largest size that it is run with. */
	maxSize: number;
	/** Whether its time is what others are measured against: it sends nothing. */
	bare?: boolean;
	/** Whether it sends one request after the other, so that the campaign holds the records in their order. */
	ordered?: boolean;
	/** Whether it keeps to the set number of requests at once by itself. */
	limited?: boolean;
	/** Records in one request. */
	batch: number;
	/** For the arena `engine`: n8n's request helper alone in the node's place. */
	helper?: boolean;
	/** For the arena `n8n`: the nodes behind the node `Records`. */
	graph?: (setting: Setting) => Graph;
}

/** The campaign that everything is sent to. */
export const CAMPAIGN_ID = 'be4c8000-0000-4000-8000-000000000001';

/** The node that gives a contender its items. */
export const RECORDS = 'Records';
