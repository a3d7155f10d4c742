import type { Problem } from './api';
import type { Reason } from './failure';
import { stateHint, withCampaignFields } from './stateHint';
import type { StatusRule } from './statuses';
import { wordsOf } from './texts';

/**
 * How a refusal of one campaign is judged, although its status mostly speaks of the address or of how the
 * request was sent: 410 "Campaign has been deleted", 423 "Campaign is locked". Other campaigns of the run
 * may be well.
 *
 * @returns `content` where the endpoint judges it as it judges a 409, and undefined where the JSON does not
 * speak of the campaign
 */
export function campaignRule(status: number, problem: Problem): StatusRule | 'content' | undefined {
	const asConflict = AS_CONFLICT.has(status);
	if (problem.form !== undefined || !(asConflict || FOR_GOOD.has(status))) return undefined;
	const words = wordsOf(problem, []);
	if (![words.detail, ...words.fields].some((text) => CAMPAIGN.test(text))) return undefined;
	if (asConflict || stateHint(withCampaignFields(words, problem), problem)) return 'content';
	return { verdict: 'stopCampaign', reason: status === 410 ? GONE : refused(status) };
}

/** A condition that is not met, a lock, and what the campaign depends on. */
const AS_CONFLICT: ReadonlySet<number> = new Set([412, 423, 424, 428]);

/** Waiting does not help, unless the text says that the state will pass. */
const FOR_GOOD: ReadonlySet<number> = new Set([402, 405, 410, 451, 501]);

/** Neither a path nor the Campaigns API, which may be retired. */
const CAMPAIGN =
	/(?<![\w/.-])campaign(?:[-_ ]?id)?(?![\w/-])(?!\s+(?:apis?|services?|endpoints?|versions?|v\d|admin\w*|managers?)\b)/i;

const GONE: Reason = {
	code: 'campaignState',
	message: 'The campaign no longer exists (HTTP 410)',
	nextStep: 'A deleted campaign stays so: use another campaign.',
};

const refused = (status: number): Reason => ({
	code: 'refusedUnexplained',
	message: `8x8 refuses this for the campaign (HTTP ${status})`,
	nextStep:
		'Look at the type, the state and the settings of the campaign in Configuration Manager. If all is right, contact 8x8 support.',
});
