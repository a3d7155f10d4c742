import type { Campaign } from '../client/api';
import type { Changed } from '../client/changeCampaign';
import { precededBy, type Failure } from '../client/failure';
import type { NoSuccess } from '../client/noSuccess';
import { attempt } from './attempt';
import type { Clock } from './clock';
import type { Pace } from './pace';
import type { Waiting } from './waiting';

/** How one action ended. */
export type ActionOutcome =
	| { kind: 'changed'; campaign: Campaign }
	| {
			kind: 'failed';
			failure: Failure;
			/** Why nothing more can be done, at least in this campaign: `forbidden.ts` tells which. */
			stops?: Failure;
			/** An answer got lost, so the action may have taken effect all the same. */
			lost: boolean;
	  }
	| { kind: 'cancelled' };

/** The rules for the attempts of one action. */
export interface ActRules {
	maxRetries: number;
	clock: Clock;
	pace: Pace;
	/** For a campaign that is not ready: shared by the items of that campaign. */
	waiting: Waiting;
}

/**
 * Carries out one lifecycle action: sends it until it is done, refused for good, or time is over.
 *
 * @param lost true when an earlier try of the same action has lost its answer
 */
export async function act(
	send: () => Promise<Changed | NoSuccess>,
	{ maxRetries, clock, pace, waiting }: ActRules,
	lost: boolean,
): Promise<ActionOutcome> {
	const onLost = () => {
		lost = true;
	};
	for (;;) {
		// Never stops by itself: after a cancellation the next attempt answers `cancelled`, and the
		// answer before it is not why the item ends.
		const rules = { maxRetries, pace, clock, stopped: () => false };
		const answer = (await attempt(send, onLost, rules))!;
		if (answer.verdict === 'changed') return { kind: 'changed', campaign: answer.campaign };
		if (answer.verdict === 'cancelled') return { kind: 'cancelled' };
		// Else the campaign may be on its way because of the action itself.
		const mayWait = !lost || answer.notDone;
		if (answer.verdict === 'wait' && mayWait && (await waiting.wait())) continue;
		return {
			kind: 'failed',
			failure: lost ? unconfirmed(answer.failure, answer.notDone) : answer.failure,
			stops: answer.verdict === 'stopRun' ? answer.failure : undefined,
			lost,
		};
	}
}

/**
 * After a lost answer, a refusal for the campaign's state most likely means that the action took
 * effect. It is not reported as a plain refusal.
 *
 * @param notDone true where that state speaks against it. It is no proof: the action may have been done,
 * and the campaign have moved on
 */
export function unconfirmed(failure: Failure, notDone = false): Failure {
	// 8x8 itself has answered that it failed; the code says so, the description warns.
	if (failure.code === 'serverError') return precededBy(LOOK, failure);
	const { description, httpCode, instance, time, requestIds } = failure;
	return precededBy(LOOK, {
		code: 'unconfirmed',
		message:
			failure.code === 'campaignState' && !notDone
				? 'The action has probably taken effect: an earlier answer got lost, and 8x8 now refuses to do it again'
				: `The action may or may not have taken effect: ${failure.message}`,
		description,
		httpCode,
		instance,
		time,
		requestIds,
	});
}

const LOOK =
	'Before you run it again, look at the campaign in Configuration Manager: the action may have taken effect.';
