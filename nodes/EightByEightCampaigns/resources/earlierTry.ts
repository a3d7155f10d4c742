import type { IExecuteFunctions } from 'n8n-workflow';

/** By the execution's data of the node, then by the name of the node. */
const memories = new WeakMap<object, Map<string, unknown>>();

/**
 * What an earlier try of the same node knows, when n8n's Retry On Fail runs it again; fresh on the
 * first try. The caller writes into it what the next try needs.
 *
 * Only with Retry On Fail, which hands over the same execute-data object on every try. All tool
 * calls of an agent share one such object, so tools remember nothing.
 */
export function earlierTry<T extends object>(
	context: IExecuteFunctions,
	fresh: () => T,
): T | undefined {
	const { retryOnFail, name } = context.getNode();
	if (retryOnFail !== true || context.isToolExecution()) return undefined;
	const executeData = context.getExecuteData();
	const byNode = memories.get(executeData) ?? new Map<string, unknown>();
	memories.set(executeData, byNode);
	const memory = (byNode.get(name) as T | undefined) ?? fresh();
	byNode.set(name, memory);
	return memory;
}
