import type { Campaign, CampaignChange, Problem } from './api';
import { comesTo, isResult, speaksOfState, stateNamed, type State } from './campaignState';
import type { Send } from './send';
import type { Reason } from './failure';
import { fieldsOf } from './jsonFields';
import { afterPause, momentRefusal } from './moment';
import { saysFailed } from './ownFailure';
import { problemOf } from './problem';
import { withRateLimit, type RateLimit } from './rateLimit';
import {
	addressRefusal,
	isSuccess,
	missentRefusal,
	noSuccess,
	transportRefusal,
	withOwnStatus,
	withoutAnswer,
	type NoSuccess,
} from './noSuccess';
import { isObject, jsonOf, type Answer, type Reply } from './reply';
import { stateHint, withCampaignFields, type StateHint } from './stateHint';
import { stateRemedy } from './stateRemedy';
import { saysNotDynamic, wordsOf } from './texts';

/** Carried out: the campaign as 8x8 answered it, maybe not yet in the state where it will end. */
export interface Changed {
	verdict: 'changed';
	campaign: Campaign;
	/** What the answer tells of the rate limit. */
	rateLimit?: RateLimit;
}

/** How users read an action, and from where it works ("Campaign state machine" in 8x8's documentation). */
export interface ActionRule {
	/** As in "to start the campaign". */
	verb: string;
	/** The states that the action works from. Told to the user, and never a reason to refuse. */
	from: readonly State[];
}

/** Sends one lifecycle action once. */
export async function changeCampaign(
	send: Send,
	campaignId: string,
	change: CampaignChange,
	{ rule, timeout, now }: { rule: ActionRule; timeout: number; now: () => number },
): Promise<Changed | NoSuccess> {
	const reply = await send({
		method: 'PATCH',
		path: `/${campaignId}`,
		body: JSON.stringify(change),
		timeout,
	});
	const answer = judgeChange(reply, { ...rule, change }, now());
	if (answer.verdict !== 'changed' || !isAnother(answer.campaign, campaignId)) return answer;
	return noSuccess('lost', ANOTHER, undefined, { rateLimit: answer.rateLimit });
}

/** The verdict on an answer to a lifecycle action: the certain guards first. */
export function judgeChange(reply: Reply, asked: Asked, now: number): Changed | NoSuccess {
	if (reply.kind === 'noAnswer') return withoutAnswer(reply);
	return withRateLimit(judgeAnswer(reply, asked, now), reply, now);
}

function judgeAnswer(reply: Answer, asked: Asked, now: number): Changed | NoSuccess {
	const json = jsonOf(reply);
	const answer = withOwnStatus(reply, json);
	const campaign = isSuccess(answer) ? campaignIn(json) : undefined;
	const problem = problemOf(answer, json);
	if (campaign) return { verdict: 'changed', campaign };
	return (
		transportRefusal(answer, json, problem, now) ??
		afterPause(refusedAction(answer.status, problem, asked), answer, now)
	);
}

/** "Campaign state machine": `BUILD_ERROR` and `RUN_ERROR`. */
const FAILED_STATE = /^(?:BUILD|RUN)_ERROR$/;

/** Names under which servers wrap what they answer. */
const WRAPPERS = ['campaign', 'data', 'result', 'response'];

/** `[{data: {campaign: {…}}}]` has three. */
const DEEPEST = 3;

/**
 * The campaign of a success. Any other object is not 8x8's answer, but that of something in between. A
 * success that says of itself that something failed is none.
 */
function campaignIn(json: unknown, depth = 0): Campaign | undefined {
	if (Array.isArray(json)) return json.length === 1 ? campaignIn(json[0], depth + 1) : undefined;
	if (!isObject(json)) return undefined;
	const fields = fieldsOf(json);
	// What is said beside such a state is why the campaign failed, not the request.
	if (saysFailed(fields) && !FAILED_STATE.test(String(json.state))) return undefined;
	if (json.id !== undefined || json.state !== undefined) return json;
	if (depth === DEEPEST) return undefined;
	const [inner, ...more] = WRAPPERS.map((name) => fields.get(name)).filter(
		(value) => value !== undefined,
	);
	return more.length === 0 ? campaignIn(inner, depth + 1) : undefined;
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A cache or a proxy may mix answers up. */
const isAnother = ({ id }: Campaign, campaignId: string) =>
	typeof id === 'string' && UUID.test(id) && id.toLowerCase() !== campaignId.toLowerCase();

const ANOTHER: Reason = {
	code: 'unexpectedAnswer',
	message: 'The answer is about another campaign',
	nextStep: 'Check the proxy between n8n and 8x8: a cache may have mixed answers up.',
};

/** What was asked for. */
interface Asked extends ActionRule {
	change: CampaignChange;
}

/**
 * 8x8 documents 409 on one page and 400 on another, so both count as the campaign's state. The
 * exceptions: fields are named and no state, or the campaign is not dynamic.
 *
 * Waiting helps while the campaign is on its way to a state from which the action works. Where 8x8
 * does not say in which state it is, it may be on its way.
 */
function refusedAction(status: number, problem: Problem, asked: Asked): NoSuccess {
	const answered = { status, problem };
	const words = withCampaignFields(wordsOf(problem, []), problem);
	const named = stateNamed(words);
	const hint = stateHint(words, problem);
	const ofState = named !== undefined || hint !== undefined || speaksOfState(words);
	const ofAddress = ofState ? undefined : addressRefusal(answered, words);
	if (ofAddress) return ofAddress;
	if (saysNotDynamic(words, problem) || (problem.errors.length && !ofState)) {
		return noSuccess('stopCampaign', refusedRequest(asked), answered);
	}
	const other = ofState
		? undefined
		: (missentRefusal(answered, words) ?? momentRefusal(answered, words));
	if (other) return other;
	// A state from which the action works is no reason to refuse it: it is the one that should be.
	const state = named && asked.from.includes(named) ? undefined : named;
	const passes = state ? comesTo(state, asked.from) : hint !== 'final' && hint !== 'disabled';
	return noSuccess(
		passes ? 'wait' : 'stopCampaign',
		state ? inState(asked, state, passes) : inSomeState(asked),
		answered,
		{ notDone: seemsNotDone(asked, named ?? (hint && OF_HINT[hint])) },
	);
}

/** Whether the campaign is in a state to which the request does not lead. */
const seemsNotDone = ({ change }: Asked, state: State | undefined) =>
	state !== undefined &&
	!isResult(change.action, state) &&
	!(state === 'DISABLED' && change.enabled === false);

/** What a text without the name of a state comes to. */
const OF_HINT: Partial<Record<StateHint, State>> = {
	final: 'COMPLETE',
	notStarted: 'CREATED',
	disabled: 'DISABLED',
};

const refusedRequest = ({ verb }: ActionRule): Reason => ({
	code: 'refusedUnexplained',
	message: `8x8 refused the request to ${verb} the campaign`,
	nextStep: 'Check the options of this operation.',
});

const inState = ({ verb, change }: Asked, state: State, passes: boolean): Reason => ({
	code: 'campaignState',
	message: `Cannot ${verb} the campaign: it is ${state}`,
	nextStep: stateRemedy(state, change, passes),
});

/** 8x8 does not say which. */
const inSomeState = ({ verb, from }: ActionRule): Reason => ({
	code: 'campaignState',
	message: `Cannot ${verb} the campaign in its present state`,
	nextStep: `This operation works in these states: ${from.join(', ')}. If the campaign is still building or starting, add the option "Max Wait". A disabled campaign can only be built and reset: the option "Enabled" may enable it with the same request.`,
});
