import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { addRecords, addRecordsBody, type Stored } from '../../client/addRecords';
import type { Send } from '../../client/send';
import { isFailure, type Failure } from '../../client/failure';
import { deliver } from '../../delivery/deliver';
import { createLedger } from '../../delivery/ledger';
import type { Entry, Outcome } from '../../delivery/outcome';
import { plan, type Plan, type RawEntry } from '../../delivery/plan';
import type { DeliveryEnvironment } from '../../delivery/run';
import { campaignIdReader } from '../campaignId';
import { clockOf, turn } from '../clock';
import { openConnection } from '../openConnection';
import { earlierTry, freshRecordMemory, recall, remember } from '../earlierTry';
import { cancelledError, thrownText, withAdvice } from '../errors';
import { goesOnAfterErrors } from '../onError';
import { argumentsReader } from '../toolArguments';
import { fieldsReader, type FieldsReader } from './fields';
import { giveHints } from './hints';
import { recordItems, summaryItems, type Input } from './items';
import { addOptions, type AddOptions } from './options';
import { progressLog } from './progress';
import { countAll, settleRepeats, summaryLine } from './report';
import { throwFirstFailure, throwIfInvalid } from './stopMode';
import { unreadableOptions } from './unreadableOptions';

/** Adds every input item to its campaign: items → plan → deliver → report → items. */
export async function executeAddRecords(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const options = addOptions(context);
	const unreadable = unreadableOptions(context);
	const items = context.getInputData();
	const timeZone = context.getTimezone();
	const fields = fieldsReader(context);
	const planned = plan(items.length, entryReader(context, fields), {
		timeZone,
		onDuplicate: options.onDuplicate,
		now: Date.now(),
	});
	// A check is there to show all that is wrong.
	const stopMode = !goesOnAfterErrors(context) && !options.validateOnly;
	if (stopMode) throwIfInvalid(context, planned);

	if (options.validateOnly) settleUnsettled(planned, { kind: 'valid' });
	else await deliverPlanned(context, planned, options, stopMode);
	settleRepeats(planned.outcomes, planned.repeats);

	const results = { outcomes: planned.outcomes.complete(), entries: planned.entries };
	giveHints(context, results, { planned, fields, options, unreadable, timeZone });
	if (stopMode) throwFirstFailure(context, results);
	const input: Input = { items, included: includedFields(context, options) };
	return options.output === 'summary' ? summaryItems(results, input) : recordItems(results, input);
}

const includedFields = (
	context: IExecuteFunctions,
	{ includeInputFields }: AddOptions,
): Input['included'] => {
	if (!includeInputFields) return 'none';
	return context.getNode().onError === 'continueErrorOutput' ? 'records' : 'all';
};

/** Reads what each item asks for; an expression that fails is the failure of its item. */
function entryReader(
	context: IExecuteFunctions,
	fields: FieldsReader,
): (itemIndex: number) => RawEntry {
	const campaignId = campaignIdReader(context);
	const read = argumentsReader(context, fields.read);
	return (itemIndex) => {
		const id = campaignId(itemIndex);
		try {
			return { campaignId: id, fields: read(itemIndex) };
		} catch (error) {
			return { campaignId: id, fields: unreadableFields(error) };
		}
	};
}

const unreadableFields = (error: unknown): Failure => ({
	code: 'invalidRecord',
	message: 'The fields of the item cannot be read',
	description: withAdvice(error, 'Check the expressions in the fields.'),
});

async function deliverPlanned(
	context: IExecuteFunctions,
	planned: Plan,
	options: AddOptions,
	stopMode: boolean,
): Promise<void> {
	const { loads, outcomes } = planned;
	if (loads.length === 0) return;
	// First, since an earlier try may have added records, whatever keeps this one from sending.
	const memory = earlierTry(context, freshRecordMemory);
	const earlierLosses = memory && recall(memory, planned);
	const send = await openConnection(context);
	if (isFailure(send)) {
		failAll(planned, options, send, earlierLosses);
		return;
	}
	const { cancelled, losses, fault } = await deliver(
		loads,
		outcomes,
		{ ...options, stopOnFailure: stopMode },
		environment(context, send, options, loads),
		earlierLosses,
	);
	if (memory) remember(memory, planned, losses);
	if (fault) settleUnsettled(planned, { kind: 'failed', failure: broken(fault) });
	else if (cancelled) {
		throw cancelledError(
			context,
			`Until then: ${summaryLine(countAll(outcomes.settled())) || 'nothing'}. Of the other records, those that were being sent may be in the campaign. Run the same items again with the option "On Duplicate" set to "Skip".`,
		);
	}
}

/** Nothing can be sent. What an earlier try has lost may be in the campaign all the same. */
function failAll(
	{ loads, outcomes }: Plan,
	{ onDuplicate }: AddOptions,
	failure: Failure,
	earlierLosses: ReadonlyArray<readonly Entry[]> = [],
): void {
	const ledger = createLedger(outcomes, onDuplicate);
	for (const entries of earlierLosses) ledger.lost(entries);
	for (const { entries } of loads) for (const entry of entries) ledger.failed(entry, failure);
	ledger.close();
}

/** A fault of this node. Thrown on, it would make n8n pass the input items on as if they were results. */
const broken = (error: unknown): Failure => ({
	code: 'unconfirmed',
	message: 'The record may or may not be in the campaign: an unexpected fault in the node',
	description: `Run the item again with the option "On Duplicate" set to "Skip", and report this to the maintainers of n8n-nodes-8x8-campaigns: ${thrownText(error)}`,
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
			const answer = await addRecords(send, campaignId, records, { body, timeout, now: Date.now });
			if (answer.verdict !== 'stored') return answer;
			progress(answer.records.size);
			return output === 'summary' ? { ...answer, records: statesOf(answer.records) } : answer;
		},
	};
}

/** All that the order and a summary need of a record: the rest would be kept for a million of them. */
const statesOf = (records: Stored['records']): Stored['records'] =>
	new Map(Array.from(records, ([id, { rank, state }]) => [id, { crmRecordId: id, rank, state }]));

/** Settles what has no outcome yet. */
function settleUnsettled({ loads, outcomes }: Plan, outcome: Outcome): void {
	for (const { entries } of loads) {
		for (const { itemIndex } of entries) {
			if (!outcomes.of(itemIndex)) outcomes.settle(itemIndex, outcome);
		}
	}
}
