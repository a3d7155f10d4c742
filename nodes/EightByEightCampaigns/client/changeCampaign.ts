import type { Campaign, CampaignChange } from './api';
import type { Send } from './connection';
import { failureOf } from './failure';
import { isSuccess, transportRefusal, type Refusal } from './refusal';
import { jsonBody, problemOf, type Answer, type Reply } from './reply';
import { signatureOf, stateHint, wordsOf } from './texts';

/** Carried out: the campaign as 8x8 answered it, maybe not yet in the state where it will end. */
export interface Changed {
	verdict: 'changed';
	campaign: Campaign;
}

/** How users read an action, and from where it works ("Campaign state machine" in 8x8's documentation). */
export interface ActionRule {
	/** As in "to start the campaign". */
	verb: string;
	/** As in "the campaign cannot be started". */
	participle: string;
	/** The states that the action works from, in words. */
	validFrom: string;
}

/** Sends one lifecycle action once. */
export async function changeCampaign(
	send: Send,
	campaignId: string,
	change: CampaignChange,
	{ rule, timeout, now }: { rule: ActionRule; timeout: number; now: () => number },
): Promise<Changed | Refusal> {
	const reply = await send({
		method: 'PATCH',
		path: `/${campaignId}`,
		body: JSON.stringify(change),
		timeout,
	});
	return judgeChange(reply, rule, now());
}

/** The verdict on an answer to a lifecycle action: the certain guards first. */
export function judgeChange(reply: Reply, rule: ActionRule, now: number): Changed | Refusal {
	if (isSuccess(reply)) {
		const campaign: Campaign | undefined = jsonBody(reply);
		// Any other object is not 8x8's answer, but that of something in between.
		if (campaign?.id !== undefined || campaign?.state !== undefined)
			return { verdict: 'changed', campaign };
	}
	return transportRefusal(reply, now) ?? refusedAction(reply as Answer, rule);
}

/**
 * Documented as 409 on one page and as 400 on another, so both count as the campaign's state, save
 * where fields are named and no state. What is not recognisably final may pass by itself.
 */
function refusedAction(answer: Answer, { verb, participle, validFrom }: ActionRule): Refusal {
	const { status } = answer;
	const problem = problemOf(answer);
	const words = wordsOf(problem, []);
	const signature = signatureOf(status, words);
	const state = stateHint(words);
	if (problem.errors.length && !state) {
		return {
			verdict: 'stopCampaign',
			failure: failureOf(
				'refusedUnexplained',
				`8x8 refused the request to ${verb} the campaign`,
				'Check the options of this operation.',
				{ status, problem },
			),
			signature,
		};
	}
	return {
		verdict: state === 'final' ? 'stopCampaign' : 'wait',
		failure: failureOf(
			'campaignState',
			`The campaign cannot be ${participle} in its present state`,
			`This operation works in these states: ${validFrom}. If the campaign is still building or starting, add the option "Max Wait". A disabled campaign can only be built and reset: the option "Enabled" may enable it with the same request.`,
			{ status, problem },
		),
		signature,
	};
}
