import { startHttpServer } from '../../scripts/process/httpServer';
import { KEY_WITHOUT_PRODUCT, startSimulator, type FaultSpec, type TlsKind } from '../../simulator';
import { rest, runNode, saveCredential, type Json } from './n8n';
import { credential, simulator } from './simulated';

/** What n8n's credential dialog shows after "Test". */
async function testCredential(
	apiKey?: string,
	baseUrl = simulator.url,
): Promise<{ status: string; message: string }> {
	const credentials = await saveCredential(baseUrl, apiKey);
	return await rest('POST', '/credentials/test', { credentials });
}

const answer = (spec: Omit<FaultSpec, 'kind'>) => simulator.fault({ kind: 'status', ...spec });

const BODIES = ['problem', 'html', 'empty'] as const;

it('is green for a good key', async () => {
	expect(await testCredential()).toMatchObject({ status: 'OK' });
	expect(simulator.requests).toHaveLength(1);
	expect(simulator.requests[0]).toMatchObject({ method: 'POST', stored: false });
	expect(simulator.campaigns()).toEqual([]);
});

it.each([400, 404, 409, 422])('is green for %i, which only a good key gets', async (status) => {
	answer({ status });
	expect(await testCredential()).toMatchObject({ status: 'OK' });
});

it('tells what to do for an unknown key', async () => {
	const { status, message } = await testCredential('eght_unknown');
	expect(status).toBe('Error');
	expect(message).toMatch(/does not accept the API key.*Admin Console/);
	expect(simulator.requests).toHaveLength(1);
});

it('tells what to do for a key without the API product', async () => {
	const { status, message } = await testCredential(KEY_WITHOUT_PRODUCT);
	expect(status).toBe('Error');
	expect(message).toMatch(/8x8 answered 403.*"Contact Center Campaigns".*role.*tenant/);
});

it('quotes what 8x8 says of a 403', async () => {
	const detail = 'The tenant does not belong to this customer';
	answer({ status: 403, body: { text: JSON.stringify({ title: 'Forbidden', detail }) } });
	expect((await testCredential()).message).toContain(`8x8 answered 403 Forbidden: ${detail}.`);
});

/** Without 8x8's JSON, it may be somebody else who answers. */
const KEY_REFUSED = {
	problem: /^8x8 does not accept the API key/,
	html: /^Something between n8n and 8x8 refused/,
	empty: /^The API key was not accepted.*if the key is right, check "Base URL"/,
};

describe.each(BODIES)('with the answer as %s', (body) => {
	it.each([
		[401, KEY_REFUSED[body]],
		[403, body === 'problem' ? /API Product/ : /^Something between n8n and 8x8 refused/],
		[407, /A proxy.*asks for a sign-in/],
		[429, /Wait a minute/],
		[500, /Wait a minute/],
		[502, /Wait a minute/],
		[503, /Wait a minute/],
		[504, /Wait a minute/],
	])('is red for %i and tells what to do', async (status, says) => {
		answer({ status, body });
		const shown = await testCredential();
		expect(shown.status).toBe('Error');
		expect(shown.message).toMatch(says);
	});

	it.each([405, 418, 505, 599])('is red for %i, whatever it means', async (status) => {
		answer({ status, body });
		expect(await testCredential()).toMatchObject({ status: 'Error' });
	});
});

it.each(['html', 'empty'] as const)(
	'is red for a 404 that may be of any web server: %s',
	async (body) => {
		answer({ status: 404, body });
		const shown = await testCredential();
		expect(shown.status).toBe('Error');
		expect(shown.message).toMatch(/Something other than the Campaigns API answered \(HTTP 404\)/);
	},
);

it('is red for a page instead of an answer, as a captive portal shows it', async () => {
	simulator.fault({ kind: 'unreadable' });
	const shown = await testCredential();
	expect(shown).toMatchObject({
		status: 'Error',
		message: expect.stringMatching(/proxy/) as string,
	});
});

