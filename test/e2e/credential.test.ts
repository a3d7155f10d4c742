import { startHttpServer } from '../../scripts/process/httpServer';
import { KEY_WITHOUT_PRODUCT, type FaultSpec } from '../../simulator';
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

// Always: n8n asks once more after a 401.
const answer = (spec: Omit<FaultSpec, 'kind'>) =>
	simulator.fault({ kind: 'status', times: 'always', ...spec });

const BODIES = ['problem', 'html', 'empty'] as const;

it('is green for a good key', async () => {
	expect(await testCredential()).toMatchObject({ status: 'OK' });
	expect(simulator.requests).toHaveLength(1);
	expect(simulator.requests[0]).toMatchObject({ method: 'POST', stored: false });
});

it.each([400, 404, 409, 422])('is green for %i, which only a good key gets', async (status) => {
	answer({ status });
	expect(await testCredential()).toMatchObject({ status: 'OK' });
});

it('tells what to do for an unknown key', async () => {
	const { status, message } = await testCredential('eght_unknown');
	expect(status).toBe('Error');
	expect(message).toMatch(/does not know this key.*Admin Console/);
});

it('tells what to do for a key without the API product', async () => {
	const { status, message } = await testCredential(KEY_WITHOUT_PRODUCT);
	expect(status).toBe('Error');
	expect(message).toMatch(/refused.*API Product.*role.*tenant/);
});

describe.each(BODIES)('with the answer as %s', (body) => {
	it.each([
		[401, /does not know this key/],
		[403, /refused.*API Product/],
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

it.each<[what: string, baseUrl: (port: string) => string]>([
	['another machine by http', (port) => `http://0.0.0.0:${port}`],
	['a path', (port) => `http://127.0.0.1:${port}/elsewhere`],
	['a query', (port) => `http://127.0.0.1:${port}?`],
	['another host behind a login', (port) => `https://api.8x8.com@127.0.0.1:${port}`],
	['no address', () => 'api.8x8.com'],
])('sends the key nowhere for a base URL with %s', async (_what, baseUrl) => {
	const shown = await testCredential(undefined, baseUrl(new URL(simulator.url).port));
	expect(shown.status).toBe('Error');
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
