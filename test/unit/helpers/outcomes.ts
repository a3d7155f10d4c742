import type { FailureCode } from '../../../nodes/EightByEightCampaigns/client/failure';
import {
	createOutcomes,
	type Outcome,
	type Outcomes,
} from '../../../nodes/EightByEightCampaigns/delivery/outcome';

export const added = (crmRecordId: string, more: Record<string, unknown> = {}): Outcome => ({
	kind: 'added',
	record: { crmRecordId, ...more },
});

export const failed = (
	code: FailureCode,
	message = `It is ${code}`,
	more: { campaignId?: string; crmRecordId?: string; description?: string } = {},
): Outcome => ({ kind: 'failed', failure: { code, message, ...more } });

export const IN_CAMPAIGN: Outcome = { kind: 'alreadyInCampaign' };
export const UNCONFIRMED: Outcome = { kind: 'addedUnconfirmed' };
export const VALID: Outcome = { kind: 'valid' };

/** Outcomes for as many items as the list has, settled as it says. */
export function settledAs(list: ReadonlyArray<Outcome | undefined>): Outcomes {
	const outcomes = createOutcomes(list.length);
	for (const [itemIndex, outcome] of list.entries()) {
		if (outcome) outcomes.settle(itemIndex, outcome);
	}
	return outcomes;
}

/** The outcomes of that many items. */
export const listOf = (outcomes: Outcomes, itemCount: number) =>
	Array.from({ length: itemCount }, (_, itemIndex) => outcomes.of(itemIndex));
