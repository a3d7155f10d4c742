import type { Campaign, CampaignChange, Problem } from './api';
import type { Send } from './connection';
import type { Reason } from './failure';
import {
	isSuccess,
	missentRefusal,
	refusal,
	transportRefusal,
	withOwnStatus,
	withoutAnswer,
	type Refusal,
} from './refusal';
import { problemOf } from './problem';
import { jsonBody, type Reply } from './reply';
import { stateHint, wordsOf } from './texts';

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
	if (reply.kind === 'noAnswer') return withoutAnswer(reply);
	const body = jsonBody(reply);
	const answer = withOwnStatus(reply, body);
	// Any other object is not 8x8's answer, but that of something in between.
	if (isSuccess(answer) && (body?.id !== undefined || body?.state !== undefined)) {
		return { verdict: 'changed', campaign: body };
	}
	const problem = problemOf(answer);
	return transportRefusal(answer, problem, now) ?? refusedAction(answer.status, problem, rule);
}

/**
 * 8x8 documents 409 on one page and 400 on another, so both count as the campaign's state. The
 * exception: fields are named and no state. What is not recognisably final may pass by itself.
 */
function refusedAction(status: number, problem: Problem, rule: ActionRule): Refusal {
	const answered = { status, problem };
	const words = wordsOf(problem, []);
	const state = stateHint(words);
	if (problem.errors.length && !state) {
		return refusal('stopCampaign', refusedRequest(rule), answered);
	}
	const missent = state ? undefined : missentRefusal(answered, words);
	if (missent) return missent;
	return refusal(state === 'final' ? 'stopCampaign' : 'wait', wrongState(rule), answered);
}

const refusedRequest = ({ verb }: ActionRule): Reason => ({
	code: 'refusedUnexplained',
	message: `8x8 refused the request to ${verb} the campaign`,
	nextStep: 'Check the options of this operation.',
});

const wrongState = ({ participle, validFrom }: ActionRule): Reason => ({
	code: 'campaignState',
	message: `The campaign cannot be ${participle} in its present state`,
	nextStep: `This operation works in these states: ${validFrom}. If the campaign is still building or starting, add the option "Max Wait". A disabled campaign can only be built and reset: the option "Enabled" may enable it with the same request.`,
});
