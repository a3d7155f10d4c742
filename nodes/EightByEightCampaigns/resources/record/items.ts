import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Failure } from '../../client/failure';
import type { Entry, Failed, Outcome } from '../../delivery/outcome';
import { errorItem } from '../errors';
import { count, noCounts, type Counts, type Results } from './report';

/** The input of the node, and what of it comes out again. */
export interface Input {
	items: readonly INodeExecutionData[];
	/**
	 * Which items come out with the fields of their input item. Failed ones must not where n8n routes
	 * errors: it tells them by their single key, and adds the fields itself.
	 */
	included: 'none' | 'records' | 'all';
}

/** One output item for each input item, in their order. */
export const recordItems = ({ outcomes, entries }: Results, input: Input): INodeExecutionData[] =>
	outcomes.map((outcome, itemIndex) => {
		const entry = entries[itemIndex];
		if (outcome.kind === 'failed') return failedItem(outcome, entry, itemIndex, input);
		// Only an item that is not valid has no entry, and that one has failed.
		const json = recordJson(outcome, entry!);
		return {
			json: input.included === 'none' ? json : { ...json, ...fieldsOf(input, itemIndex), ...json },
			pairedItem: { item: itemIndex },
		};
	});

function failedItem(
	{ failure }: Failed,
	entry: Entry | undefined,
	itemIndex: number,
	input: Input,
): INodeExecutionData {
	const told = withoutRepeats(failure);
	const item = errorItem(entry ? about(entry, told) : told, itemIndex);
	const { [INPUT_ERROR]: inputError, ...fields } = fieldsOf(input, itemIndex);
	// On the error branch, n8n puts our error over a field of that name.
	if (inputError !== undefined)
		Object.assign(item.json.error as object, { [INPUT_ERROR]: inputError });
	if (input.included !== 'all') return item;
	const { outcome, ...others } = fields;
	// That of an earlier Add, which would make the failed item look added.
	const inputOutcome = outcome === undefined ? {} : { inputOutcome: outcome };
	return { ...item, json: { ...item.json, ...others, ...inputOutcome } };
}

/** The message says what our own checks found; only 8x8's messages about fields stand nowhere else. */
const withoutRepeats = ({ fieldErrors, ...failure }: Failure): Failure =>
	fieldErrors && failure.httpCode === undefined
		? { ...failure, fieldErrors: fieldErrors.map(({ field, code }) => ({ field, code })) }
		: { ...failure, ...(fieldErrors && { fieldErrors }) };

/** Where a field of the input that is called "error" comes out: that name is n8n's for what failed. */
const INPUT_ERROR = 'inputError';

function fieldsOf({ items }: Input, itemIndex: number): IDataObject {
	const json = items[itemIndex]?.json ?? {};
	if (!Object.hasOwn(json, 'error')) return json;
	const { error, ...fields } = json;
	return { ...fields, [INPUT_ERROR]: error };
}

/** A failure that names the record and the campaign that it is about. */
export const about = ({ campaignId, record }: Entry, failure: Failure): Failure => ({
	...failure,
	crmRecordId: record.crmRecordId,
	campaignId,
});

/** What a person looks for in a table stands first; all else of 8x8's record comes after it. */
const LEADING = [
	'state',
	'stateReason',
	'priority',
	'rank',
	'scheduleAt',
	'nextAttemptAfter',
] as const;

function recordJson(outcome: Exclude<Outcome, Failed>, entry: Entry): IDataObject {
	const { kind } = outcome;
	const { campaignId, record } = entry;
	const known = (
		kind === 'added' ? outcome.record : kind === 'valid' ? record : NOTHING
	) as IDataObject;
	const json: IDataObject = { crmRecordId: known.crmRecordId ?? record.crmRecordId, outcome: kind };
	for (const field of LEADING) {
		if (known[field] !== undefined) json[field] = known[field];
	}
	json.campaignId = campaignId;
	return kind === 'added' ? { ...json, ...known, ...json } : json;
}

/** Of a record that 8x8 did not answer. */
const NOTHING = {};

/** One output item for each campaign, paired with its first item, then the failed items. */
export function summaryItems({ outcomes, entries }: Results, input: Input): INodeExecutionData[] {
	const campaigns = new Map<string, { counts: Counts; firstItem: number }>();
	const failed: INodeExecutionData[] = [];
	for (const [itemIndex, outcome] of outcomes.entries()) {
		const entry = entries[itemIndex];
		const campaignId =
			entry?.campaignId ?? (outcome.kind === 'failed' ? outcome.failure.campaignId : undefined);
		if (campaignId !== undefined) {
			const campaign = campaigns.get(campaignId) ?? { counts: noCounts(), firstItem: itemIndex };
			campaigns.set(campaignId, campaign);
			count(campaign.counts, outcome);
		}
		if (outcome.kind === 'failed') failed.push(failedItem(outcome, entry, itemIndex, input));
	}
	return Array.from(campaigns, ([campaignId, { counts, firstItem }]): INodeExecutionData => ({
		json: { campaignId, ...counts },
		pairedItem: { item: firstItem },
	})).concat(failed);
}
