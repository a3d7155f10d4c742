import { NO_DETAIL, type NoAnswer } from './reply';

/** What is read of the error of axios, which has the error of Node.js as its cause. */
interface Cause {
	code?: unknown;
	message?: unknown;
	syscall?: unknown;
	isAxiosError?: unknown;
	/** Of a host with several addresses: why each of them failed. */
	errors?: Cause[];
	cause?: Cause;
	/** The request of Node.js, which axios hands over. */
	request?: { socket?: { secureConnecting?: unknown } | null };
}

/** The name was not resolved, or nobody listens: not a byte of the request has left. */
const NOT_CONNECTED: ReadonlySet<unknown> = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'UND_ERR_CONNECT_TIMEOUT',
]);

/** Calls that come before a connection. Later errors, such as a route that breaks down, name others. */
const CONNECTING = /^(connect|getaddrinfo|query\w*)$/;

/** The handshake was cut, or the proxy did not open a tunnel. Node.js and n8n's agent give no code of its own. */
const CUT_BEFORE = /before secure TLS connection was established|before receiving CONNECT response/;

/** Certificate and handshake errors, as Node.js names them: they come before the request is sent. */
const TLS =
	/^(CERT_|CRL_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|EPROTO|ERR_SSL_WRONG_VERSION|ERR_SSL_UNSUPPORTED_PROTOCOL|ERR_SSL_\w*HANDSHAKE|ERR_SSL_TLSV1_ALERT_PROTOCOL)/;

/** An error of the network by its code, such as ECONNRESET, whoever has passed it on. */
const NETWORK = /^(E[A-Z]{3,}|UND_ERR_\w+)$/;

/** How axios names a request that was ended by a signal. */
const ENDED = 'ERR_CANCELED';

/**
 * What an error of n8n's helper means. It reads only codes, and which state the connection was in: the
 * error of axios carries the request's headers and so the key, and must not be passed on.
 *
 * @param error of n8n, with the error of axios as its cause
 */
export function noAnswer(error: unknown): NoAnswer {
	const { cause } = error as { cause?: Cause };
	const code = typeof cause?.code === 'string' ? cause.code : NO_DETAIL;
	const detail = code === ENDED ? 'ETIMEDOUT' : code;
	const secure = isSecure(cause);
	if (TLS.test(code) && secure !== true) return { kind: 'noAnswer', reason: 'blocked', detail };
	if (secure === false || wasNotConnected(cause)) {
		return { kind: 'noAnswer', reason: 'unreachable', detail };
	}
	// Not from axios: n8n's protection against forbidden addresses, or a header that cannot be sent.
	if (cause && cause.isAxiosError !== true && !NETWORK.test(code)) {
		return {
			kind: 'noAnswer',
			reason: 'blocked',
			detail: cause instanceof Error ? cause.name : detail,
		};
	}
	return { kind: 'noAnswer', reason: 'lost', detail };
}

/**
 * Whether the connection of a request became secure. False: the request has not left, since by TLS
 * nothing of it leaves before, and a request has no socket until its proxy has opened the tunnel.
 * Undefined where it cannot be told, as by plain HTTP.
 */
function isSecure(cause: Cause | undefined): boolean | undefined {
	const socket = cause?.request?.socket;
	if (socket === null) return false;
	return typeof socket?.secureConnecting === 'boolean' ? !socket.secureConnecting : undefined;
}

function wasNotConnected(cause: Cause | undefined): boolean {
	if (!cause) return false;
	const { code, message, syscall, errors, cause: below } = cause;
	if (NOT_CONNECTED.has(code)) return true;
	if (typeof syscall === 'string' && CONNECTING.test(syscall)) return true;
	if (typeof message === 'string' && CUT_BEFORE.test(message)) return true;
	if (Array.isArray(errors) && errors.length > 0 && errors.every(wasNotConnected)) return true;
	return wasNotConnected(below);
}
