import fc from 'fast-check';

import { judgeAddRecords } from '../../../nodes/EightByEightCampaigns/client/addRecords';
import { judgeChange } from '../../../nodes/EightByEightCampaigns/client/changeCampaign';
import { connect, type Send } from '../../../nodes/EightByEightCampaigns/client/connection';
import type { Answer } from '../../../nodes/EightByEightCampaigns/client/reply';
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
			aborted: () => true,
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
		let aborted = false;
		const result = await replyTo(
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
		expect(await replyTo(() => Promise.resolve({ statusCode: 429, headers, body }))).toEqual({
			kind: 'answer',
			status: 429,
			headers,
			body: expected,
		});
	});
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
				const rule = { verb: 'start', participle: 'started', validFrom: 'READY' };
				for (const judged of [
					judgeAddRecords(reply, [{ crmRecordId: 'x' }], 0),
					judgeChange(reply, rule, 0),
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

	it('is left alone where the credential has no key', async () => {
		expect(await answered('no key')).toBe('no key');
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
		const { members, calls } = connectionContext(() =>
			Promise.resolve({ statusCode: 200, headers: {} }),
		);
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
		const { members } = connectionContext(() => Promise.resolve({ statusCode: 201, headers: {} }));
		const send = (await connect({ ...members, getExecutionCancelSignal: () => undefined })) as Send;
		expect(await send(REQUEST)).toMatchObject({ kind: 'answer', status: 201 });
	});

	it('is not made with a credential that leads elsewhere', async () => {
		const data = { ...DATA, baseUrl: 'http://api.8x8.com' };
		expect(
			await connect(connectionContext(() => Promise.reject(new Error()), { data }).members),
		).toMatchObject({ code: 'notSent' });
	});
});
