import type { IExecuteFunctions } from 'n8n-workflow';

import { earlierTry } from '../../../nodes/EightByEightCampaigns/resources/earlierTry';

interface Try {
	executeData: object;
	name?: string;
	retryOnFail?: boolean;
	isTool?: boolean;
}

const memoryOf = ({ executeData, name = 'Add', retryOnFail = true, isTool = false }: Try) =>
	earlierTry(
		{
			getNode: () => ({ name, retryOnFail }),
			getExecuteData: () => executeData,
			isToolExecution: () => isTool,
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

it('is not kept for tools, whose calls share one execute-data object', () => {
	const executeData = {};
	memoryOf({ executeData })?.knows.push('a');
	expect(memoryOf({ executeData, isTool: true })).toBeUndefined();
});
