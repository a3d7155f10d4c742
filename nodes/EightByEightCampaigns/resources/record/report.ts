import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Failure } from '../../client/failure';
import type { Entry, Failed, Outcome, Outcomes } from '../../delivery/outcome';
import type { Plan, Repeat } from '../../delivery/plan';
import { itemNumber } from '../../delivery/shown';
import { errorItem } from '../errors';

/** How every item ended. */
export interface Results extends Pick<Plan, 'entries'> {
	/** One for each item, by its index. */
	outcomes: Outcome[];
}

/** Gives an item that brings an id again the outcome of the item that brought it first. */
export function settleRepeats(outcomes: Outcomes, repeats: readonly Repeat[]): void {
	for (const { entry, first } of repeats) {
		const outcome = outcomes.of(first.itemIndex);
		if (outcome) outcomes.settle(entry.itemIndex, repeatedOutcome(first, outcome));
	}
}

function repeatedOutcome(first: Entry, outcome: Outcome): Outcome {
	if (outcome.kind === 'failed') return { kind: 'failed', failure: sameAs(first, outcome.failure) };
	return { kind: outcome.kind === 'valid' ? 'valid' : 'alreadyInCampaign' };
}

const sameAs = ({ itemIndex }: Entry, failure: Failure): Failure => ({
	...failure,
	message: `Same as ${itemNumber(itemIndex)}, which has the same CRM record ID: ${failure.message}`,
});

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
	return input.included === 'all' ? { ...item, json: { ...item.json, ...fields } } : item;
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

interface Counts {
	added: number;
	addedUnconfirmed: number;
	alreadyInCampaign: number;
	valid: number;
	failed: number;
	/** Failed items by code. */
	byCode: Record<string, number>;
	/** Added records by the state that 8x8 answered. */
	states: Record<string, number>;
}

const noCounts = (): Counts => ({
	added: 0,
	addedUnconfirmed: 0,
	alreadyInCampaign: 0,
	valid: 0,
	failed: 0,
	byCode: {},
	states: {},
});

/** Adds an outcome to the counts, and returns them, as `reduce` wants it. */
export function count(counts: Counts, outcome: Outcome): Counts {
	counts[outcome.kind] += 1;
	if (outcome.kind === 'failed') increment(counts.byCode, outcome.failure.code);
	if (outcome.kind === 'added' && typeof outcome.record.state === 'string') {
		increment(counts.states, outcome.record.state);
	}
	return counts;
}

export const countAll = (outcomes: Outcome[]) => outcomes.reduce(count, noCounts());

const increment = (counts: Record<string, number>, key: string) => {
	counts[key] = (Object.hasOwn(counts, key) ? counts[key]! : 0) + 1;
};

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

/** One line for the log and the hint, such as `1,150 added, 30 already in the campaign, 20 failed`. */
export function summaryLine(counts: Counts): string {
	const { notSent = 0, ...failed } = counts.byCode;
	const parts: Array<[number, string]> = [
		[counts.added, 'added'],
		[counts.addedUnconfirmed, 'added (found in the campaign after an answer got lost)'],
		[counts.alreadyInCampaign, 'already in the campaign'],
		[counts.valid, 'valid, nothing sent'],
		[counts.failed - notSent, `failed${list(failed)}`],
		[notSent, 'not sent'],
	];
	return parts
		.filter(([number]) => number > 0)
		.map(([number, text]) => `${number.toLocaleString('en-US')} ${text}`)
		.join(', ');
}

const list = (byCode: Record<string, number>) => {
	const codes = Object.entries(byCode);
	if (codes.length === 0) return '';
	// With one code, its number already stands in front.
	const parts = codes.map(([code, number]) => (codes.length === 1 ? code : `${code}: ${number}`));
	return ` (${parts.join(', ')})`;
};
