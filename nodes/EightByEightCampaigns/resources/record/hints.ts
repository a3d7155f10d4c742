import type { IExecuteFunctions, INode, NodeExecutionHint } from 'n8n-workflow';

import type { Plan } from '../../delivery/plan';
import { countText } from '../countText';
import type { FieldsReader } from './fields';
import { noticed, noticedEmpty, noticedMapping, noticedNames, noticedRepeats } from './noticeTexts';
import type { AddOptions } from './options';
import { reasonsInWords, underTheirReasons } from './reasons';
import { countAll, summaryLine, type Results } from './report';

/** States in which 8x8 has taken a record but will not dial it. */
const NOT_DIALLED = ['REJECTED', 'ERROR'];

/** 8x8 gives the reason only when it adds the record, so a summary can only help later runs. */
const WHERE_REASON = {
	records: 'the field "stateReason" of these items says why.',
	summary: 'set the option "Output" to "Records" to see why in later runs.',
} as const;

/** What the hints are about, besides the outcomes. */
interface Told {
	planned: Pick<Plan, 'notices' | 'repeats'>;
	fields: Pick<FieldsReader, 'names' | 'byExpression' | 'unknown' | 'absent'>;
	options: Pick<AddOptions, 'output'>;
	/** Of the options. */
	unreadable?: readonly string[];
	timeZone: string;
}

/** From so many on it is worth saying what they cost. */
const MANY_KNOWN = 10;

/** Logs the counts of the run, and shows them in the editor unless the run ends with an error. */
export function giveHints(
	context: IExecuteFunctions,
	{ outcomes }: Results,
	{ planned, fields, options, unreadable = [], timeZone }: Told,
): void {
	if (outcomes.length === 0) return;
	const counts = countAll(outcomes);
	const line = summaryLine(counts);
	const shownLine = counts.byCode.notSent
		? summaryLine(countAll(underTheirReasons(outcomes)))
		: line;
	const undialled = NOT_DIALLED.reduce((sum, state) => sum + (counts.states[state] ?? 0), 0);
	const ofThese = undialled > 0 ? `; of these REJECTED or ERROR: ${undialled}` : '';
	context.logger.info(`8x8 campaigns: ${line}${ofThese}`, { node: context.getNode().name });

	const told = noticed(planned.notices, timeZone);
	const toldOfNames = fields.names ? noticedNames(fields.names) : noticedMapping(fields);
	const toldOfEmpty = noticedEmpty(planned.notices, fields);
	const toldOfRepeats = noticedRepeats(planned.repeats);
	const warnings = [
		...reasonsInWords(outcomes),
		...unreadable,
		...toldOfNames.warnings,
		...toldOfEmpty.warnings,
		...told.warnings,
		...toldOfRepeats.warnings,
	];
	if (undialled > 0) {
		warnings.push(
			`Added, but in the state REJECTED or ERROR: ${undialled} of the records. 8x8 will most likely not dial them; ${WHERE_REASON[options.output]}`,
		);
	}
	const infos = [
		...noticedTogether(counts.failed, outcomes.length, context.getNode().onError),
		...toldOfNames.infos,
		...told.infos,
		...toldOfEmpty.infos,
		...toldOfRepeats.infos,
	];
	const repeated = new Set(planned.repeats.map(({ entry }) => entry.itemIndex));
	const known = outcomes.filter(
		({ kind }, itemIndex) => kind === 'alreadyInCampaign' && !repeated.has(itemIndex),
	).length;
	if (known >= MANY_KNOWN) {
		infos.push(
			`Records that the campaign had already: ${countText(known)}. Each of them costs a request or two of its own. If such runs take too long, send only new records.`,
		);
	}
	const failed = counts.failed > 0;
	context.addExecutionHints(
		...box(failed ? 'warning' : 'info', [`${shownLine}.`, ...(failed ? warnings : infos)]),
		...box(failed ? 'info' : 'warning', failed ? infos : warnings),
	);
}

/** Where failed items stand among the others, n8n's table is hard to read. */
const noticedTogether = (failed: number, all: number, onError: INode['onError']): string[] =>
	failed === 0 || failed === all || onError === 'continueErrorOutput'
		? []
		: [
				'Failed items have their reason in the column "error"; n8n shows "undefined" in their other columns. To have them apart, with their input fields, set "On Error" in Settings to "Continue (using error output)".',
			];

/**
 * One hint for several lines: n8n draws a box around each hint, and many boxes push the table off the
 * screen. n8n takes the text for HTML.
 */
const box = (type: NodeExecutionHint['type'], lines: readonly string[]): NodeExecutionHint[] =>
	lines.length === 0
		? []
		: [
				{
					type,
					message: lines.map((line) => line.replaceAll('<', '&lt;')).join('<br>'),
					location: 'outputPane',
				},
			];
