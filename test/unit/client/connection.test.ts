import { getEventListeners } from 'node:events';

import fc from 'fast-check';

import { judgeAddRecords } from '../../../nodes/EightByEightCampaigns/client/addRecords';
import { judgeChange } from '../../../nodes/EightByEightCampaigns/client/changeCampaign';
import { connect, isCancelled } from '../../../nodes/EightByEightCampaigns/client/connection';
import type { Answer } from '../../../nodes/EightByEightCampaigns/client/reply';
import type { Send } from '../../../nodes/EightByEightCampaigns/client/send';
import {
	CREDENTIAL,
	DATA,
	REQUEST,
	axiosError,
	connectionContext,
	replyTo,
} from '../helpers/connection';

const MEDIA_TYPE = 'application/vnd.campaigns.v1+json';

describe('once the execution is stopped', () => {
	it('sends nothing', async () => {
		const { members, calls } = connectionContext(() => Promise.resolve({}), {
			cancelled: AbortSignal.abort(),
		});
		const send = (await connect(members)) as Send;
		expect(await send(REQUEST)).toEqual({
			kind: 'noAnswer',
			reason: 'cancelled',
			detail: 'cancelled',
		});
		expect(calls).toEqual([]);
	});

	it('does not take the request that was ended for a lost one', async () => {
		const stop = new AbortController();
		const result = await replyTo(() => {
			stop.abort();
			return Promise.reject(Object.assign(new Error(), { cause: axiosError('ERR_CANCELED') }));
		}, stop.signal);
		expect(result).toMatchObject({ reason: 'cancelled' });
	});
});

it.each([
	['was stopped', AbortSignal.abort(), true],
	['goes on', new AbortController().signal, false],
	['gives no signal', undefined, false],
])('an execution that %s is told from the others', (_, cancelled, stopped) => {
	expect(isCancelled({ getExecutionCancelSignal: () => cancelled })).toBe(stopped);
});

describe('an answer', () => {
	it.each([
		['text', '{"records":[]}', '{"records":[]}'],
		['nothing', undefined, ''],
		['null', null, ''],
		['an object that n8n has read', { records: [] }, ''],
	])('is handed on with its body as %s', async (_, body, expected) => {
		const headers = { 'retry-after': '5' };
		expect(await replyTo(() => Promise.resolve({ statusCode: 429, headers, body }))).toEqual({
			kind: 'answer',
			status: 429,
			headers,
			body: expected,
		});
	});
});

/** A body as a stream that tells whether it was ended. */
function streamOf(chunks: () => AsyncGenerator<Uint8Array>) {
	const iterator = chunks();
	const body = { isDestroyed: false, [Symbol.asyncIterator]: () => iterator, destroy };
	function destroy() {
		body.isDestroyed = true;
		void iterator.return(undefined);
	}
	return body;
}

const answeredWith = (body: unknown, headers: Record<string, string> = {}) =>
	replyTo(() => Promise.resolve({ statusCode: 200, headers, body }));

