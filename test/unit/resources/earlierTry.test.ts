import type { IExecuteFunctions } from 'n8n-workflow';

import { earlierTry } from '../../../nodes/EightByEightCampaigns/resources/earlierTry';

interface Try {
	executeData: object;
	name?: string;
	retryOnFail?: boolean;
	isTool?: boolean;
	/** The arguments of a tool's call. */
	call?: object;
}

const memoryOf = ({ executeData, name = 'Add', retryOnFail = true, isTool = false, call }: Try) =>
	earlierTry(
		{
			getNode: () => ({ name, retryOnFail }),
			getExecuteData: () => executeData,
			isToolExecution: () => isTool,
			getInputData: () => (call ? [{ json: call }] : []),
		} as unknown as IExecuteFunctions,
		() => ({ knows: [] as string[] }),
	);

it('is fresh on the first try, and the same on the next', () => {
	const executeData = {};
	const memory = memoryOf({ executeData });
	expect(memory).toEqual({ knows: [] });
	memory?.knows.push('a');
	expect(memoryOf({ executeData })?.knows).toEqual(['a']);
});

it.each([
	['another run of the node', { executeData: {} }],
	['another node of the same run', { name: 'Add more' }],
])('is not shared with %s', (_, other) => {
	const executeData = {};
	memoryOf({ executeData })?.knows.push('a');
	expect(memoryOf({ executeData, ...other })).toEqual({ knows: [] });
});

it('is not kept without Retry On Fail', () => {
	const executeData = {};
	memoryOf({ executeData })?.knows.push('a');
	expect(memoryOf({ executeData, retryOnFail: false })).toBeUndefined();
});

describe('for a tool', () => {
	// All tool calls of an agent share one execute-data object.
	const executeData = {};
	const asTool = { executeData, isTool: true };

	it('is the same on every try of one call', () => {
		const call = {};
		memoryOf({ ...asTool, call })?.knows.push('a');
		expect(memoryOf({ ...asTool, call })?.knows).toEqual(['a']);
	});

	it('is not shared with another call', () => {
		memoryOf({ ...asTool, call: {} })?.knows.push('a');
		expect(memoryOf({ ...asTool, call: {} })).toEqual({ knows: [] });
	});

	it('is not kept for a call without arguments', () => {
		expect(memoryOf(asTool)).toBeUndefined();
	});
});
