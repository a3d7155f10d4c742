import type { Failure, FailureCode } from '../../client/failure';
import type { Outcome } from '../../delivery/outcome';
import { NOT_SENT } from '../../delivery/part';
import { itemNumber } from '../../delivery/shown';

/** Failed items that share one reason. */
interface Reason {
	count: number;
	/** Index of the first of them. */
	itemIndex: number;
	/** The first of them that tells the reason itself. */
	failure: Failure;
}

/** So many are told in words; the others only by their code. */
const MOST = 4;

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
		if (!known) reasons.set(key, { count: 1, itemIndex, failure });
		else {
			known.count += 1;
			if (known.failure.code === 'notSent') known.failure = failure;
		}
	}
	const told = Array.from(reasons.values())
		.sort((one, other) => other.count - one.count)
		.slice(0, MOST)
		.map(inWords);
	const others = reasons.size - told.length;
	return others > 0 ? [...told, `Other reasons: ${number(others)}, in the failed items.`] : told;
}

const number = (count: number) => count.toLocaleString('en-US');

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

/** Messages about duplicates name other items; their cure is the same. */
const keyOf = ({ code, message }: Failure) =>
	code === 'duplicateRecord' ? code : withoutPrefix(message);

const withoutPrefix = (message: string) =>
	message.startsWith(NOT_SENT) ? message.slice(NOT_SENT.length) : message;

function inWords({ count, itemIndex, failure }: Reason): string {
	const items = count === 1 ? `In ${itemNumber(itemIndex)}` : `${number(count)} items`;
	if (failure.code === 'duplicateRecord') {
		return `${items}: the campaign, or an earlier item, has the CRM record ID already. To count them as done, remove the option "On Duplicate" or set it to "Skip".`;
	}
	const message = withoutPrefix(failure.message);
	return `${items}: ${message}. ${failure.description ?? ''}`.trim();
}
