import type { NoAnswer } from './reply';

/** Why there was no answer, as far as its technical code tells. */
export interface Obstacle {
	/** Instead of the general message, where the code tells more. */
	message?: string;
	/** Sentences. */
	nextStep: string;
}

/** What stands in the way, by the technical code; undefined where the code tells nothing. */
export function obstacle({ reason, detail }: NoAnswer): Obstacle | undefined {
	if (reason === 'blocked') return CERTIFICATES.find(({ codes }) => codes.test(detail));
	return reason === 'unreachable' ? WAYS.find(({ codes }) => codes.test(detail)) : undefined;
}

interface Coded extends Obstacle {
	codes: RegExp;
}

const TRUST =
	'save the certificate of its authority to a file (PEM), set NODE_EXTRA_CA_CERTS to that file for every process of n8n, and start n8n again';

/** As OpenSSL and Node.js name what is wrong with a certificate. */
const CERTIFICATES: Coded[] = [
	{
		codes: /^CERT_HAS_EXPIRED$/,
		message: 'The certificate of the server has expired',
		nextStep:
			'Check the clock of the machine that n8n runs on, and "Base URL" in the credential. If both are right, whoever runs that server, or a proxy that answers in its place, has to renew the certificate.',
	},
	{
		codes: /^CERT_NOT_YET_VALID$/,
		message: 'The certificate of the server is not valid yet',
		nextStep: 'Check the clock of the machine that n8n runs on.',
	},
	{
		codes: /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
		message: 'The certificate of the server is for another host',
		nextStep:
			'Check the host name of "Base URL" in the credential. If it is right, another server or a proxy answers in its place.',
	},
	{
		codes: /^DEPTH_ZERO_SELF_SIGNED_CERT$/,
		message: 'The certificate of the server is self-signed',
		nextStep: `8x8 does not use such a certificate, so another server answers. Check "Base URL" in the credential. If it is a gateway of your own, ${TRUST.replace('the certificate of its authority', 'its certificate')}.`,
	},
	{
		codes:
			/^(CERT_SIGNATURE_FAILURE|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT\w*)$/,
		message: 'n8n does not know the authority that issued the certificate of the server',
		nextStep: `Usually a company proxy answers in place of 8x8. To trust it, ${TRUST}.`,
	},
	{
		codes: /^(EPROTO|ERR_SSL_\w+)$/,
		message: 'The server does not speak HTTPS as n8n does',
		nextStep:
			'Check the host and the port of "Base URL" in the credential, and the proxy between n8n and 8x8.',
	},
];

/** Each of them is followed by the general advice. */
const WAYS: Coded[] = [
	{ codes: /^ECONNREFUSED$/, nextStep: 'Nothing listens at that address.' },
	{ codes: /^ENOTFOUND$/, nextStep: 'There is no host of that name.' },
	{ codes: /^EAI_AGAIN$/, nextStep: 'The name of the host could not be looked up.' },
	{
		codes: /^(ETIMEDOUT|ECONNABORTED|UND_ERR_CONNECT_TIMEOUT)$/,
		nextStep: 'No connection was made in time; a firewall may drop it.',
	},
	{ codes: /^E(HOST|NET)UNREACH$/, nextStep: 'There is no route to that address.' },
	{
		codes: /^(ECONNRESET|no answer)$/,
		nextStep:
			'The connection was closed before the request was sent; a firewall or proxy may do that.',
	},
];
