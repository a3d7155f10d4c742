import type { Failure, FailureCode } from '../../client/failure';
import type { Outcome } from '../../delivery/outcome';
import { NOT_SENT } from '../../delivery/notSent';
import { itemNumber } from '../../delivery/shown';
import { countText } from '../countText';

/** Failed items that share one reason. */
interface Reason {
	count: number;
	/** Whether all have the same message, or another value in it. */
	same: boolean;
	/** The first of them that tells the reason itself, and the index of its item. */
	failure: Failure;
	itemIndex: number;
}

/** So many are told in words; the others only by their code. */
const MOST = 5;

/**
 * The reasons why items failed, in words and with what to do: what was not sent counts under the reason
 * that stopped its campaign or the run. Largest first.
 */
export function reasonsInWords(outcomes: readonly Outcome[]): string[] {
	const reasons = new Map<string, Reason>();
	for (const [itemIndex, outcome] of outcomes.entries()) {
		if (outcome.kind !== 'failed') continue;
		const { failure } = outcome;
		const key = keyOf(failure);
		const known = reasons.get(key);
		if (!known) reasons.set(key, { count: 1, itemIndex, same: true, failure });
		else {
			known.count += 1;
			known.same &&= withoutPrefix(failure.message) === withoutPrefix(known.failure.message);
			if (known.failure.code === 'notSent') Object.assign(known, { failure, itemIndex });
		}
	}
	const told = Array.from(reasons.values())
		.sort((one, other) => other.count - one.count)
		.slice(0, MOST)
		.map(inWords);
	const others = reasons.size - told.length;
	return others > 0 ? [...told, `Other reasons: ${countText(others)}, in the failed items.`] : told;
}

/**
 * The outcomes, with what was not sent under the code of the reason that stopped it: to a person, 145
 * records of an unknown campaign are one case, however many of them went out.
 */
export function underTheirReasons(outcomes: readonly Outcome[]): Outcome[] {
	const codes = new Map<string, FailureCode>();
	for (const outcome of outcomes) {
		if (outcome.kind !== 'failed' || outcome.failure.code === 'notSent') continue;
		codes.set(outcome.failure.message, outcome.failure.code);
	}
	return outcomes.map((outcome) => {
		if (outcome.kind !== 'failed' || outcome.failure.code !== 'notSent') return outcome;
		const code = codes.get(withoutPrefix(outcome.failure.message)) ?? 'notSent';
		return { kind: 'failed', failure: { ...outcome.failure, code } };
	});
}

/** Quoted values and numbers, which tell items apart and not reasons. */
const VALUES = /"(?:[^"\\]|\\.)*"|\d+/g;

/** Messages about duplicates name other items; their cure is the same. */
const keyOf = ({ code, message }: Failure) =>
	code === 'duplicateRecord' ? code : withoutPrefix(message).replace(VALUES, '#');

const withoutPrefix = (message: string) =>
	message.startsWith(NOT_SENT) ? message.slice(NOT_SENT.length) : message;

function inWords({ count, itemIndex, same, failure }: Reason): string {
	const items = `${countText(count)} items`;
	if (failure.code === 'duplicateRecord' && count > 1) {
		return `${items}: the campaign, or an earlier item, has the CRM record ID already. To count them as done, remove the option "On Duplicate" or set it to "Skip".`;
	}
	const message = withoutPrefix(failure.message);
	const first = itemNumber(itemIndex);
	const which = count === 1 ? `In ${first}` : same ? items : `${items}, the first is ${first}`;
	return `${which}: ${message}. ${failure.description ?? ''}`.trim();
}
