import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isTool } from './asTool';

/**
 * The items without their links where n8n would follow these to another item, or to none.
 *
 * For each failed item n8n looks up the input item, to put its fields on the error branch. What it
 * finds may be another item (in the old execution order, a branch without items gets one empty item,
 * which n8n ascribes to a neighbour), and then the failure would carry the fields of somebody else.
 * Where it finds nothing it throws: all results are lost, and the input items go on as if they were
 * results.
 */
export const withTrueLinks = (
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): INodeExecutionData[] =>
	// An empty list is no link. Where the field is missing, n8n makes a link of its own.
	leadsBack(context) ? items : items.map((item) => ({ ...item, pairedItem: [] }));

/** All items have one source, so checking the first and the last is enough. */
function leadsBack(context: IExecuteFunctions): boolean {
	const { source } = context.getExecuteData();
	const input = context.getInputData();
	// Without a source n8n does not look. The item of a tool is the arguments of a call, and has none.
	if (source === null || input.length === 0 || isTool(context)) return true;
	const [from] = source.main ?? [];
	if (!from) return false;
	try {
		const { $getPairedItem } = context.getWorkflowDataProxy(0);
		return [0, input.length - 1].every((item) =>
			isSame($getPairedItem(from.previousNode, from, { item }), input[item]!),
		);
	} catch {
		return false;
	}
}

/** Mostly the same object. An execution that waited is read from the database, so it may be a copy. */
const isSame = (found: INodeExecutionData | null, { json }: INodeExecutionData) =>
	found?.json === json || JSON.stringify(found?.json) === JSON.stringify(json);