it.each<[what: string, baseUrl: (port: string) => string, says: RegExp]>([
	['another machine by http', (port) => `http://0.0.0.0:${port}`, /must start with https:/],
	['a path', (port) => `http://127.0.0.1:${port}/elsewhere`, /nothing after the host name/],
	['a query', (port) => `http://127.0.0.1:${port}?a=b`, /nothing after the host name/],
	[
		'another host behind a login',
		(port) => `https://api.8x8.com@127.0.0.1:${port}`,
		/no user name or password/,
	],
	['no address', () => 'api.8x8.com', /not a URL.*https:\/\/api\.8x8\.com/],
])('sends the key nowhere for a base URL with %s, and says why', async (_what, baseUrl, says) => {
	const shown = await testCredential(undefined, baseUrl(new URL(simulator.url).port));
	expect(shown).toEqual({ status: 'Error', message: expect.stringMatching(says) as string });
	expect(simulator.requests).toEqual([]);
});

it('asks nothing with an empty key', async () => {
	expect(await testCredential(' ')).toMatchObject({
		status: 'Error',
		message: expect.stringMatching(/API key in the credential is empty/) as string,
	});
	expect(simulator.requests).toEqual([]);
});

it('is red where no customer site was chosen, and sends the key nowhere', async () => {
	const { id, ...credential } = await saveCredential(simulator.url);
	const data = { ...credential.data, customerSite: '' };
	const credentials = { ...credential, id, data };
	expect(await rest('POST', '/credentials/test', { credentials })).toMatchObject({
		status: 'Error',
	});
	expect(simulator.requests).toEqual([]);
});

it('says where nobody listens', async () => {
	const closed = await startHttpServer(() => undefined);
	await closed.close();
	expect(await testCredential(undefined, closed.url)).toMatchObject({
		status: 'Error',
		message: expect.stringMatching(/Nothing listens.*Base URL.*ECONNREFUSED/) as string,
	});
});

it('says that the answer did not come', async () => {
	simulator.fault({ kind: 'resetBefore' });
	expect(await testCredential()).toMatchObject({
		status: 'Error',
		message: expect.stringMatching(/did not arrive.*Wait a minute/) as string,
	});
});

it.each<[TlsKind, RegExp]>([
	['good', /does not know the authority.*NODE_EXTRA_CA_CERTS/],
	['expired', /has expired/],
	['selfSigned', /self-signed.*NODE_EXTRA_CA_CERTS/],
])(
	'says what is wrong with a certificate that is %s, of an unknown authority',
	async (tls, says) => {
		const secure = await startSimulator({ tls });
		const shown = await testCredential(undefined, secure.url).finally(() => secure.close());
		expect(shown).toEqual({ status: 'Error', message: expect.stringMatching(says) as string });
		expect(secure.requestCount).toBe(0);
	},
);

it.each(['/', ' '])('takes a base URL that ends in %j', async (ending) => {
	expect(await testCredential(undefined, simulator.url + ending)).toMatchObject({ status: 'OK' });
});

it.each([301, 302, 303, 307, 308])('does not follow a redirect with %i', async (status) => {
	let visits = 0;
	const elsewhere = await startHttpServer((_request, response) => {
		visits++;
		response.end('{}');
	});
	simulator.fault({ kind: 'redirect', status, location: `${elsewhere.url}/stolen` });
	const shown = await testCredential();
	await elsewhere.close();

	expect(shown.status).toBe('Error');
	expect(shown.message).toMatch(/redirect.*Check "Base URL"/);
	expect(simulator.requests).toHaveLength(1);
	expect(visits).toBe(0);
});

it('keeps what is secret from the editor, and shows the rest', async () => {
	const { id, data } = credential;
	const shown = await rest<{ data: Json }>('GET', `/credentials/${id}?includeData=true`);
	const { apiKey, ...others } = shown.data;
	expect(JSON.stringify(shown)).not.toContain(data.apiKey);
	expect(apiKey).toEqual(expect.any(String));
	expect(others).toMatchObject({ tenant: 'acme', customerSite: 'US1', baseUrl: data.baseUrl });
});

it('serves the HTTP Request node as well', async () => {
	const { id } = simulator.createCampaign({ state: 'RUNNING' });
	const [answer] = await runNode({
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		credential,
		parameters: {
			method: 'PATCH',
			url: `${simulator.url}/cc/US1/campaigns/v1/${id}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: credential.type,
			sendBody: true,
			contentType: 'raw',
			rawContentType: 'application/vnd.campaigns.v1+json',
			body: '{"action":"PAUSE"}',
			options: {},
		},
	});
	// That node reads only application/json by itself.
	expect(JSON.parse(answer?.data as string)).toMatchObject({ id, state: 'PAUSED' });
});
