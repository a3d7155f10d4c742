import type { Failure } from '../../client/failure';
import type { Entry, Outcome, Outcomes } from '../../delivery/outcome';
import type { Plan, Repeat } from '../../delivery/plan';
import { itemNumber } from '../../delivery/shown';
import { countText } from '../countText';

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

/** What is told of many outcomes. */
export interface Counts {
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

/** Nothing counted yet. */
export const noCounts = (): Counts => ({
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
		.map(([number, text]) => `${countText(number)} ${text}`)
		.join(', ');
}

const list = (byCode: Record<string, number>) => {
	const codes = Object.entries(byCode);
	if (codes.length === 0) return '';
	// With one code, its number already stands in front.
	const parts = codes.map(([code, number]) => (codes.length === 1 ? code : `${code}: ${number}`));
	return ` (${parts.join(', ')})`;
};
