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
 */
export function statusRule(status: number): StatusRule | undefined {
	if (CONTENT.has(status)) return undefined;
	const rule = RULES[status];
	if (rule) return rule;
	if (status < 400) return { verdict: 'stopRun', reason: REDIRECT };
	// 503 too: gateways send it after they have forwarded the request.
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

const UNAUTHORIZED: Reason = {
	code: 'unauthorized',
	message: '8x8 does not accept the API key',
	nextStep:
		'Check the API key in the credential: it starts with eght_ and is shown in 8x8 Admin Console, under API Keys. It may have been revoked.',
};

const FORBIDDEN: Reason = {
	code: 'forbidden',
	message: '8x8 does not allow this with the API key',
	nextStep:
		'Check three things in 8x8 Admin Console, under API Keys: the app of the key has the API Product "Contact Center Campaigns" (a product that was just added counts after some minutes), the role behind the key permits it, and the tenant in the credential belongs to the key.',
};

const NOT_FOUND: Reason = {
	code: 'notFound',
	message: '8x8 does not know this campaign',
	nextStep:
		'Check three things, for which 8x8 gives the same answer: the campaign ID, and in the credential the tenant (Configuration Manager, Home > Profile) and the customer site.',
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

/** A 403 without 8x8's JSON: a firewall, a content network or a proxy refused n8n's request. */
export const BLOCKED_BETWEEN: Reason = {
	code: 'unexpectedAnswer',
	message: 'Something between n8n and 8x8 refused the request (HTTP 403)',
	nextStep:
		'The answer is not from the Campaigns API. Check the proxy and the firewall between n8n and 8x8, and "Base URL" in the credential.',
};

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

const serverError = (status: number): Reason => ({
	code: 'serverError',
	message: `8x8 could not process the request (HTTP ${status})`,
	nextStep: 'Run it again later; if this continues, contact 8x8 support.',
});

const RULES: Partial<Record<number, StatusRule>> = {
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
	// The moment: a gateway may have given up on a request that 8x8 went on with.
	408: { verdict: 'lost', reason: serverError(408) },
	// The server or the network for good: 8x8 cannot do it, or a captive portal stands in between.
	501: { verdict: 'stopRun', reason: foreign(501) },
	511: { verdict: 'stopRun', reason: foreign(511) },
};
