import type { IExecuteFunctions } from 'n8n-workflow';

export interface Parameters {
	/** As the workflow stores them. */
	raw: Record<string, unknown>;
	/** What n8n makes of a parameter for an item; default: the raw value. */
	evaluate?: (name: string, itemIndex: number) => unknown;
	/** Json of the items. */
	items?: Array<Record<string, unknown>>;
	/** The node runs as the tool of an AI agent. */
	tool?: boolean;
}

/** As n8n finds `options.maxWait` in the parameters. */
const at = (parameters: unknown, name: string): unknown =>
	name
		.split('.')
		.reduce<unknown>(
			(value, key) => (value as Record<string, unknown> | undefined)?.[key],
			parameters,
		);

/**
 * The few members of n8n's context that reading parameters needs. Counts how often a parameter is
 * evaluated, which is what costs time.
 */
export function parameterContext({ raw, evaluate, items = [], tool = false }: Parameters) {
	const evaluated: Array<[name: string, itemIndex: number]> = [];
	const context = {
		isToolExecution: () => tool,
		getNode: () => ({ type: tool ? 'eightByEightCampaignsTool' : 'eightByEightCampaigns' }),
		getInputData: () => items.map((json) => ({ json })),
		getNodeParameter(
			name: string,
			itemIndex: number,
			fallback: unknown,
			options?: { rawExpressions?: boolean },
		) {
			if (options?.rawExpressions) return at(raw, name) ?? fallback;
			evaluated.push([name, itemIndex]);
			return evaluate ? evaluate(name, itemIndex) : (at(raw, name) ?? fallback);
		},
	} as unknown as IExecuteFunctions;
	return { context, evaluated };
}