describe('the body of an answer', () => {
	it('is read from a stream, wherever its characters are cut, without a byte order mark', async () => {
		const bytes = Buffer.from('\ufeff{"a":"ä€😀"}');
		const body = streamOf(async function* () {
			for (const byte of bytes) yield await Promise.resolve(Uint8Array.of(byte));
		});
		expect(await answeredWith(body)).toMatchObject({ kind: 'answer', body: '{"a":"ä€😀"}' });
	});

	it('is not read to its end when it has none', async () => {
		let read = 0;
		const body = streamOf(async function* () {
			for (;;) yield await Promise.resolve(new Uint8Array(((read += 1), 1024 * 1024)));
		});
		expect(await answeredWith(body)).toEqual({
			kind: 'noAnswer',
			reason: 'lost',
			detail: 'no answer',
		});
		expect(read).toBe(17);
	});

	it.each([
		['Z_DATA_ERROR', 'Z_DATA_ERROR'],
		['ECONNRESET', 'ECONNRESET'],
		[undefined, 'no answer'],
	])('was on its way when %s broke it off: the request has arrived', async (code, detail) => {
		const body = streamOf(async function* () {
			yield await Promise.resolve(Buffer.from('{"rec'));
			throw Object.assign(new Error(), { code });
		});
		expect(await answeredWith(body)).toEqual({ kind: 'noAnswer', reason: 'lost', detail });
	});

	it('is given up when it goes on for too long, and the stream is ended', async () => {
		const body = streamOf(async function* () {
			for (;;) {
				await new Promise((resolve) => setTimeout(resolve, 1));
				yield Buffer.from(' ');
			}
		});
		expect(await answeredWith(body)).toMatchObject({ reason: 'lost', detail: 'ETIMEDOUT' });
		expect(body.isDestroyed).toBe(true);
	});

	it('is not read where the execution was stopped before it came', async () => {
		const stop = new AbortController();
		const body = streamOf(async function* () {
			yield await Promise.resolve(Buffer.from(' '));
		});
		const request = () => {
			stop.abort();
			return Promise.resolve({ statusCode: 200, headers: {}, body });
		};
		expect(await replyTo(request, stop.signal)).toMatchObject({ reason: 'cancelled' });
		expect(body.isDestroyed).toBe(true);
	});

	it('is left when the execution is stopped', async () => {
		const stop = new AbortController();
		const body = streamOf(async function* () {
			yield await Promise.resolve(Buffer.from(' '));
			stop.abort();
			await new Promise(setImmediate);
			yield Buffer.from(' ');
		});
		const request = () => Promise.resolve({ statusCode: 200, headers: {}, body });
		expect(await replyTo(request, stop.signal)).toMatchObject({ reason: 'cancelled' });
		expect(body.isDestroyed).toBe(true);
	});

	it.each(['zstd', 'gzip, br', 'unknown', 'utf-8, br'])(
		'cannot be read where n8n has left it compressed: %s',
		async (encoding) => {
			expect(await answeredWith('?', { 'content-encoding': encoding })).toMatchObject({
				reason: 'lost',
				detail: 'content-encoding',
			});
		},
	);

	it.each(['identity', ' Identity ', '', 'none', 'UTF-8', 'utf8', 'ISO-8859-1'])(
		'is read where it is not compressed: %j',
		async (encoding) => {
			expect(await answeredWith('{}', { 'content-encoding': encoding })).toMatchObject({
				body: '{}',
			});
		},
	);
});

describe('an answer that holds the key, such as a page that prints what it was sent', () => {
	const answered = async (body: string, apiKey?: string) => {
		const data = { ...DATA, apiKey: apiKey! };
		const request = () => Promise.resolve({ statusCode: 502, headers: {}, body });
		const send = (await connect(connectionContext(request, { data }).members)) as Send;
		return ((await send(REQUEST)) as Answer).body;
	};

	it.each(['eght_secret', ' eght_secret\n', '12345678'])('loses %j', async (apiKey) => {
		const said = `key ${apiKey.trim()}, and again ${apiKey.trim()}`;
		expect(await answered(said, apiKey)).toBe('key [API key], and again [API key]');
	});

	it('loses it in capitals too', async () => {
		expect(await answered('X-API-KEY: EGHT_A.B+C', 'eght_a.b+c')).toBe('X-API-KEY: [API key]');
	});

	it.each([
		['a slash', 'eght_a/b+c==', String.raw`eght_a\/b+c==`],
		['numbers', 'eght_a-b', String.raw`\u0065ght_a\u002Db`],
	])('loses it where it is written with %s', async (_, apiKey, written) => {
		expect(await answered(`{"detail":"${written} \\n"}`, apiKey)).toBe(
			String.raw`{"detail":"[API key] \n"}`,
		);
	});

	it('shows it nowhere in what is made of it, whatever the answer is', async () => {
		const { apiKey } = DATA;
		const value = fc.letrec((tie) => ({
			value: fc.oneof(
				{ maxDepth: 4 },
				fc.constantFrom(apiKey, `X-API-Key: ${apiKey}`, `<title>${apiKey}</title>`, 'x'),
				fc.array(tie('value'), { maxLength: 3 }),
				fc.dictionary(
					fc.constantFrom('title', 'message', 'error', 'errors', 'field', 'errorId', apiKey),
					tie('value'),
				),
			),
		})).value;
		const bodies = fc.oneof(
			value.map((json) => JSON.stringify(json)),
			fc.string().map((text) => `<p>${text}<b>${apiKey}</b>`),
		);
		const statuses = fc.constantFrom(200, 302, 400, 401, 403, 404, 409, 413, 429, 503);
		await fc.assert(
			fc.asyncProperty(statuses, bodies, async (statusCode, body) => {
				const headers = { 'x-request-id': apiKey, 'cf-ray': `1-${apiKey}` };
				const reply = await replyTo(() => Promise.resolve({ statusCode, headers, body }));
				const asked = {
					verb: 'start',
					from: ['READY'] as const,
					change: { action: 'START' as const },
				};
				for (const judged of [
					judgeAddRecords(reply, [{ crmRecordId: 'x' }], 0),
					judgeChange(reply, asked, 0),
				]) {
					expect(JSON.stringify(judged)).not.toContain(apiKey);
				}
			}),
		);
	});

	it('loses it in its headers too', async () => {
		const headers = { 'x-request-id': `1-${DATA.apiKey}`, 'set-cookie': ['a=b'] };
		const reply = await replyTo(() => Promise.resolve({ statusCode: 502, headers, body: '' }));
		expect(reply).toMatchObject({
			headers: { 'x-request-id': '1-[API key]', 'set-cookie': ['a=b'] },
		});
	});

	it.each(['abc', '1234567'])('is left alone where the key could be any word: %j', async (key) => {
		expect(await answered(`abc ${key} 1234567`, key)).toBe(`abc ${key} 1234567`);
	});
});

