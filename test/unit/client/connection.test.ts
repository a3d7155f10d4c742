import type { IExecuteFunctions } from 'n8n-workflow';

import { EightByEightCampaignsApi } from '../../../credentials/EightByEightCampaignsApi.credentials';
import { connect, type Send } from '../../../nodes/EightByEightCampaigns/client/connection';
import type { Answer, Reply } from '../../../nodes/EightByEightCampaigns/client/reply';

const DATA = {
	apiKey: 'eght_secret',
	tenant: 'acme',
	customerSite: 'US1',
	baseUrl: 'https://api.8x8.com',
};
const REQUEST = { method: 'POST', path: '/x/records', body: '{"records":[]}', timeout: 9 } as const;

const MEDIA_TYPE = 'application/vnd.campaigns.v1+json';
const CREDENTIAL = new EightByEightCampaignsApi().name;

type HttpRequest = (...parameters: unknown[]) => Promise<unknown>;

/** The members of n8n's context that a connection needs. */
function context(
	request: HttpRequest,
	{ data = DATA, aborted = () => false }: { data?: typeof DATA; aborted?: () => boolean } = {},
) {
	const calls: unknown[][] = [];
	const members = {
		getCredentials: (type: string) =>
			type === CREDENTIAL ? Promise.resolve(data) : Promise.reject(new Error(`No ${type}`)),
		getExecutionCancelSignal: () => ({ aborted: aborted() }),
		helpers: {
			httpRequestWithAuthentication(this: unknown, ...parameters: unknown[]) {
				calls.push([this, ...parameters]);
				return request(...parameters);
			},
		},
	} as unknown as IExecuteFunctions;
	return { members, calls };
}

async function reply(request: HttpRequest, aborted?: () => boolean): Promise<Reply> {
	const send = (await connect(context(request, { aborted }).members)) as Send;
	return await send(REQUEST);
}

const fails = (cause: unknown) =>
	reply(() => Promise.reject(Object.assign(new Error(), { cause })));

/** As axios reports what Node.js has reported. */
const axiosError = (code: string, syscall?: string) =>
	Object.assign(new Error(`${syscall ?? ''} ${code}`), {
		isAxiosError: true,
		code,
		cause: Object.assign(new Error(), { code, syscall }),
		config: { headers: { 'X-API-Key': DATA.apiKey } },
	});

describe('without an answer', () => {
	it.each([
		['ECONNREFUSED', 'connect'],
		['ENOTFOUND', 'getaddrinfo'],
		['EAI_AGAIN', 'getaddrinfo'],
		['EHOSTUNREACH', 'connect'],
		['ENETUNREACH', 'connect'],
		['EADDRNOTAVAIL', 'connect'],
		['ENETDOWN', 'connect'],
	])('%s of %s: the request has not left', async (code, syscall) => {
		expect(await fails(axiosError(code, syscall))).toEqual({
			kind: 'noAnswer',
			reason: 'refused',
			detail: code,
		});
	});

	it('has not left either where n8n passes on the error of Node.js as it is', async () => {
		const error = Object.assign(new Error(), { code: 'EHOSTUNREACH', syscall: 'connect' });
		expect(await fails(error)).toMatchObject({ reason: 'refused', detail: 'EHOSTUNREACH' });
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
		expect(await fails(axiosError(code))).toEqual({
			kind: 'noAnswer',
			reason: 'blocked',
			detail: code,
		});
	});

	it.each([
		['ECONNRESET', 'read'],
		['ECONNABORTED', undefined],
		['ETIMEDOUT', 'read'],
		['ETIMEDOUT', 'connect'],
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
		expect(await fails(axiosError(code, syscall))).toEqual({
			kind: 'noAnswer',
			reason: 'lost',
			detail: code,
		});
	});

	it.each([[undefined], [null], [{ isAxiosError: true }], [{ isAxiosError: true, code: 5 }]])(
		'for no known reason, %j: the request may have been stored',
		async (cause) => {
			expect(await fails(cause)).toMatchObject({ reason: 'lost', detail: 'no answer' });
		},
	);

	it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])(
		'%s without axios: the request may have been stored',
		async (code) => {
			const error = Object.assign(new Error(), { code });
			expect(await fails(error)).toMatchObject({ reason: 'lost', detail: code });
		},
	);

	it.each([
		['as an error', Object.assign(new TypeError(), { code: 'EGRESS_DENIED' }), 'TypeError'],
		['as something else', { code: 'EGRESS_DENIED' }, 'EGRESS_DENIED'],
	])('is blocked by n8n with a code of its own, %s', async (_, cause, detail) => {
		expect(await fails(cause)).toMatchObject({ reason: 'blocked', detail });
	});

	it('is blocked by n8n itself when the error does not come from the network', async () => {
		const forbidden = Object.assign(new Error('eght_secret'), { name: 'SsrfError' });
		expect(await fails(forbidden)).toEqual({
			kind: 'noAnswer',
			reason: 'blocked',
			detail: 'SsrfError',
		});
	});

	it('tells nothing of the error but its code, since it carries the key', async () => {
		const shown = JSON.stringify(await fails(axiosError('ECONNRESET', 'read')));
		expect(shown).not.toContain(DATA.apiKey);
	});
});

