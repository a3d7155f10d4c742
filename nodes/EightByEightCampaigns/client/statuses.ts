import type { Problem } from './api';
import type { Reason } from './failure';
import type { Verdict } from './verdict';

/** What an answer with some status means, whatever the request was. */
export interface StatusRule {
	verdict: Verdict;
	reason: Reason;
}

/**
 * The statuses of the registry (IANA, HTTP Status Code Registry) from 300 on that are not about the
 * content of the request. Each is decided once, by what it speaks of: nothing else than the content
 * is ever blamed on a record.
 *
 * @param form set where the answer is not 8x8's JSON, but a page or nothing
 */
export function statusRule(status: number, form?: Problem['form']): StatusRule | undefined {
	if (CONTENT.has(status)) return undefined;
	const rule = (form && WITHOUT_JSON[form][status]) ?? RULES[status];
	if (rule) return rule;
	// 304 and 300 too: they point to what somebody else has.
	if (status >= 300 && status < 400) return { verdict: 'stopRun', reason: REDIRECT };
	// 503 too: gateways send it after they have forwarded the request. So do the unregistered ones
	// from 520 on, with which content networks tell that they have lost the server.
	if (status >= 500) return { verdict: 'lost', reason: serverError(status) };
	return { verdict: 'stopRun', reason: foreign(status) };
}

/**
 * About the content of the request: malformed, invalid, in conflict with the campaign, too large. The
 * endpoint judges these, since 8x8's documents swap 400 and 409.
 */
const CONTENT: ReadonlySet<number> = new Set([400, 409, 413, 422]);

const REDIRECT: Reason = {
	code: 'unexpectedAnswer',
	message: 'The base URL answered with a redirect',
	nextStep:
		'Redirects are not followed, so that the key stays with 8x8. Check "Base URL" in the credential.',
};

const KEY_ADVICE =
	'Check the API key in the credential: it starts with eght_. 8x8 Admin Console shows it under API Keys, a menu that needs the permission "Application Credentials". The key may have been revoked, or its app deleted. An API Product that was just added to the app takes effect after some minutes.';

const UNAUTHORIZED: Reason = {
	code: 'unauthorized',
	message: '8x8 does not accept the API key',
	nextStep: KEY_ADVICE,
};

const UNAUTHORIZED_WITHOUT_WORDS: Reason = {
	code: 'unauthorized',
	message: 'The API key was not accepted (HTTP 401)',
	nextStep: `${KEY_ADVICE} The answer gives no reason: if the key is right, check "Base URL" in the credential, and the proxy between n8n and 8x8.`,
};

const FORBIDDEN: Reason = {
	code: 'forbidden',
	message: '8x8 does not allow this with the API key',
	nextStep:
		'Check three things. In 8x8 Admin Console, under API Keys (a menu that needs the permission "Application Credentials"), the app of the key has the API Product "Contact Center Campaigns"; a product that was just added takes effect after some minutes. The role behind the key permits it. The tenant in the credential belongs to the key.',
};

export const NOT_FOUND: Reason = {
	code: 'notFound',
	message: '8x8 does not know this campaign',
	nextStep:
		'Check three things, for which 8x8 gives the same answer: the campaign ID, and in the credential the tenant (Configuration Manager, Home > Profile) and the customer site.',
};

const NOT_FOUND_PAGE: Reason = {
	code: 'notFound',
	message: 'The campaign was not found (HTTP 404)',
	nextStep:
		'Check four things: the campaign ID, and in the credential the tenant (Configuration Manager, Home > Profile), the customer site, and "Base URL", since the answer is not in the form of the Campaigns API.',
};

const LIMITED: Reason = {
	code: 'rateLimited',
	message: '8x8 is receiving too many requests',
	nextStep:
		'The node waited for room, up to five minutes. Run it again later. If several executions share the key, let them run one after the other, or set the option "Requests per Minute".',
};