describe('the request', () => {
	it('goes out as 8x8 wants it, with the credential decrypted once, and follows no redirect', async () => {
		const { members, calls } = connectionContext(() =>
			Promise.resolve({ statusCode: 200, headers: {} }),
		);
		await ((await connect(members)) as Send)(REQUEST);
		const [[self, type, options, additional] = []] = calls;
		expect(Object.getPrototypeOf(self)).toBe(members);
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
			encoding: 'stream',
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
		});
		expect(additional).toMatchObject({ credentialsDecrypted: { type: CREDENTIAL, data: DATA } });
	});

	it.each([
		['was answered', () => Promise.resolve({ statusCode: 201, headers: {} })],
		['failed', () => Promise.reject(new Error())],
	])('leaves the signal of the execution alone once it %s', async (_, request) => {
		const { signal } = new AbortController();
		await replyTo(request, signal);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	it('is made where n8n gives no signal of a stop', async () => {
		const { members } = connectionContext(() => Promise.resolve({ statusCode: 201, headers: {} }));
		const send = (await connect({ ...members, getExecutionCancelSignal: () => undefined })) as Send;
		expect(await send(REQUEST)).toMatchObject({ kind: 'answer', status: 201 });
	});

	const opened = async (data: object) => {
		const given = { data: { ...DATA, ...data } };
		return await connect(connectionContext(() => Promise.reject(new Error()), given).members);
	};

	it('is not made with a credential that leads elsewhere', async () => {
		expect(await opened({ baseUrl: 'http://api.8x8.com' })).toMatchObject({ code: 'notSent' });
	});

	it.each([
		['apiKey', 'API key', '', 'is empty'],
		['apiKey', 'API key', ' \n', 'is empty'],
		['apiKey', 'API key', undefined, 'is empty'],
		['apiKey', 'API key', null, 'is empty'],
		['apiKey', 'API key', 12345678, 'is not a text'],
		['apiKey', 'API key', { key: 'eght_secret' }, 'is not a text'],
		['apiKey', 'API key', 'eght_\nsecret', 'holds a line break'],
		['apiKey', 'API key', '“eght_secret”', 'holds a line break'],
		['tenant', 'tenant', 'acme\u200b', 'holds a line break'],
		['tenant', 'tenant', '', 'is empty'],
		['tenant', 'tenant', undefined, 'is empty'],
		['tenant', 'tenant', 5, 'is not a text'],
	])(
		'is not made where an expression has made of the %s: %s, %j',
		async (field, name, value, is) => {
			const failure = await opened({ [field]: value });
			expect(failure).toMatchObject({
				code: 'notSent',
				message: expect.stringContaining(`The ${name} in the credential ${is}`) as string,
				description: expect.stringContaining(
					`Enter the ${name} in the credential again.`,
				) as string,
			});
			expect(JSON.stringify(failure)).not.toContain('eght_secret');
		},
	);
});
