import type { IDataObject, IExecuteFunctions, INodeType, INodeParameters } from 'n8n-workflow';
import { parameterReader } from '../../nodes/EightByEightCampaigns/resources/parameters';
import { plainDescription } from '../../scripts/engine/nodeTypes';
import { runNode, type NodeToRun } from '../../scripts/engine/runNode';

/** What reading a parameter came to. */
export type Reading = { value: unknown } | { thrown: string };

export const readingOf = (read: () => unknown): Reading => {
	try {
		return { value: read() };
	} catch (error) {
		return { thrown: (error as Error).message };
	}
};

/** How often n8n was asked by the reader of one expression. */
export interface Evaluations {
	/** For one item. */
	single: number;
	/** For many items in one. */
	many: number;
}

export interface Compared {
	expression: string;
	json: IDataObject;
	byN8n: Reading;
	byNode: Reading;
}

export interface Comparison {
	readings: Compared[];
	evaluations: Evaluations[];
	/** What the node left in its context, which n8n saves. */
	left: unknown;
}

export interface Compare extends Pick<NodeToRun, 'settings'> {
	expressions: string[];
	items: IDataObject[];
	/** Each item has a file beside its json. */
	binary?: boolean;
	/** Leave out n8n's own evaluation, which takes most of the time. */
	withoutN8n?: boolean;
	/** The node runs as the tool of an AI agent. */
	tool?: boolean;
}

/** Reads each expression for each item as the node does, and by n8n, in one execution. */
export async function readBothWays(given: Compare): Promise<Comparison> {
	const { expressions, items, settings, binary, withoutN8n, tool } = given;
	const comparison: Comparison = { readings: [], evaluations: [], left: undefined };
	const nameOf = (index: number) => `value${index}`;
	const type: INodeType = {
		description: plainDescription(
			tool ? 'readerTool' : 'reader',
			expressions.map((_, index) => ({
				displayName: 'Value',
				name: nameOf(index),
				type: 'string',
				default: '',
			})),
		),
		// eslint-disable-next-line @typescript-eslint/require-await -- n8n wants a promise
		async execute(this: IExecuteFunctions) {
			const input = this.getInputData();
			if (binary) {
				const file = { data: 'AAAA'.repeat(100_000), mimeType: 'text/plain' };
				for (const item of input) item.binary = { file };
			}
			for (const [index, expression] of expressions.entries()) {
				const { context, evaluations } = counting(this, tool === true);
				comparison.evaluations.push(evaluations);
				const read = parameterReader<unknown>(context, nameOf(index), null);
				for (const [itemIndex, { json }] of input.entries()) {
					const byNode = readingOf(() => read(itemIndex));
					const byN8n = withoutN8n
						? byNode
						: readingOf(() => this.getNodeParameter(nameOf(index), itemIndex, null));
					comparison.readings.push({ expression, json, byN8n, byNode });
				}
			}
			comparison.left = this.getContext('node');
			return [[]];
		},
	};
	const parameters: INodeParameters = Object.fromEntries(
		expressions.map((expression, index) => [nameOf(index), expression]),
	);
	const { tested } = await runNode({ type, items, parameters, settings });
	if (tested?.error) throw tested.error;
	return comparison;
}

/** The context of the execution, which counts what it is asked for. */
function counting(context: IExecuteFunctions, tool: boolean) {
	const evaluations: Evaluations = { single: 0, many: 0 };
	const counted = new Proxy(context, {
		get(target, member) {
			if (member === 'isToolExecution') return () => tool;
			const value = Reflect.get(target, member, target) as unknown;
			if (typeof value !== 'function') return value;
			return (...given: unknown[]) => {
				const [, , , options] = given;
				if (member === 'getNodeParameter' && options === undefined) evaluations.single += 1;
				if (member === 'evaluateExpression') evaluations.many += 1;
				return (value as (...given: unknown[]) => unknown).apply(target, given);
			};
		},
	});
	return { context: counted, evaluations };
}
