import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import type { Plan } from '../../delivery/plan';
import type { AddOptions } from './options';
import { countAll, summaryLine, type Results } from './report';

/** States in which 8x8 has taken a record but will not dial it. */
const NOT_DIALLED = ['REJECTED', 'ERROR'];

/** 8x8 gives the reason only when it adds the record, so a summary can only help later runs. */
const WHERE_REASON = {
	records: 'the field "stateReason" of these items says why.',
	summary: 'set the option "Output" to "Records" to see why in later runs.',
} as const;

/** Logs the counts of the run, and shows them in the editor unless the run ends with an error. */
export function giveHints(
	context: IExecuteFunctions,
	{ outcomes }: Results,
	{ blankEdged, output }: Pick<Plan, 'blankEdged'> & Pick<AddOptions, 'output'>,
): void {
	if (outcomes.length === 0) return;
	const counts = countAll(outcomes);
	const line = summaryLine(counts);
	const undialled = NOT_DIALLED.reduce((sum, state) => sum + (counts.states[state] ?? 0), 0);
	const ofThese = undialled > 0 ? `; of these REJECTED or ERROR: ${undialled}` : '';
	context.logger.info(`8x8 campaigns: ${line}${ofThese}`, { node: context.getNode().name });

	const hints = [hint(counts.failed > 0 ? 'warning' : 'info', `${line}.`)];
	if (undialled > 0) {
		hints.push(
			hint(
				'warning',
				`Added, but in the state REJECTED or ERROR: ${undialled} of the records. 8x8 will not dial them; ${WHERE_REASON[output]}`,
			),
		);
	}
	if (blankEdged > 0) {
		hints.push(
			hint(
				'warning',
				`CRM record IDs that start or end with a space: ${blankEdged}. The space is sent too, so the CRM may not find them. To remove it, add .trim() to the expression of CRM Record ID, here or in the node that sets it.`,
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
