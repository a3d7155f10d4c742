import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type LookupFunction } from 'node:net';
import { DATA, axiosError, axiosErrorOf, failureFor } from '../helpers/connection';

/** What Node.js says of a host with two addresses, when nobody listens at either of them. */
async function noAddressAnswers(): Promise<Error> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	const addresses = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
	const lookup: LookupFunction = (_host, _options, found) => found(null, addresses);
	const socket = connect({ host: 'several.example', port, lookup, autoSelectFamily: true });
	const [error] = (await once(socket, 'error')) as [Error];
	return error;
}

describe('without an answer', () => {
	it.each([
		['ECONNREFUSED', 'connect'],
		['ENOTFOUND', 'getaddrinfo'],
		['EAI_AGAIN', 'getaddrinfo'],
		['EHOSTUNREACH', 'connect'],
		['ENETUNREACH', 'connect'],
		['EADDRNOTAVAIL', 'connect'],
		['ENETDOWN', 'connect'],
		['ETIMEDOUT', 'connect'],
		['EMFILE', 'connect'],
		['ESERVFAIL', 'queryA'],
		['UND_ERR_CONNECT_TIMEOUT', undefined],
	])('%s of %s: the request has not left', async (code, syscall) => {
		expect(await failureFor(axiosError(code, syscall))).toEqual({
			kind: 'noAnswer',
			reason: 'unreachable',
			detail: code,
		});
	});

	it("was not sent either if n8n passes on Node.js's own error", async () => {
		const error = Object.assign(new Error(), { code: 'EHOSTUNREACH', syscall: 'connect' });
		expect(await failureFor(error)).toMatchObject({
			reason: 'unreachable',
			detail: 'EHOSTUNREACH',
		});
	});

	it('was not sent to any address of a host that has several', async () => {
		expect(await failureFor(axiosErrorOf(await noAddressAnswers()))).toEqual({
			kind: 'noAnswer',
			reason: 'unreachable',
			detail: 'ECONNREFUSED',
		});
	});

	it.each([
		['each of them timed out', ['ETIMEDOUT', 'ETIMEDOUT'], 'unreachable'],
		['each of them failed in its own way', ['ENETUNREACH', 'ETIMEDOUT'], 'unreachable'],
		['it is not said of them why', [], 'lost'],
	])('of a host that has several addresses, where %s', async (_, codes, reason) => {
		const errors = codes.map((code) => Object.assign(new Error(), { code, syscall: 'connect' }));
		const error = Object.assign(new AggregateError(errors), { code: 'ETIMEDOUT' });
		expect(await failureFor(axiosErrorOf(error))).toMatchObject({ reason, detail: 'ETIMEDOUT' });
	});

	it('is in doubt where one address of several may have got the request', async () => {
		const errors = [
			Object.assign(new Error(), { code: 'ETIMEDOUT', syscall: 'connect' }),
			Object.assign(new Error(), { code: 'ETIMEDOUT', syscall: 'read' }),
		];
		const error = Object.assign(new AggregateError(errors), { code: 'ETIMEDOUT' });
		expect(await failureFor(axiosErrorOf(error))).toMatchObject({ reason: 'lost' });
	});

	it.each([
		[
			'Client network socket disconnected before secure TLS connection was established',
			'ECONNRESET',
		],
		['Proxy connection ended before receiving CONNECT response', undefined],
	])('was not sent where Node.js or n8n says: %s', async (message, code) => {
		const error = Object.assign(new Error(message), { code });
		expect(await failureFor(axiosErrorOf(error))).toMatchObject({ reason: 'unreachable' });
	});

	it.each<[string, unknown, string]>([
		['was still in the handshake', { secureConnecting: true }, 'unreachable'],
		['did not exist yet', null, 'unreachable'],
		['was secure', { secureConnecting: false }, 'lost'],
		['was not of TLS', {}, 'lost'],
	])('by a limit of time, while the connection %s', async (_, socket, reason) => {
		for (const code of ['ECONNABORTED', 'ERR_CANCELED', 'ECONNRESET']) {
			const error = { ...axiosError(code), request: { socket } };
			expect(await failureFor(error)).toMatchObject({ reason });
		}
	});

	it('is called a timeout where a signal has ended the request', async () => {
		expect(await failureFor(axiosError('ERR_CANCELED'))).toEqual({
			kind: 'noAnswer',
			reason: 'lost',
			detail: 'ETIMEDOUT',
		});
	});

	it('is in doubt when TLS broke after the handshake', async () => {
		const error = { ...axiosError('EPROTO'), request: { socket: { secureConnecting: false } } };
		expect(await failureFor(error)).toMatchObject({ reason: 'lost', detail: 'EPROTO' });
	});

	it.each([
		['CERT_HAS_EXPIRED'],
		['CRL_HAS_EXPIRED'],
		['INVALID_CA'],
		['INVALID_PURPOSE'],
		['HOSTNAME_MISMATCH'],
		['ERR_SSL_UNSUPPORTED_PROTOCOL'],
		['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'],
		['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
		['DEPTH_ZERO_SELF_SIGNED_CERT'],
		['SELF_SIGNED_CERT_IN_CHAIN'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
		['UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
		['ERR_TLS_CERT_ALTNAME_INVALID'],
		['ERR_SSL_WRONG_VERSION_NUMBER'],
		['EPROTO'],
	])('%s: no attempt will get through', async (code) => {
		expect(await failureFor(axiosError(code))).toEqual({
			kind: 'noAnswer',
			reason: 'blocked',
			detail: code,
		});
	});

	it.each([
		['ECONNRESET', 'read'],
		['ECONNABORTED', undefined],
		['ETIMEDOUT', 'read'],
		['EPIPE', 'write'],
		['ERR_NETWORK', undefined],
		['ERR_BAD_RESPONSE', undefined],
		['HPE_INVALID_CONSTANT', undefined],
		['SOMETHING_NEW', undefined],
		['SOME_CERT_TROUBLE', undefined],
		['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', undefined],
		// A connection that was open reports these when its route breaks down (tcp(7), "soft errors").
		['EHOSTUNREACH', 'read'],
		['ENETUNREACH', 'read'],
		['EADDRNOTAVAIL', 'read'],
		['ENETDOWN', 'read'],
	])('%s of %s: the request may have been stored', async (code, syscall) => {
		expect(await failureFor(axiosError(code, syscall))).toEqual({
			kind: 'noAnswer',
			reason: 'lost',
			detail: code,
		});
	});

	it.each([[undefined], [null], [{ isAxiosError: true }], [{ isAxiosError: true, code: 5 }]])(
		'for no known reason, %j: the request may have been stored',
		async (cause) => {
			expect(await failureFor(cause)).toMatchObject({ reason: 'lost', detail: 'no answer' });
		},
	);

	it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])(
		'%s without axios: the request may have been stored',
		async (code) => {
			const error = Object.assign(new Error(), { code });
			expect(await failureFor(error)).toMatchObject({ reason: 'lost', detail: code });
		},
	);

	it.each([
		['as an error', Object.assign(new TypeError(), { code: 'EGRESS_DENIED' }), 'TypeError'],
		['as something else', { code: 'EGRESS_DENIED' }, 'EGRESS_DENIED'],
	])('is blocked by n8n with a code of its own, %s', async (_, cause, detail) => {
		expect(await failureFor(cause)).toMatchObject({ reason: 'blocked', detail });
	});

	it('is blocked by n8n itself when the error does not come from the network', async () => {
		const forbidden = Object.assign(new Error('eght_secret'), { name: 'SsrfError' });
		expect(await failureFor(forbidden)).toEqual({
			kind: 'noAnswer',
			reason: 'blocked',
			detail: 'SsrfError',
		});
	});

	it('passes on only the code of the error, because the error carries the key', async () => {
		const shown = JSON.stringify(await failureFor(axiosError('ECONNRESET', 'read')));
		expect(shown).not.toContain(DATA.apiKey);
	});
});
