import type { Failure, FailureCode } from '../../client/failure';
import type { Outcome } from '../../delivery/outcome';
import { NOT_SENT } from '../../delivery/part';

/** Failed items that share one reason. */
interface Reason {
	count: number;
	/** The first of them that tells the reason itself. */
	failure: Failure;
	/** Whether the messages of the others differ, as their values do. */
	varies: boolean;
}

/** So many are told in words; the others only by their code. */
const MOST = 3;

/**
 * The reasons that stopped several items, in words and with what to do: what was not sent counts under
 * the reason that stopped its campaign or the run. Largest first.
 */
export function reasonsInWords(outcomes: readonly Outcome[]): string[] {
	const reasons = new Map<string, Reason>();
	for (const outcome of outcomes) {
		if (outcome.kind !== 'failed') continue;
		const { failure } = outcome;
		const key = keyOf(failure);
		const known = reasons.get(key);
		if (!known) reasons.set(key, { count: 1, failure, varies: false });
		else {
			known.count += 1;
			known.varies ||= withoutPrefix(failure.message) !== withoutPrefix(known.failure.message);
			if (known.failure.code === 'notSent') known.failure = failure;
		}
	}
	return Array.from(reasons.values())
		.filter(({ count }) => count > 1)
		.sort((one, other) => other.count - one.count)
		.slice(0, MOST)
		.map(inWords);
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

/**
 * Messages about duplicates name other items; their cure is the same. So is that of values which are
 * wrong in the same way.
 */
function keyOf({ code, message, httpCode }: Failure): string {
	if (code === 'duplicateRecord') return code;
	return code === 'invalidRecord' && httpCode === undefined
		? message.replace(QUOTED, '""').replace(/\d+/g, '0')
		: withoutPrefix(message);
}

/** Values stand in messages as JSON has them. */
const QUOTED = /"(?:[^"\\]|\\.)*"/g;

const withoutPrefix = (message: string) =>
	message.startsWith(NOT_SENT) ? message.slice(NOT_SENT.length) : message;

function inWords({ count, failure, varies }: Reason): string {
	const items = `${count.toLocaleString('en-US')} items`;
	if (failure.code === 'duplicateRecord') {
		return `${items}: the campaign, or an earlier item, has the CRM record ID already. To count them as done, remove the option "On Duplicate" or set it to "Skip".`;
	}
	const message = withoutPrefix(failure.message);
	return `${items}${varies ? ', the first of them' : ''}: ${message}. ${failure.description ?? ''}`.trim();
}
