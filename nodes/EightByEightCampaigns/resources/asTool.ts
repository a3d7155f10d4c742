import type { IExecuteFunctions } from 'n8n-workflow';

/** n8n's name for the form of a node that agents call: the name of the node, and this. */
const TOOL = /Tool$/;

/** Whether it is the form of the node that agents call. */
export const isTool = (context: Pick<IExecuteFunctions, 'getNode'>) =>
	TOOL.test(context.getNode().type);

/** n8n 1 and 2.0 do not have this member. */
interface MayTell {
	isToolExecution?: () => boolean;
}

/**
 * Whether the item is the arguments of an agent's call, and `$json` the input of the agent. If n8n
 * cannot tell, every tool counts as called by an agent. That costs only time.
 */
export const runsAsTool = (context: IExecuteFunctions) =>
	(context as MayTell).isToolExecution?.() ?? isTool(context);
