import type { Problem } from './api';
import type { Words } from './texts';

/**
 * Whether a refusal of the content speaks of something else: 400, 409, 413 and 422 come from
 * gateways, firewalls and frameworks too, for how the request was sent. The evidence is what they
 * say. A page that says only the status is none, because 8x8's own refusal may come with such a body.
 *
 * @param words what the problem says, without the ids of the request
 */
export function speaksOfSending(
	{ title = '', page = '', form }: Problem,
	{ detail }: Words,
	status: number,
): boolean {
	const whole = `${detail} ${page}`;
	if (form === 'page') {
		if (BLOCKED.test(whole) || (status === 400 && SOFTWARE.test(whole))) return true;
		return !detail.includes('#') && SENDING.test(whole);
	}
	return !OF_CONTENT.test(detail) && (SENDING.test(detail) || GATEWAY_CODE.test(title));
}

/**
 * What speaks of records, of the campaign or of its CRM is about them, whatever else it mentions: 8x8
 * signs in to the CRM with a token too. `#` stands for an id. Neither "customer site" nor "contact center",
 * a path or "contact your administrator" is meant.
 */
const OF_CONTENT = new RegExp(
	[
		'#',
		'\\brecords?\\b(?!\\/)',
		'\\bcustomers?\\b(?!.site)',
		'(?<!\\bplease )\\bcontacts?\\b(?!\\s+(?:an?|the|your|our|us|its|their|8x8|cent(?:er|re)s?|support|customer|technical|system|tenant|site|admin\\w*)\\b)',
		'\\bleads?\\b(?!\\s+to\\b)',
		'\\bcrm',
		'\\bintegrations?\\b',
		'\\b(?:salesforce|sfdc|dynamics|zendesk|net ?suite|zoho|hub ?spot|service ?now|sugar|pipedrive|bullhorn|freshsales)\\b',
		'(?<!\\/)\\bcampaigns?\\b(?!\\/)',
	].join('|'),
	'i',
);

/**
 * Headers (nginx: "Request Header Or Cookie Too Large"; Spring: "Required header 'X' is not
 * present"), encryption ("The plain HTTP request was sent to HTTPS port"), host names (IIS, Go), the
 * key and tokens, the tenant and the media type.
 */
const SENDING =
	/\bheaders?\b|\bcookies?\b|\bhost ?names?\b|\bHTTPS? (?:port|version|verb)\b|\b(?:SSL|TLS)\b|\bcertificates?\b|\bapi[-_ ]?keys?\b|\btenant\b|\b(?:access|bearer|auth|security|session|id)[-_ ]?tokens?\b|\bun-?auth(?:ori[sz]|enticat)ed\b|\bauthenticat(?:ion|e)\b|\b(?:expired|invalid) token\b|\binvalid[_ ](?:client|grant|token)\b|\b(?:media|content)[-_ ]type\b|\bapi[-_ ]version\b|\buser[-_ ]agent\b|\bproxy\b/i;

/** Firewalls and content networks; Apache and HAProxy treat each client as a browser. */
const BLOCKED =
	/\bblocked\b|\baccess denied\b|\brequest rejected\b|\bwas rejected\b|\bfirewall\b|\bsecurity (?:policy|rules?|service)\b|\b(?:support|incident|ray|event) id\b|\breference #|\bcaptcha\b|\bcould not be satisfied\b|\byour browser\b/i;

/** Programs that answer 400 by themselves, to a request that they cannot read. */
const SOFTWARE =
	/\b(?:nginx|openresty|apache|haproxy|squid|cloudflare|cloudfront|awselb|varnish|envoy|traefik|caddy|litespeed|akamai|imperva|incapsula|zscaler|tomcat|jetty|Microsoft-HTTPAPI)\b/i;

/** Codes of Apigee's own faults, such as `protocol.http.TooBigHeaders`. */
const GATEWAY_CODE =
	/^(?:protocol|messaging|oauth|keymanagement|policies|security|accesscontrol|apikey)\.[\w.]+$/;
