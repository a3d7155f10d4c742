import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
} from 'n8n-workflow';

/** Description of a node type of the tests: one input, one output, version 1. */
export function plainDescription(
	name: string,
	properties: INodeProperties[] = [],
): INodeTypeDescription {
	return {
		name,
		displayName: name,
		group: ['transform'],
		version: 1,
		description: name,
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties,
	};
}

/** A node that puts out `items` whatever comes in, as a trigger would. */
export function source(items: IDataObject[]): INodeType {
	return {
		description: plainDescription('source'),
		execute: () => Promise.resolve([items.map((json) => ({ json }))]),
	};
}

/** Passes its items on, as n8n's No Operation does. */
export const noOperation: INodeType = {
	description: plainDescription('noOperation'),
	execute() {
		return Promise.resolve([this.getInputData()]);
	},
};

/**
 * A node that evaluates its parameter `value` for every item and puts out `{ value }`: shows what a
 * later node can reach from an item.
 */
export const probe: INodeType = {
	description: plainDescription('probe', [
		{ displayName: 'Value', name: 'value', type: 'string', default: '' },
	]),
	execute() {
		const items: INodeExecutionData[] = this.getInputData().map((_, item) => ({
			json: { value: this.getNodeParameter('value', item) as IDataObject },
			pairedItem: { item },
		}));
		return Promise.resolve([items]);
	},
};

/** The node types of one run, by the name that the workflow's nodes give as their type. */
export function nodeTypeRegistry(types: Record<string, INodeType>): INodeTypes {
	function get(name: string): INodeType {
		const type = types[name];
		if (!type) throw new Error(`Unrecognized node type: ${name}`);
		return type;
	}
	return { getByName: get, getByNameAndVersion: get, getKnownTypes: () => ({}) };
}
