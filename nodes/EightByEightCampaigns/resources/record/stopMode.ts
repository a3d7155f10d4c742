import type { IExecuteFunctions } from 'n8n-workflow';

import { fitsMessage, type Failure } from '../../client/failure';
import type { Outcome } from '../../delivery/outcome';
import type { Plan } from '../../delivery/plan';
import { nodeError } from '../errors';
import { about, countAll, summaryLine, type Results } from './report';

type Failed = Extract<Outcome, { kind: 'failed' }>;

const isFailed = (outcome: Outcome | undefined): outcome is Failed => outcome?.kind === 'failed';

/** n8n's editor adds the number of the item; elsewhere the description tells it. */
const messageOf = ({ crmRecordId, message }: Failure) =>
	crmRecordId !== undefined && crmRecordId.length <= SHOWN_LENGTH && fitsMessage(crmRecordId)
		? `Record "${crmRecordId}": ${message}`
		: message;

/** An id that is longer is not valid, and would only hide the rest of the message. */
const SHOWN_LENGTH = 100;

/** Ends a run in Stop mode before the first request when any item is not valid. */
export function throwIfInvalid(context: IExecuteFunctions, { outcomes, entries }: Plan): void {
	const invalid = outcomes.filter(isFailed).length;
	if (invalid === 0) return;
	const itemIndex = outcomes.findIndex(isFailed);
	const failure = failureAt({ outcomes: outcomes as Outcome[], entries }, itemIndex);
	throw nodeError(
		context,
		{
			...failure,
			message: messageOf(failure),
			description: `${nothingSent(itemIndex, invalid, outcomes.length)} ${failure.description ?? ''}`,
		},
		itemIndex,
	);
}

function nothingSent(itemIndex: number, invalid: number, items: number): string {
	if (items === 1) return 'Nothing was sent.';
	const counts = `Nothing was sent: ${shown(invalid)} of ${shown(items)} items cannot be added; the first is item ${itemIndex}.`;
	return invalid === items
		? counts
		: `${counts} To add the others, open the node's Settings and set "On Error" to "Continue (using error output)".`;
}

const shown = (count: number) => count.toLocaleString('en-US');

/** Ends a run in Stop mode after a failed item, and tells what is in and what was not sent. */
export function throwFirstFailure(context: IExecuteFunctions, results: Results): void {
	const { outcomes } = results;
	const failures = outcomes.filter(isFailed);
	if (failures.length === 0) return;
	// What was not sent is a consequence: the reason comes first.
	const reason = failures.find(({ failure }) => failure.code !== 'notSent') ?? failures[0]!;
	const itemIndex = outcomes.indexOf(reason);
	const failure = failureAt(results, itemIndex);
	const whole =
		outcomes.length === 1
			? ''
			: `Of ${shown(outcomes.length)} items: ${summaryLine(countAll(outcomes))}; this is item ${itemIndex}. `;
	throw nodeError(
		context,
		{
			...failure,
			message: messageOf(failure),
			description: `${whole}${failure.description ?? ''}`.trim(),
		},
		itemIndex,
	);
}

function failureAt({ outcomes, entries }: Results, itemIndex: number): Failure {
	const { failure } = outcomes[itemIndex] as Failed;
	const entry = entries[itemIndex];
	return entry ? about(entry, failure) : failure;
}
