import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/**
 * What comes out for the items that fail.
 *
 * @param items what the node is given
 * @param named what the error names of an item: its campaign, its record
 */
export function failedItems(
	items: () => IDataObject[],
	named: (row: number, code: string) => IDataObject,
) {
	const failure = (row: number, code: string) =>
		expect.objectContaining({
			...named(row, code),
			code,
			message: expect.any(String) as string,
			description: expect.stringMatching(/\w{3}/) as string,
		}) as IDataObject;
	return {
		/** On the regular output. */
		failed: (row: number, code: string): INodeExecutionData => ({
			json: { error: failure(row, code) },
			pairedItem: { item: row },
		}),
		/** On the error branch, where n8n adds what the item came with; of `error` the node's counts. */
		failedWithFields: (row: number, code: string): INodeExecutionData => ({
			json: { ...items()[row], error: failure(row, code) },
			pairedItem: { item: row },
		}),
	};
}

/** Retry On Fail: n8n runs the node at most twice. */
export const RETRY = { retryOnFail: true, maxTries: 2 };
