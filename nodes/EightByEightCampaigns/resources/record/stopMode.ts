import type { IExecuteFunctions } from 'n8n-workflow';

import { precededBy, type Failure, type FailureCode } from '../../client/failure';
import type { Failed, Outcome } from '../../delivery/outcome';
import type { Plan } from '../../delivery/plan';
import { itemNumber } from '../../delivery/shown';
import { countText } from '../countText';
import { fitsMessage, nodeError } from '../errors';
import { about } from './items';
import { countAll, summaryLine, type Results } from './report';

const isFailed = (outcome: Outcome | undefined): outcome is Failed => outcome?.kind === 'failed';

/** Ends a run in Stop mode before the first request when any item is not valid. */
export function throwIfInvalid(context: IExecuteFunctions, { outcomes, entries }: Plan): void {
	if (!outcomes.anyFailed()) return;
	const sofar = Array.from(entries, (_, index) => outcomes.of(index));
	const failures = sofar.filter(isFailed);
	const itemIndex = sofar.findIndex(isFailed);
	const failure = aboutItem(failures[0]!.failure, entries[itemIndex]);
	throw nodeError(
		context,
		precededBy(nothingSent(itemIndex, failures.length, sofar.length), failure),
		itemIndex,
	);
}

function nothingSent(itemIndex: number, failures: number, items: number): string {
	if (items === 1) return 'Nothing was sent.';
	const counts = `Nothing was sent: ${countText(failures)} of ${countText(items)} items cannot be added; the first is ${itemNumber(itemIndex)}.`;
	return failures === items
		? counts
		: `${counts} To add the others, open the node's Settings and set "On Error" to "Continue (using error output)".`;
}

/** Ends a run in Stop mode after a failed item, and says which records were added and which were not sent. */
export function throwFirstFailure(
	context: IExecuteFunctions,
	{ outcomes, entries }: Results,
): void {
	const failures = outcomes.filter(isFailed);
	if (failures.length === 0) return;
	// What was not sent is a consequence: the reason comes first.
	const reason = failures.find((one) => one.failure.code !== 'notSent') ?? failures[0]!;
	const itemIndex = outcomes.indexOf(reason);
	const failure = aboutItem(reason.failure, entries[itemIndex]);
	const whole = `Of ${countText(outcomes.length)} items: ${summaryLine(countAll(outcomes))}; this is ${itemNumber(itemIndex)}.`;
	throw nodeError(context, outcomes.length === 1 ? failure : precededBy(whole, failure), itemIndex);
}

/** Failures that have nothing to do with the record that met them first. */
const ABOUT_CAMPAIGN: ReadonlySet<FailureCode> = new Set([
	'notFound',
	'campaignState',
	'campaignNotDynamic',
]);
const ABOUT_KEY: ReadonlySet<FailureCode> = new Set(['unauthorized', 'forbidden']);

/** The failure with its record or campaign in the message. n8n's editor adds the number of the item itself. */
function aboutItem(failure: Failure, entry: Plan['entries'][number]): Failure {
	const whole = entry ? about(entry, failure) : failure;
	const { crmRecordId: id, message } = whole;
	if (ABOUT_CAMPAIGN.has(whole.code) && whole.campaignId !== undefined) {
		return { ...whole, message: `Campaign ${whole.campaignId}: ${message}` };
	}
	if (ABOUT_KEY.has(whole.code)) return whole;
	if (id === undefined || id.length > SHOWN_LENGTH || !fitsMessage(id)) return whole;
	return { ...whole, message: `Record "${id}": ${message}` };
}

/** An id that is longer is not valid, and would only hide the rest of the message. */
const SHOWN_LENGTH = 100;