/** Neither about the content nor known from 8x8: the client, the gateway, the address. */
const foreign = (status: number): Reason => ({
	code: 'unexpectedAnswer',
	message: `The base URL answered with HTTP status ${status}, which 8x8 does not use`,
	nextStep:
		'Something between n8n and 8x8 answered, or the base URL does not belong to the Campaigns API. Check "Base URL" in the credential.',
});

/** Not 8x8's JSON: a firewall, a content network, a portal or a proxy answered. */
export const blockedBetween = (status: number): Reason => ({
	code: 'unexpectedAnswer',
	message: `Something between n8n and 8x8 refused the request (HTTP ${status})`,
	nextStep:
		'The answer is not from the Campaigns API. Check the proxy and the firewall between n8n and 8x8, and "Base URL" in the credential.',
});

/** A refusal of the content that speaks of something else. */
export const missent = (status: number): Reason => ({
	code: 'unexpectedAnswer',
	message: `The request was refused for how it was sent, not for its content (HTTP ${status})`,
	nextStep:
		'Check the tenant, the API key, the customer site and "Base URL" in the credential, and the proxy and the firewall between n8n and 8x8. If they are right, contact 8x8 support.',
});

const outdated = (status: number): Reason => ({
	code: 'unexpectedAnswer',
	message: `8x8 no longer takes requests of this form (HTTP ${status})`,
	nextStep:
		'Update n8n-nodes-8x8-campaigns and n8n. If they are up to date, check "Base URL" in the credential.',
});

const proxyKey: Reason = {
	code: 'unexpectedAnswer',
	message: 'A proxy between n8n and 8x8 asks for a sign-in (HTTP 407)',
	nextStep: 'Give n8n the user name and password of the proxy, or a way to 8x8 without it.',
};

/** 8x8's own failure, or only the moment. */
export const serverError = (status: number): Reason => ({
	code: 'serverError',
	message: `8x8 could not process the request (HTTP ${status})`,
	nextStep: 'Run it again later; if this continues, contact 8x8 support.',
});

type Rules = Partial<Record<number, StatusRule>>;

const RULES: Rules = {
	// The credential.
	401: { verdict: 'stopRun', reason: UNAUTHORIZED },
	403: { verdict: 'stopRun', reason: FORBIDDEN },
	// The campaign, or the tenant, or the customer site.
	404: { verdict: 'stopCampaign', reason: NOT_FOUND },
	// The proxy.
	407: { verdict: 'stopRun', reason: proxyKey },
	// The version: 8x8's other suites answer 410 for a retired one, and 426 for an old TLS.
	410: { verdict: 'stopRun', reason: outdated(410) },
	426: { verdict: 'stopRun', reason: outdated(426) },
	505: { verdict: 'stopRun', reason: outdated(505) },
	// The moment: surely not stored, and another connection may get through (RFC 9110, RFC 8470).
	421: { verdict: 'tryAgain', reason: serverError(421) },
	425: { verdict: 'tryAgain', reason: serverError(425) },
	429: { verdict: 'tryAgain', reason: LIMITED },
	// The moment: a gateway may have given up on a request that 8x8 went on with. 499 is nginx's and
	// Google's for a request that was cancelled on the way.
	408: { verdict: 'lost', reason: serverError(408) },
	499: { verdict: 'lost', reason: serverError(499) },
	// The server or the network for good: 8x8 cannot do it, or a captive portal stands in between.
	501: { verdict: 'stopRun', reason: foreign(501) },
	511: { verdict: 'stopRun', reason: foreign(511) },
};

/** Where it matters that the answer is not 8x8's JSON. 8x8's own gateway may leave out the body of a 401. */
const WITHOUT_JSON: Record<NonNullable<Problem['form']>, Rules> = {
	page: {
		401: { verdict: 'stopRun', reason: blockedBetween(401) },
		403: { verdict: 'stopRun', reason: blockedBetween(403) },
		404: { verdict: 'stopCampaign', reason: NOT_FOUND_PAGE },
	},
	empty: {
		401: { verdict: 'stopRun', reason: UNAUTHORIZED_WITHOUT_WORDS },
		403: { verdict: 'stopRun', reason: blockedBetween(403) },
	},
};
