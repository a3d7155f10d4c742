import type { IExecuteFunctions } from 'n8n-workflow';

import { runsAsTool } from './asTool';

/** By what stays the same from try to try, then by the name of the node. */
const memories = new WeakMap<object, Map<string, unknown>>();

/**
 * What an earlier try of the same node knows, when n8n's Retry On Fail runs it again; fresh on the
 * first try. The caller writes into it what the next try needs.
 */
export function earlierTry<T extends object>(
	context: IExecuteFunctions,
	fresh: () => T,
): T | undefined {
	const { retryOnFail, name } = context.getNode();
	const run = retryOnFail === true ? runOf(context) : undefined;
	if (run === undefined) return undefined;
	const byNode = memories.get(run) ?? new Map<string, unknown>();
	memories.set(run, byNode);
	const memory = (byNode.get(name) as T | undefined) ?? fresh();
	byNode.set(name, memory);
	return memory;
}

/**
 * An object that n8n hands over again on every try, and only then. All tool calls of an agent share
 * their execute-data object, so for a tool it is the arguments of the call.
 */
const runOf = (context: IExecuteFunctions): object | undefined =>
	runsAsTool(context) ? context.getInputData()[0]?.json : context.getExecuteData();
