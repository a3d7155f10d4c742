import { withoutAnswer } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import type { NoAnswer } from '../../../nodes/EightByEightCampaigns/client/reply';

const failureOf = (reason: NoAnswer['reason'], detail: string) =>
	withoutAnswer({ kind: 'noAnswer', reason, detail }).failure;

const CURE = /NODE_EXTRA_CA_CERTS/;
const GENERAL = /Check "Base URL" in the credential/;

describe('what is wrong with a certificate', () => {
	it.each([
		['CERT_HAS_EXPIRED', /has expired/, /clock/],
		['CERT_NOT_YET_VALID', /not valid yet/, /clock/],
		['ERR_TLS_CERT_ALTNAME_INVALID', /for another host/, /host name of "Base URL"/],
		['HOSTNAME_MISMATCH', /for another host/, /host name of "Base URL"/],
		['DEPTH_ZERO_SELF_SIGNED_CERT', /self-signed/, CURE],
		['SELF_SIGNED_CERT_IN_CHAIN', /authority/, CURE],
		['CERT_SIGNATURE_FAILURE', /authority/, CURE],
		['UNABLE_TO_GET_ISSUER_CERT', /authority/, CURE],
		['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /authority/, CURE],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /authority/, CURE],
		['EPROTO', /does not speak HTTPS/, /port/],
		['ERR_SSL_WRONG_VERSION_NUMBER', /does not speak HTTPS/, /port/],
		['CERT_REVOKED', /The connection to 8x8 is not possible/, GENERAL],
		['SsrfError', /The connection to 8x8 is not possible/, GENERAL],
	])('%s is said, with the cure', (code, says, cure) => {
		const { code: kind, message, description } = failureOf('blocked', code);
		expect(kind).toBe('network');
		expect(message).toMatch(says);
		expect(description).toMatch(cure);
		expect(description).toContain(`Technical code: ${code}.`);
	});
});

describe('why nobody was reached', () => {
	it.each([
		['ECONNREFUSED', /Nothing listens/],
		['ENOTFOUND', /no host of that name/],
		['EAI_AGAIN', /could not be looked up/],
		['ETIMEDOUT', /No connection was made in time/],
		['ECONNABORTED', /No connection was made in time/],
		['EHOSTUNREACH', /no route/],
		['ENETUNREACH', /no route/],
		['ECONNRESET', /closed before the request was sent/],
		['no answer', /closed before the request was sent/],
	])('%s is said, before what can be done', (code, says) => {
		const { message, description } = failureOf('unreachable', code);
		expect(message).toBe('8x8 could not be reached');
		expect(description).toMatch(says);
		expect(description).toMatch(GENERAL);
	});

	it('is not said of an answer that was lost', () => {
		expect(failureOf('lost', 'ECONNRESET').description).not.toMatch(/before the request/);
	});
});
