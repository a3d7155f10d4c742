import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';

import { outcomeOf, readingOf, type AskN8n } from './askN8n';
import { batchEvaluation, MOST_ITEMS, type Batch } from './batch';
import { STATE, type Answer } from './forManyItems';
import type { Names } from './names';
import type { Parts } from './parts';
import { isSameValue, kindOf } from './sameValue';

/** Below this, trying takes longer than asking n8n for each item. */
const FEWEST = 20;

/** Half of the items in the first evaluation; each that reached its end doubles them. */
const FIRST_SIZE = 100;

/** How many items, spread over the run, are compared with n8n's own evaluation before any is trusted. */
const COMPARED = 8;

/** A value, with what makes it alike to others. */
interface Claim {
	kind: string;
	value: unknown;
}

/**
 * Reads a parameter whose expression depends on the item, for many items in one evaluation. n8n
 * itself is asked
 *
 * - for some items spread over the run, and for the first of each kind of value: what differs once
 *   is left to n8n from then on,
 * - for each item whose evaluation ended in an error that n8n would throw, or in an object,
 * - for each item where the evaluation as a whole is not possible.
 */
export function manyItemsReader(
	context: IExecuteFunctions,
	parts: Parts,
	names: Names,
	ask: AskN8n,
): AskN8n {
	const itemCount = context.getInputData().length;
	if (itemCount < FEWEST) return ask;
	const evaluation = batchEvaluation(context, parts, names.fields);
	const trusted = new Map<string, boolean>();
	let usable: boolean | undefined;
	let batch: Batch = { first: 0, answers: [] };
	let size = FIRST_SIZE;

	const answerFor = (itemIndex: number): Answer | undefined => {
		const { first, answers } = batch;
		const known = itemIndex >= first ? answers[itemIndex - first] : undefined;
		if (known !== undefined && known !== STATE.notReached) return known;
		// Where the last one did not get far, the next one has less to carry.
		const reached = answers.findIndex((answer) => answer === STATE.notReached);
		size = Math.min(MOST_ITEMS, 2 * (reached < 0 ? size : reached));
		const next = evaluation.from(itemIndex, size);
		usable = next !== undefined;
		batch = { first: itemIndex, answers: next ?? [] };
		return next?.[0];
	};

	const agreesWithN8n = () => {
		const compared = spread(itemCount);
		const claims = evaluation.of(compared).map(claimOf);
		for (const [place, claim] of claims.entries()) {
			if (!claim) continue;
			const reading = readingOf(ask, compared[place]!);
			const same = 'value' in reading && isSameValue(claim.value, reading.value, names.time);
			if (!same) return false;
			trusted.set(claim.kind, true);
		}
		return trusted.size > 0;
	};

	return (itemIndex) => {
		usable ??= agreesWithN8n();
		const claim = usable ? claimOf(answerFor(itemIndex)) : undefined;
		if (!claim) return ask(itemIndex);
		const isTrusted = trusted.get(claim.kind);
		if (isTrusted) return claim.value;
		const reading = readingOf(ask, itemIndex);
		if (isTrusted === undefined) {
			const same = 'value' in reading && isSameValue(claim.value, reading.value, names.time);
			trusted.set(claim.kind, same);
		}
		return outcomeOf(reading);
	};
}

function claimOf(answer: Answer | undefined): Claim | undefined {
	if (typeof answer === 'string') return { kind: 'string', value: answer };
	if (answer === STATE.isUndefined) return { kind: 'undefined', value: undefined };
	if (answer === STATE.failed) return { kind: 'failed', value: undefined };
	if (typeof answer !== 'object') return undefined;
	const value = isDateTime(answer)
		? DateTime.fromMillis(answer[0], { zone: answer[1] ?? 'system' })
		: answer[0];
	const kind = kindOf(value);
	return kind === undefined ? undefined : { kind, value };
}

const isDateTime = (answer: Answer): answer is readonly [number, string | null] =>
	typeof answer === 'object' && answer.length === 2;

/** The first item, the last, and some between them. */
const spread = (itemCount: number) =>
	Array.from({ length: COMPARED }, (_, place) =>
		Math.round((place * (itemCount - 1)) / (COMPARED - 1)),
	);
