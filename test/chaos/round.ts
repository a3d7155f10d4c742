import type { IDataObject } from 'n8n-workflow';

import { KEY, mapAutomatically, runAddRecords } from '../../scripts/engine/campaignsNode';
import {
	DIALECT_CHOICES,
	FAULT_KINDS,
	startSimulator,
	type FaultSpec,
	type RateLimitSpec,
} from '../../simulator';
import { seededRandom } from '../../simulator/random';
import { createLoad } from './load';
import { judge, type Outcomes, type Verdict } from './judge';

export interface RoundSpec {
	seed: number;
	records: number;
	/** Chance of a request to go wrong, 0 to 1. */
	rate: number;
}

export interface RoundResult {
	seed: number;
	items: number;
	requests: number;
	faults: number;
	outcomes: Outcomes;
	verdict: Verdict;
	seconds: number;
	/** Dialect and options, in words. */
	setting: string;
}

/** Milliseconds that the node waits for an answer; requests that hang cost so much each. */
const TIMEOUT = 250;

/** All that can go wrong except a redirect, which rightly ends a run. */
const FAULTS: FaultSpec[] = [
	...FAULT_KINDS.filter((kind) => kind !== 'redirect' && kind !== 'status').map((kind) => ({
		kind,
	})),
	{ kind: 'status', status: 500 },
	{ kind: 'status', status: 502, body: 'empty' },
	{ kind: 'status', status: 503, body: 'html' },
	{ kind: 'statusAfterStoring', status: 503, body: 'html' },
	{ kind: 'statusAfterStoring', status: 504, body: 'html' },
	{ kind: 'statusAfterStoring', status: 500, body: 'empty' },
	// Stored long after the node has given up on the request.
	{ kind: 'latency', ms: 2 * TIMEOUT },
];

/** A limit that closes now and then. A 429 by chance would hold up the whole run each time. */
const RATE_LIMITS: Array<RateLimitSpec | undefined> = [
	undefined,
	undefined,
	{ windows: [{ requests: 200, seconds: 2 }], tells: 'resetSeconds' },
	{ windows: [{ requests: 200, seconds: 2 }], kind: 'sliding', tells: 'retryAfter' },
];

/** Runs a load once against a simulator in trouble. The same seed gives the same load and dialect. */
export async function runRound({ seed, records, rate }: RoundSpec): Promise<RoundResult> {
	const random = seededRandom(seed);
	const pick = <T>(choices: readonly T[]) => choices[Math.floor(random() * choices.length)] as T;
	const dialect: Record<string, unknown> = Object.fromEntries(
		Object.entries(DIALECT_CHOICES).map(([name, choices]) => [name, pick<unknown>(choices)]),
	);
	// Bodies without a word come with the faults.
	dialect.errorBody = pick(
		DIALECT_CHOICES.errorBody.filter((body) => body !== 'html' && body !== 'empty'),
	);
	// A request is stored whole or not at all, as 8x8 documents it: what a lost one did rests on that.
	dialect.atomic = true;
	const options: IDataObject = {
		order: pick(['sequence', 'rank', 'none']),
		concurrency: pick([20, 50]),
		onDuplicate: pick(['skip', 'error']),
		maxRetries: 6,
		timeout: TIMEOUT,
	};

	const rateLimit = pick(RATE_LIMITS);
	const simulator = await startSimulator({
		seed,
		rateLimit,
		keys: { [KEY]: { product: true } },
		dialect,
		keepRequests: 0,
	});
	try {
		const load = createLoad(simulator, records, random);
		const chaos = simulator.chaos({ rate, seed, kinds: FAULTS });
		const started = performance.now();
		const { items, error } = await runAddRecords({
			url: simulator.url,
			campaignId: '={{ $json.campaign }}',
			fields: mapAutomatically(),
			items: load.items,
			options: options as never,
			onError: 'continueRegularOutput',
		});
		const seconds = (performance.now() - started) / 1000;
		if (error) throw new Error(`The run ended with an error: ${String(error)}`);
		// Late requests may still be on their way into the campaign.
		await new Promise((resolve) => setTimeout(resolve, 3 * TIMEOUT));
		return {
			seed,
			items: load.items.length,
			requests: simulator.requestCount,
			faults: chaos.fired,
			seconds,
			setting: JSON.stringify({ ...options, ...dialect, rateLimit }),
			...judge(load, items, simulator),
		};
	} finally {
		await simulator.close();
	}
}
