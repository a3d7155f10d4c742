import { add, call, clock, simulator } from './calls';
import { GOOD_KEY, KEY_WITHOUT_PRODUCT } from '../../simulator';

const NIL = '00000000-0000-0000-0000-000000000000';

test.each([
	['missing', undefined, 401],
	['unknown', 'eght_unknown', 401],
	['without the API product', KEY_WITHOUT_PRODUCT, 403],
])('refuses a key that is %s, whatever else is wrong', async (_case, key, status) => {
	const headers = { 'x-api-key': key, 'content-type': 'text/plain' };
	const reply = await call({ path: '/nowhere', method: 'PUT', headers, body: '{' });
	expect(reply.status).toBe(status);
	expect(reply.json).toMatchObject({ status });
});

test.each([undefined, 'application/json', 'text/plain', 'application/vnd.campaigns.v2+json'])(
	'answers 415 to a body of type %s before it looks at method and campaign',
	async (type) => {
		const { id } = simulator.createCampaign();
		const headers = { 'content-type': type };
		const body = new TextEncoder().encode('{"records":[{"crmRecordId":"a"}]}');
		const response = await fetch(`${simulator.url}/cc/US1/campaigns/v1/${id}/records`, {
			method: 'PUT',
			headers: Object.entries({ 'x-api-key': GOOD_KEY, ...headers }).filter(
				(entry): entry is [string, string] => entry[1] !== undefined,
			),
			// Bytes, for which fetch sets no Content-Type of its own.
			body,
		});
		expect(response.status).toBe(415);
	},
);

test('accepts parameters and capitals in the media type', async () => {
	const campaign = simulator.createCampaign();
	const headers = { 'content-type': 'Application/vnd.campaigns.v1+json; charset=utf-8' };
	expect((await add(campaign, ['a'], { headers })).status).toBe(200);
});

test.each([
	['GET', '/records', 'POST'],
	['PATCH', '/records', 'POST'],
	['POST', '', 'PATCH'],
	['DELETE', '', 'PATCH'],
])('answers 405 to %s %s and names what is supported', async (method, suffix, allow) => {
	const { id } = simulator.createCampaign();
	const reply = await call({ method, path: `/cc/US1/campaigns/v1/${id}${suffix}` });
	expect(reply.status).toBe(405);
	expect(reply.headers.get('allow')).toBe(allow);
});

test('makes unknown campaign, wrong tenant and wrong site look alike', async () => {
	const { id } = simulator.createCampaign();
	const body = { records: [{ crmRecordId: 'a' }] };
	const replies = await Promise.all([
		call({ campaignId: NIL, body }),
		call({ campaignId: 'no-uuid', body }),
		call({ campaignId: id, body, headers: { 'x-8x8-tenant': 'globex' } }),
		call({ campaignId: id, body, headers: { 'x-8x8-tenant': undefined } }),
		call({ path: `/cc/US2/campaigns/v1/${id}/records`, body }),
		call({ path: `/campaigns/${id}/records`, body }),
	]);
	const speech = replies.map(({ status, json }) => [status, json?.title, json?.detail]);
	expect(new Set(speech.map((entry) => JSON.stringify(entry)))).toEqual(
		new Set([JSON.stringify([404, 'Not Found', 'Campaign not found'])]),
	);
	expect(simulator.campaign(id).recordCount).toBe(0);
});

test('takes a campaign id in any case, and a query', async () => {
	const { id } = simulator.createCampaign();
	const path = `/cc/US1/campaigns/v1/${id.toUpperCase()}/records?trace=1`;
	expect((await call({ path, body: { records: [{ crmRecordId: 'a' }] } })).status).toBe(200);
});

test('answers problems with all of 8x8’s fields, in its media type', async () => {
	const { json, headers } = await call({ campaignId: NIL, body: { records: [] } });
	expect(headers.get('content-type')).toBe('application/vnd.campaigns.v1+json');
	expect(json).toEqual({
		title: 'Not Found',
		status: 404,
		detail: 'Campaign not found',
		instance: expect.stringContaining(`${NIL}/records#`) as string,
		time: new Date(clock.now).toISOString(),
	});
	const again = await call({ campaignId: NIL, body: { records: [] } });
	expect(again.json?.instance).not.toBe(json?.instance);
});

test('answers 400 to a body that is not JSON, or missing', async () => {
	const { id } = simulator.createCampaign();
	for (const body of ['{"records":[', '<xml/>', undefined]) {
		expect((await call({ campaignId: id, body })).status).toBe(400);
	}
});
