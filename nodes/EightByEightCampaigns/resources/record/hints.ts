import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import { countAll, summaryLine, type Results } from './report';

/** States in which 8x8 has taken a record but will not dial it. */
const NOT_DIALLED = ['REJECTED', 'ERROR'];

/** Tells in the editor and in the log what became of the run. */
export function giveHints(
	context: IExecuteFunctions,
	{ outcomes }: Results,
	blankEdged: number,
): void {
	if (outcomes.length === 0) return;
	const counts = countAll(outcomes);
	const line = summaryLine(counts);
	context.logger.info(`8x8 campaigns: ${line}`, { node: context.getNode().name });

	const hints = [hint(counts.failed > 0 ? 'warning' : 'info', `${line}.`)];
	const undialled = NOT_DIALLED.reduce((sum, state) => sum + (counts.states[state] ?? 0), 0);
	if (undialled > 0) {
		hints.push(
			hint(
				'warning',
				`Added, but in the state REJECTED or ERROR: ${undialled} of the records. 8x8 will not dial them; "stateReason" says why.`,
			),
		);
	}
	if (blankEdged > 0) {
		hints.push(
			hint(
				'warning',
				`CRM record IDs that start or end with a blank: ${blankEdged}. The blank is kept, and the CRM may not know them like that.`,
			),
		);
	}
	context.addExecutionHints(...hints);
}

const hint = (type: NodeExecutionHint['type'], message: string): NodeExecutionHint => ({
	type,
	message,
	location: 'outputPane',
});
