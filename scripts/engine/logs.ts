import { AsyncLocalStorage } from 'node:async_hooks';
import { inspect } from 'node:util';

export interface LogLine {
	level: 'error' | 'warn' | 'info' | 'debug';
	message: string;
	/** The metadata as text at the moment of logging, errors with their stacks and causes. */
	meta: string;
}

// Runs may overlap in one test; the async context tells whose line it is.
const linesOfRun = new AsyncLocalStorage<LogLine[]>();

/** Text of any value, nothing cut, so that a search for a leaked key cannot miss it. */
export function fullText(value: unknown): string {
	return inspect(value, { depth: null, maxArrayLength: null, maxStringLength: null });
}

function record(level: LogLine['level']) {
	return (message: string, meta?: object) => {
		linesOfRun.getStore()?.push({ level, message, meta: meta === undefined ? '' : fullText(meta) });
	};
}

/** Stands in for n8n's logger: keeps every line of a run, down to debug, and prints nothing. */
export const recordingLogger = {
	error: record('error'),
	warn: record('warn'),
	info: record('info'),
	debug: record('debug'),
	scoped: () => recordingLogger,
};

/** Runs `work` and appends to `lines` whatever it logs. */
export async function recordLogs<T>(lines: LogLine[], work: () => Promise<T>): Promise<T> {
	return await linesOfRun.run(lines, work);
}
