import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';

import { readingOf, valueIn, type AskN8n } from './askN8n';
import { evaluationOf, MOST_ITEMS, type Stretch } from './evaluation';
import { STATE, type Evaluated } from './forManyItems';
import type { Names } from './names';
import { isSameValue, kindOf } from './sameValue';
import type { Segments } from './segments';

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
	segments: Segments,
	names: Names,
	ask: AskN8n,
): AskN8n {
	const itemCount = context.getInputData().length;
	if (itemCount < FEWEST) return ask;
	const evaluation = evaluationOf(context, segments, names.fields);
	const trusted = new Map<string, boolean>();
	let usable: boolean | undefined;
	let stretch: Stretch = { first: 0, evaluated: [] };
	let size = FIRST_SIZE;

	const evaluatedAt = (itemIndex: number): Evaluated | undefined => {
		const { first, evaluated } = stretch;
		const known = itemIndex >= first ? evaluated[itemIndex - first] : undefined;
		if (known !== undefined && known !== STATE.notReached) return known;
		// Where the last one did not get far, the next one has less to carry.
		const reached = evaluated.findIndex((one) => one === STATE.notReached);
		size = Math.min(MOST_ITEMS, 2 * (reached < 0 ? size : reached));
		const next = evaluation.from(itemIndex, size);
		usable = next !== undefined;
		stretch = { first: itemIndex, evaluated: next ?? [] };
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
		const claim = usable ? claimOf(evaluatedAt(itemIndex)) : undefined;
		if (!claim) return ask(itemIndex);
		const isTrusted = trusted.get(claim.kind);
		if (isTrusted) return claim.value;
		const reading = readingOf(ask, itemIndex);
		if (isTrusted === undefined) {
			const same = 'value' in reading && isSameValue(claim.value, reading.value, names.time);
			trusted.set(claim.kind, same);
		}
		return valueIn(reading);
	};
}

function claimOf(evaluated: Evaluated | undefined): Claim | undefined {
	if (typeof evaluated === 'string') return { kind: 'string', value: evaluated };
	if (evaluated === STATE.isUndefined) return { kind: 'undefined', value: undefined };
	if (evaluated === STATE.failed) return { kind: 'failed', value: undefined };
	if (typeof evaluated !== 'object') return undefined;
	const value = isDateTime(evaluated)
		? DateTime.fromMillis(evaluated[0], { zone: evaluated[1] ?? 'system' })
		: evaluated[0];
	const kind = kindOf(value);
	return kind === undefined ? undefined : { kind, value };
}

const isDateTime = (evaluated: Evaluated): evaluated is readonly [number, string | null] =>
	typeof evaluated === 'object' && evaluated.length === 2;

/** The first item, the last, and some between them. */
const spread = (itemCount: number) =>
	Array.from({ length: COMPARED }, (_, place) =>
		Math.round((place * (itemCount - 1)) / (COMPARED - 1)),
	);