describe('once the execution is stopped', () => {
	it('sends nothing', async () => {
		const { members, calls } = context(() => Promise.resolve({}), { aborted: () => true });
		const send = (await connect(members)) as Send;
		expect(await send(REQUEST)).toEqual({
			kind: 'noAnswer',
			reason: 'cancelled',
			detail: 'cancelled',
		});
		expect(calls).toEqual([]);
	});

	it('does not take the request that was ended for a lost one', async () => {
		let aborted = false;
		const result = await reply(
			() => {
				aborted = true;
				return Promise.reject(Object.assign(new Error(), { cause: axiosError('ERR_CANCELED') }));
			},
			() => aborted,
		);
		expect(result).toMatchObject({ reason: 'cancelled' });
	});
});

describe('an answer', () => {
	it.each([
		['text', '{"records":[]}', '{"records":[]}'],
		['nothing', undefined, ''],
		['an object that n8n has read', { records: [] }, ''],
	])('is handed on with its body as %s', async (_, body, expected) => {
		const headers = { 'retry-after': '5' };
		expect(await reply(() => Promise.resolve({ statusCode: 429, headers, body }))).toEqual({
			kind: 'answer',
			status: 429,
			headers,
			body: expected,
		});
	});
});

describe('an answer that holds the key, such as a page that prints what it was sent', () => {
	const answered = async (body: string, apiKey: string) => {
		const data = { ...DATA, apiKey };
		const request = () => Promise.resolve({ statusCode: 502, headers: {}, body });
		const send = (await connect(context(request, { data }).members)) as Send;
		return ((await send(REQUEST)) as Answer).body;
	};

	it.each(['eght_secret', ' eght_secret\n', '12345678'])('loses %j', async (apiKey) => {
		const said = `key ${apiKey.trim()}, and again ${apiKey.trim()}`;
		expect(await answered(said, apiKey)).toBe('key [API key], and again [API key]');
	});

	it.each(['', 'abc', '1234567'])(
		'is left alone where the key could be any word: %j',
		async (key) => {
			expect(await answered(`abc ${key} 1234567`, key)).toBe(`abc ${key} 1234567`);
		},
	);
});

describe('the request', () => {
	it('goes out as 8x8 wants it, with the credential decrypted once, and follows no redirect', async () => {
		const { members, calls } = context(() => Promise.resolve({ statusCode: 200, headers: {} }));
		await ((await connect(members)) as Send)(REQUEST);
		const [[self, type, options, additional] = []] = calls;
		expect(self).toBe(members);
		expect(type).toBe(CREDENTIAL);
		expect(options).toMatchObject({
			method: 'POST',
			url: 'https://api.8x8.com/cc/US1/campaigns/v1/x/records',
			body: REQUEST.body,
			timeout: 9,
			headers: {
				'Content-Type': MEDIA_TYPE,
				Accept: `${MEDIA_TYPE}, application/json;q=0.9, */*;q=0.8`,
			},
			encoding: 'text',
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
		});
		expect(additional).toMatchObject({ credentialsDecrypted: { type: CREDENTIAL, data: DATA } });
	});

	it('is made where n8n gives no signal of a stop', async () => {
		const { members } = context(() => Promise.resolve({ statusCode: 201, headers: {} }));
		const send = (await connect({ ...members, getExecutionCancelSignal: () => undefined })) as Send;
		expect(await send(REQUEST)).toMatchObject({ kind: 'answer', status: 201 });
	});

	it('is not made with a credential that leads elsewhere', async () => {
		const data = { ...DATA, baseUrl: 'http://api.8x8.com' };
		expect(
			await connect(context(() => Promise.reject(new Error()), { data }).members),
		).toMatchObject({ code: 'notSent' });
	});
});
