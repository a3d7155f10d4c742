import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../scripts/process/folders';
import { N8N_VERSION } from '../scripts/n8n/version';
import type { RateLimitTells } from '../simulator';
import type { Usage } from './usage';

/** One run of one contender. */
export interface Sample extends Usage {
	contender: string;
	size: number;
	round: number;
	/** Milliseconds that the simulator took for a request, on average: the set latency, and more. */
	latency: number;
}

/** What an item costs until it is checked and ready to be sent. `mapping` is the name of a MappingCase. */
export type MappingCost = { mapping: string; items: number; microseconds: number };

/** One load in queue mode, from the first record in the campaign to the last. */
export interface QueueRun {
	latency: number;
	workers: number;
	requestsAtOnce: number;
	records: number;
	seconds: number;
}

/** One load against a rate limit. */
export interface RateRun {
	tells: RateLimitTells;
	ordered: boolean;
	requests: number;
	/** Requests that were refused, and sent again. */
	refused: number;
	seconds: number;
	/** Seconds that the limit asks for, whoever sends. */
	least: number;
}

/** What a benchmark has found. Each part is measured by itself, and says when and where. */
export interface Results {
	times?: { measured: string; samples: Sample[]; mapping: MappingCost[] };
	/** Over HTTPS at a distance. */
	distance?: { measured: string; samples: Sample[] };
	memory?: { measured: string; samples: Sample[] };
	/** The peak: bytes, of the worker that took the most. */
	queue?: { measured: string; workerPeak: number; runs: QueueRun[] };
	rate?: { measured: string; runs: RateRun[] };
}

export const DOCS = join(PROJECT, 'docs');

export const loadResults = (): Results =>
	JSON.parse(readFileSync(join(DOCS, 'benchmark.json'), 'utf8')) as Results;

/** Writes benchmark.json, a line for each run. */
export async function saveResults(results: Results, folder: string): Promise<void> {
	const rounded = (_: string, value: unknown) =>
		typeof value === 'number' ? Number(value.toPrecision(6)) : value;
	const text = JSON.stringify(results, rounded, '\t');
	const lines = text.replace(/\{[^{}]*\}/g, (run) => run.replace(/\n\s*/g, ' '));
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'benchmark.json'), `${lines}\n`);
}

/** Today, the versions and this machine, for a sentence that begins with "Measured on". */
export function here(): string {
	const release = readFileSync('/etc/os-release', 'utf8');
	const system = /^PRETTY_NAME="?(.*?)"?$/m.exec(release)?.[1] ?? 'Linux';
	return [
		`${new Date().toISOString().slice(0, 10)} with n8n ${N8N_VERSION} and Node.js ${process.version}`,
		`${system}, ${cpus()[0]?.model}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB`,
	].join(', ');
}
