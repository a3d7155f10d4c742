import type { ICredentialTestFunctions } from 'n8n-workflow';
import { testCredential } from '../../../nodes/EightByEightCampaigns/client/credentialTest';
import { axiosError, CREDENTIAL, DATA } from '../helpers/connection';
import { HTML } from '../helpers/replies';

/** Tests a credential with n8n's helper doing that. */
async function tested(request: (options: object) => Promise<unknown>, data: object = {}) {
	const asked: object[] = [];
	const helpers = {
		request(options: object) {
			asked.push(options);
			return request(options);
		},
	};
	const credential = { id: '', name: '', type: CREDENTIAL, data: { ...DATA, ...data } };
	const shown = await testCredential(
		{ helpers } as unknown as ICredentialTestFunctions,
		credential,
	);
	return { ...shown, asked };
}

const answering = (statusCode: number, body: object | string) => () =>
	Promise.resolve({
		statusCode,
		headers: {},
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});

const problem = (status: number) => ({ title: 'No', status, detail: 'Not here' });

it('asks once to add nothing to no campaign, follows no redirect, and reads every status', async () => {
	const { asked } = await tested(answering(404, problem(404)));
	expect(asked).toEqual([
		{
			method: 'POST',
			uri: 'https://api.8x8.com/cc/US1/campaigns/v1/00000000-0000-0000-0000-000000000000/records',
			body: '{"records":[]}',
			headers: {
				'Content-Type': 'application/vnd.campaigns.v1+json',
				Accept: expect.stringContaining('application/vnd.campaigns.v1+json') as string,
				'X-API-Key': DATA.apiKey,
				'X-8x8-Tenant': DATA.tenant,
			},
			timeout: 15_000,
			followRedirect: false,
			simple: false,
			resolveWithFullResponse: true,
			useStream: true,
		},
	]);
});

it.each([
	[200, { records: [] }],
	[201, { records: [] }],
	[400, problem(400)],
	[404, problem(404)],
	[409, problem(409)],
	[422, problem(422)],
])('is green for %i with %j', async (status, body) => {
	expect(await tested(answering(status, body))).toMatchObject({
		status: 'OK',
		message: 'Connection successful!',
	});
});

it.each<[number, object | string, RegExp]>([
	[200, HTML, /^The answer cannot be read.*A proxy/],
	[200, {}, /^The answer cannot be read/],
	[204, '', /^The answer reports success, but is empty\./],
	[302, '', /^The base URL answered with a redirect\. Redirects are not followed/],
	[
		400,
		HTML,
		/^Something other than the Campaigns API answered \(HTTP 400\)\..*between"\. The key was not/,
	],
	[401, problem(401), /^8x8 does not accept the API key\. 8x8 answered 401 No: Not here\./],
	[403, problem(403), /^8x8 does not allow this.*8x8 answered 403 No: Not here\. Check three/],
	[
		403,
		HTML,
		/^Something between n8n and 8x8 refused the request \(HTTP 403\)\..*between"\. The answer/,
	],
	[404, '', /^Something other than the Campaigns API answered \(HTTP 404\)\. The key was not/],
	[404, '[1]', /^Something other than the Campaigns API/],
	[
		407,
		HTML,
		/^A proxy between n8n and 8x8 asks for a sign-in \(HTTP 407\)\..*between"\. Give n8n/,
	],
	[413, HTML, /^Something other than the Campaigns API answered \(HTTP 413\)/],
	[429, problem(429), /too many requests\. The key was not checked\. Wait a minute/],
	[502, HTML, /\(HTTP 502\)\. The key was not checked\. Wait a minute/],
])('is red for %i with %j, and says why', async (status, body, says) => {
	expect(await tested(answering(status, body))).toMatchObject({
		status: 'Error',
		message: expect.stringMatching(says) as string,
	});
});

it.each<[string, RegExp]>([
	['ECONNREFUSED', /^8x8 could not be reached\. Nothing listens.*Check "Base URL".*ECONNREFUSED/],
	['CERT_HAS_EXPIRED', /^The certificate of the server has expired\. .*CERT_HAS_EXPIRED/],
	['ECONNRESET', /^The answer from 8x8 did not arrive\. The key was not checked\. Wait a minute/],
])('is red for %s, and says why, without the key', async (code, says) => {
	const { status, message } = await tested(() => Promise.reject(axiosError(code)));
	expect(status).toBe('Error');
	expect(message).toMatch(says);
	expect(message).not.toContain(DATA.apiKey);
});

it.each<[string, object, RegExp]>([
	['plain http', { baseUrl: 'http://api.8x8.com' }, /must start with https:\/\//],
	['a path', { baseUrl: 'https://api.8x8.com/cc' }, /Enter it like https:\/\/api\.8x8\.com/],
	['no key', { apiKey: '' }, /^The API key in the credential is empty\./],
	['no tenant', { tenant: undefined }, /^The tenant in the credential is empty\./],
	['another site', { customerSite: 'other', otherCustomerSite: 'a/b' }, /customer site/],
])('asks nothing with %s, and says why', async (_, data, says) => {
	const { status, message, asked } = await tested(answering(404, problem(404)), data);
	expect({ status, asked }).toEqual({ status: 'Error', asked: [] });
	expect(message).toMatch(says);
});

it('does not fail for a credential without anything in it', async () => {
	const context = { helpers: {} } as ICredentialTestFunctions;
	const empty = { id: '', name: '', type: CREDENTIAL };
	expect(await testCredential(context, empty)).toMatchObject({ status: 'Error' });
});
