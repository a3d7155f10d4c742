import { readFile } from 'node:fs/promises';

/** An execution as the log of its worker tells it. */
export interface WorkerRun {
	executionId: string;
	startedAt: number;
	/** Undefined while it runs, and for ever when the worker was killed. */
	finishedAt?: number;
}

interface LogLine {
	message: string;
	metadata: { executionId?: string; timestamp: string };
}

/** The executions that a worker has started, in that order. Its log has to be in JSON. */
export async function workerRuns(log: string): Promise<WorkerRun[]> {
	const runs = new Map<string, WorkerRun>();
	for (const line of (await readFile(log, 'utf8')).split('\n')) {
		const [, verb] = /^\{.*"Worker (started|finished) execution/.exec(line) ?? [];
		if (!verb) continue;
		const { metadata } = JSON.parse(line) as LogLine;
		const { executionId = '' } = metadata;
		const at = Date.parse(metadata.timestamp);
		const run = runs.get(executionId);
		if (verb === 'started') runs.set(executionId, { executionId, startedAt: at });
		else if (run) run.finishedAt = at;
	}
	return [...runs.values()];
}
