import type { IExecuteFunctions } from 'n8n-workflow';

import { runsAsTool } from '../../../nodes/EightByEightCampaigns/resources/asTool';

const contextOf = (type: string, tells: object) =>
	({ getNode: () => ({ type }), ...tells }) as unknown as IExecuteFunctions;

const NODE = 'n8n-nodes-8x8-campaigns.eightByEightCampaigns';

it('believes n8n', () => {
	expect(runsAsTool(contextOf(`${NODE}Tool`, { isToolExecution: () => true }))).toBe(true);
	expect(runsAsTool(contextOf(`${NODE}Tool`, { isToolExecution: () => false }))).toBe(false);
});

it('goes by the type of the node where n8n cannot tell, as in 1.x', () => {
	expect(runsAsTool(contextOf(`${NODE}Tool`, {}))).toBe(true);
	expect(runsAsTool(contextOf(NODE, {}))).toBe(false);
});
