import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { addRecords, addRecordsBody, type Stored } from '../../client/addRecords';
import type { Send } from '../../client/connection';
import type { Failure } from '../../client/failure';
import { deliver, type DeliveryEnvironment } from '../../delivery/deliver';
import type { Outcome } from '../../delivery/outcome';
import { plan, type Plan, type RawEntry } from '../../delivery/plan';
import { campaignIdReader } from '../campaignId';
import { clockOf, turn } from '../clock';
import { open } from '../connect';
import { earlierTry } from '../earlierTry';
import { cancelledError } from '../errors';
import { goesOnAfterErrors } from '../onError';
import { messageOf, withAdvice } from '../parameters';
import { fieldsReader } from './fields';
import { giveHints } from './hints';
import { freshMemory, recall, remember } from './memory';
import { addOptions, type AddOptions } from './options';
import { progressLog } from './progress';
import { countAll, recordItems, settleRepeats, summaryItems, summaryLine } from './report';
import { throwFirstFailure, throwIfInvalid } from './stopMode';

/** Adds every input item to its campaign: items → plan → deliver → report → items. */
export async function executeAddRecords(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const options = addOptions(context);
	const planned = plan(context.getInputData().length, entryReader(context), {
		timeZone: context.getTimezone(),
		onDuplicate: options.onDuplicate,
	});
	const stopMode = !goesOnAfterErrors(context);
	if (stopMode) throwIfInvalid(context, planned);

	if (options.validateOnly) settleAll(planned, { kind: 'valid' });
	else await send(context, planned, options, stopMode);
	settleRepeats(planned.outcomes, planned.repeats);

	const results = { outcomes: planned.outcomes as Outcome[], entries: planned.entries };
	giveHints(context, results, { blankEdged: planned.blankEdged, output: options.output });
	if (stopMode) throwFirstFailure(context, results);
	return options.output === 'summary' ? summaryItems(results) : recordItems(results);
}

/** Reads what each item asks for; an expression that fails is the failure of its item. */
function entryReader(context: IExecuteFunctions): (itemIndex: number) => RawEntry {
	const campaignId = campaignIdReader(context);
	const fields = fieldsReader(context);
	return (itemIndex) => {
		const id = campaignId(itemIndex);
		try {
			return { campaignId: id, fields: fields(itemIndex) };
		} catch (error) {
			const campaign = typeof id === 'string' ? { campaignId: id } : {};
			return { campaignId: { ...unreadable(error), ...campaign }, fields: {} };
		}
	};
}

const unreadable = (error: unknown): Failure => ({
	code: 'invalidRecord',
	message: 'The fields of the item cannot be read',
	description: withAdvice(error, 'Check the expressions in the fields.'),
});

async function send(
	context: IExecuteFunctions,
	planned: Plan,
	options: AddOptions,
	stopMode: boolean,
): Promise<void> {
	const { loads, outcomes } = planned;
	if (loads.length === 0) return;
	const connection = await open(context);
	if (typeof connection !== 'function') {
		settleAll(planned, { kind: 'failed', failure: connection });
		return;
	}
	const memory = earlierTry(context, freshMemory);
	const earlierLosses = memory && recall(memory, planned);
	try {
		const { cancelled, openLosses } = await deliver(
			loads,
			outcomes,
			{ ...options, stopOnFailure: stopMode },
			environment(context, connection, options, loads),
			earlierLosses,
		);
		if (memory) remember(memory, planned, openLosses);
		if (!cancelled) return;
	} catch (error) {
		settleAll(planned, { kind: 'failed', failure: broken(error) });
		return;
	}

	const settled = outcomes.filter((outcome) => outcome !== undefined);
	throw cancelledError(
		context,
		`Until then: ${summaryLine(countAll(settled)) || 'nothing'}. Of the other records, those that were being sent may be in the campaign. Run the same items again with the option "On Duplicate" set to "Skip".`,
	);
}

/** A fault of this node. Thrown on, it would make n8n pass the input items on as if they were results. */
const broken = (error: unknown): Failure => ({
	code: 'unconfirmed',
	message: 'The record may or may not be in the campaign: an unexpected fault in the node',
	description: `Run the item again with the option "On Duplicate" set to "Skip", and report this to the maintainers of n8n-nodes-8x8-campaigns: ${messageOf(error)}`,
});

function environment(
	context: IExecuteFunctions,
	send: Send,
	{ output, timeout }: AddOptions,
	loads: Plan['loads'],
): DeliveryEnvironment {
	const clock = clockOf(context);
	const total = loads.reduce((sum, { entries }) => sum + entries.length, 0);
	const progress = progressLog(context, total, clock.now);
	return {
		...clock,
		serialise: addRecordsBody,
		turn,
		add: async (campaignId, records, body) => {
			const answer = await addRecords(send, campaignId, records, { body, timeout, now: clock.now });
			if (answer.verdict !== 'stored') return answer;
			progress(answer.records.size);
			return output === 'summary' ? { ...answer, records: statesOf(answer.records) } : answer;
		},
	};
}

/** All that a summary needs of a record: the rest would be kept for a million of them. */
const statesOf = (records: Stored['records']): Stored['records'] =>
	new Map(Array.from(records, ([id, { state }]) => [id, { crmRecordId: id, state }]));

/** Settles what has no outcome yet. */
function settleAll({ loads, outcomes }: Pick<Plan, 'loads' | 'outcomes'>, outcome: Outcome): void {
	for (const { entries } of loads) {
		for (const { itemIndex } of entries) outcomes[itemIndex] ??= outcome;
	}
}
