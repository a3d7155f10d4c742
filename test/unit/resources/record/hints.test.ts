import type { IExecuteFunctions, INode, NodeExecutionHint } from 'n8n-workflow';

import { noNotices } from '../../../../nodes/EightByEightCampaigns/delivery/notices';
import type { Outcome } from '../../../../nodes/EightByEightCampaigns/delivery/outcome';
import { giveHints } from '../../../../nodes/EightByEightCampaigns/resources/record/hints';
import { added, failed } from '../../helpers/outcomes';

type Told = Parameters<typeof giveHints>[2];

function hintsOf(
	outcomes: Outcome[],
	{ output = 'records', ...told }: Partial<Told['planned']> & Partial<Told['options']> = {},
	onError: INode['onError'] = 'continueErrorOutput',
) {
	const hints: NodeExecutionHint[] = [];
	const logged: string[] = [];
	const context = {
		logger: { info: (line: string) => logged.push(line) },
		getNode: () => ({ name: 'Add', onError }),
		addExecutionHints: (...more: NodeExecutionHint[]) => hints.push(...more),
	} as unknown as IExecuteFunctions;
	const planned = { notices: noNotices(), repeats: [], ...told };
	giveHints(
		context,
		{ outcomes, entries: [] },
		{ planned, fields: {}, options: { output }, timeZone: 'UTC' },
	);
	return { hints: hints.map(({ type, message }) => [type, message]), logged };
}

it('says nothing of a run without items', () => {
	expect(hintsOf([])).toEqual({ hints: [], logged: [] });
});

it('gives the counts of the run in the editor and in the log', () => {
	const { hints, logged } = hintsOf([added('a'), added('b')]);
	expect(hints).toEqual([['info', '2 added.']]);
	expect(logged).toEqual(['8x8 campaigns: 2 added']);
});

it('warns when items failed, with the reasons below the counts', () => {
	const outcomes = [added('a'), failed('network', 'No answer', { description: 'Run it again.' })];
	expect(hintsOf(outcomes).hints).toEqual([
		['warning', '1 added, 1 failed (network).<br>In item 1 (row 2): No answer. Run it again.'],
	]);
});

describe('failed items that come out among the others', () => {
	const FAILED = failed('network');
	it.each<[string, Outcome[], INode['onError'], number]>([
		['are told of', [added('a'), FAILED], 'continueRegularOutput', 1],
		['are told of in a check', [added('a'), FAILED], 'stopWorkflow', 1],
		['are not where they have a branch', [added('a'), FAILED], 'continueErrorOutput', 0],
		['are not where all failed', [FAILED, FAILED], 'continueRegularOutput', 0],
		['are not where none failed', [added('a')], 'continueRegularOutput', 0],
	])('%s', (_, outcomes, onError, count) => {
		const { hints } = hintsOf(outcomes, {}, onError);
		const told = hints.filter(([type, text]) => type === 'info' && text?.includes('"undefined"'));
		expect(told).toHaveLength(count);
	});
});

it('quotes a value that looks like HTML as it is', () => {
	const { hints } = hintsOf([failed('invalidRecord', 'Priority is "<b>high</b>"')]);
	expect(hints[0]?.[1]).toContain('"&lt;b>high&lt;/b>"');
});

it.each([
	['records', 'the field "stateReason" of these items says why.'],
	['summary', 'set the option "Output" to "Records" to see why in later runs.'],
] as const)('warns of records that 8x8 took and will not dial (%s)', (output, why) => {
	const outcomes = ['REJECTED', 'ERROR', 'PENDING', undefined].map((state) =>
		added('a', { state }),
	);
	const { hints, logged } = hintsOf(outcomes, { output });
	expect(logged).toEqual(['8x8 campaigns: 4 added; of these REJECTED or ERROR: 2']);
	expect(hints).toEqual([
		['info', '4 added.'],
		[
			'warning',
			`Added, but in the state REJECTED or ERROR: 2 of the records. 8x8 will most likely not dial them; ${why}`,
		],
	]);
});
