import { failureOf, type Failure } from './failure';

/** What the credential holds, as n8n hands it over. */
export interface CredentialData {
	baseUrl?: unknown;
	customerSite?: unknown;
	otherCustomerSite?: unknown;
}

/** The key may travel unencrypted only within this machine. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Sites are US1, US2 and UK3; the OpenAPI document allows any string, the path segment does not. */
const SITE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/;

const unusable = (message: string, nextStep: string) =>
	failureOf({ code: 'notSent', message, nextStep });

/**
 * `https://…/cc/{site}/campaigns/v1`, or why the credential does not give one. Nothing in it can
 * lead the key to another host or path than the credential shows.
 */
export function campaignsUrl(credential: CredentialData): string | Failure {
	const base = typeof credential.baseUrl === 'string' ? credential.baseUrl.trim() : '';
	if (!URL.canParse(base)) {
		return unusable(
			'The base URL in the credential is not a URL',
			'Set it to https://api.8x8.com in the credential.',
		);
	}
	const { protocol, hostname, host, pathname, search, hash, username, password } = new URL(base);
	if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.test(hostname))) {
		return unusable(
			'The base URL in the credential must start with https://',
			'Change it to https://…: http would send the key unencrypted, and is allowed only for this machine.',
		);
	}
	if (pathname !== '/' || search || hash || username || password) {
		return unusable(
			'The base URL in the credential has more than the server address',
			'Enter it like https://api.8x8.com: nothing after the host name or port, no user name or password.',
		);
	}

	const site =
		credential.customerSite === 'other' ? credential.otherCustomerSite : credential.customerSite;
	const segment = typeof site === 'string' ? site.trim() : '';
	if (!SITE.test(segment)) {
		return unusable(
			'The customer site in the credential is not valid',
			'Choose US1, US2 or UK3, or enter the site identifier that 8x8 gave you: letters and digits only.',
		);
	}
	return `${protocol}//${host}/cc/${segment}/campaigns/v1`;
}
