import { connect } from 'node:net';
import { add, call, ids, until } from './calls';
import { FAULT_KINDS, startSimulator, type FaultSpec, type Simulator } from '../../simulator/index';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator();
});
afterEach(() => simulator.reset());
afterAll(() => simulator.close());

/** Adds one record; a request that ends without an answer becomes 'lost'. */
async function tryToAdd(signal?: AbortSignal) {
	const campaign = simulator.createCampaign();
	const reply = await add(simulator, campaign, ['a'], { signal }).catch(() => 'lost' as const);
	return { reply, campaign };
}

const lastRequest = () => simulator.requests.at(-1);

test.each<[FaultSpec, number | 'lost', number]>([
	[{ kind: 'latency', ms: 5 }, 200, 1],
	[{ kind: 'status' }, 503, 0],
	[{ kind: 'status', status: 429 }, 429, 0],
	[{ kind: 'statusAfterStoring' }, 502, 1],
	[{ kind: 'statusAfterStoring', status: 504, body: 'html' }, 504, 1],
	[{ kind: 'resetBefore' }, 'lost', 0],
	[{ kind: 'resetAfter' }, 'lost', 1],
	[{ kind: 'cutBody' }, 'lost', 1],
	[{ kind: 'unreadable' }, 200, 1],
	[{ kind: 'redirect' }, 302, 0],
	[{ kind: 'redirect', status: 307 }, 307, 0],
])('%j: the client sees %s, the campaign has %i', async (fault, seen, stored) => {
	const view = simulator.fault(fault);
	const { reply, campaign } = await tryToAdd();
	expect(reply === 'lost' ? reply : reply.status).toBe(seen);
	expect(campaign.recordCount).toBe(stored);
	expect(view).toMatchObject({ kind: fault.kind, seen: 1, fired: 1 });
	const logged = { 'lost|cutBody': 200, 'lost|resetBefore': 'reset', 'lost|resetAfter': 'reset' };
	expect(lastRequest()).toMatchObject({
		fault: fault.kind,
		stored: stored === 1,
		status: logged[`${seen}|${fault.kind}` as keyof typeof logged] ?? seen,
		endedAt: expect.any(Number) as number,
	});
	// It struck once only.
	expect((await tryToAdd()).reply).toMatchObject({ status: 200 });
});

test.each([
	['hangBefore', 0],
	['hangAfter', 1],
] as const)('%s: no answer comes, the campaign has %i', async (kind, stored) => {
	simulator.fault({ kind });
	const { reply, campaign } = await tryToAdd(AbortSignal.timeout(50));
	expect(reply).toBe('lost');
	expect(campaign.recordCount).toBe(stored);
	expect(lastRequest()).toMatchObject({ status: 'hang', fault: kind, stored: stored === 1 });
});

test('counts a hanging request as under way until its client gives up', async () => {
	simulator.fault({ kind: 'hangBefore' });
	const client = new AbortController();
	const pending = tryToAdd(client.signal);
	await until(() => lastRequest()?.status === 'hang');
	expect(simulator.inFlight).toBe(1);
	expect(lastRequest()?.endedAt).toBeUndefined();
	client.abort();
	await pending;
	await until(() => simulator.inFlight === 0);
	expect(lastRequest()?.endedAt).toEqual(expect.any(Number));
});

test.each(FAULT_KINDS)('%s may strike a lifecycle action too', async (kind) => {
	simulator.fault({ kind, ms: 1 });
	const campaign = simulator.createCampaign({ state: 'RUNNING' });
	const path = `/cc/US1/campaigns/v1/${campaign.id}`;
	const signal = AbortSignal.timeout(100);
	await call(simulator, { method: 'PATCH', path, body: { action: 'PAUSE' }, signal }).catch(
		() => {},
	);
	const untouched = ['status', 'resetBefore', 'hangBefore', 'redirect'].includes(kind);
	expect(campaign.state).toBe(untouched ? 'RUNNING' : 'PAUSED');
	expect(lastRequest()?.stored).toBe(!untouched);
});

test('a fault after handling leaves a refused request refused', async () => {
	for (const kind of ['statusAfterStoring', 'resetAfter', 'unreadable', 'cutBody'] as const) {
		simulator.fault({ kind });
		const campaign = simulator.createCampaign({ records: ['a'] });
		await add(simulator, campaign, ['a', 'b']).catch(() => {});
		expect(campaign.recordCount).toBe(1);
		expect(lastRequest()).toMatchObject({ stored: false, fault: kind });
	}
});

test('scripts the body of an answer', async () => {
	const custom = { text: '{"message":"slow down"}', type: 'application/json' };
	simulator.fault({ kind: 'status', status: 429, body: 'problem' });
	simulator.fault({ kind: 'status', status: 500, body: 'html' });
	simulator.fault({ kind: 'status', status: 500, body: 'empty' });
	simulator.fault({ kind: 'status', status: 429, body: custom });
	const replies = [];
	for (let i = 0; i < 4; i++) replies.push((await tryToAdd()).reply);
	expect(replies).toMatchObject([
		{ status: 429, json: { status: 429, title: 'Too Many Requests' } },
		{ status: 500, text: expect.stringContaining('500 Internal Server Error') as string },
		{ status: 500, text: '' },
		{ status: 429, json: { message: 'slow down' } },
	]);
});

test('sends Retry-After as seconds, as a date, or as given', async () => {
	const before = Date.now();
	simulator.fault({ kind: 'status', status: 429, retryAfter: 7 });
	simulator.fault({ kind: 'status', status: 429, retryAfter: 7, retryAfterAs: 'date' });
	simulator.fault({
		kind: 'status',
		status: 429,
		headers: { 'Retry-After': 'soon', 'X-Own': '1' },
	});
	const headers = [];
	for (let i = 0; i < 3; i++) {
		const { reply } = await tryToAdd();
		if (reply !== 'lost') headers.push(reply.headers);
	}
	const [seconds, date, given] = headers.map((header) => header.get('retry-after') ?? '');
	expect(seconds).toBe('7');
	expect(date).toMatch(/ GMT$/);
	expect(Date.parse(date ?? '')).toBeGreaterThanOrEqual(before + 7000);
	expect(given).toBe('soon');
	expect(headers[2]?.get('x-own')).toBe('1');
});

test('redirects to itself, where a follower shows up in the log, or elsewhere', async () => {
	simulator.fault({ kind: 'redirect', status: 301 });
	simulator.fault({ kind: 'redirect', status: 308, location: 'https://elsewhere.example/x' });
	const { reply: own, campaign } = await tryToAdd();
	const { reply: other } = await tryToAdd();
	expect(own).not.toBe('lost');
	if (own === 'lost' || other === 'lost') return;
	const path = `/cc/US1/campaigns/v1/${campaign.id}/records`;
	expect(own.headers.get('location')).toBe(`${simulator.url}/elsewhere${path}`);
	expect(other.headers.get('location')).toBe('https://elsewhere.example/x');
	await call(simulator, { path: `/elsewhere${path}`, body: {} });
	expect(lastRequest()?.path).toBe(`/elsewhere${path}`);
});

test('cuts the body in the middle, under the length of the whole', async () => {
	simulator.fault({ kind: 'cutBody', times: 2 });
	const campaign = simulator.createCampaign();
	const whole = (await rawAdd(campaign.id, ids(50))).split('\r\n\r\n');
	const promised = Number(/content-length: (\d+)/i.exec(whole[0] ?? '')?.[1]);
	expect(whole[0]).toMatch(/^HTTP\/1\.1 200 /);
	expect(whole[1]).toHaveLength(Math.floor(promised / 2));
	expect(campaign.recordCount).toBe(50);
	// Even an answer without a body is cut.
	simulator.dialect = { errorBody: 'empty' };
	expect(await rawAdd(campaign.id, ids(1))).toMatch(/content-length: 2\r\n(.*\r\n)*\r\n$/i);
});

test('answers unreadably with 200, whatever became of the request', async () => {
	simulator.fault({ kind: 'unreadable' });
	simulator.fault({ kind: 'unreadable', status: 201, body: { text: '{"records":' } });
	const { reply } = await tryToAdd();
	expect(reply).toMatchObject({ status: 200, json: undefined });
	const refused = await add(simulator, simulator.createCampaign({ dynamic: false }), ['a']);
	expect(refused).toMatchObject({ status: 201, text: '{"records":', json: undefined });
});

test('handles a delayed request even when its client has left', async () => {
	simulator.fault({ kind: 'latency', ms: 150 });
	const { reply, campaign } = await tryToAdd(AbortSignal.timeout(30));
	expect(reply).toBe('lost');
	expect(campaign.recordCount).toBe(0);
	await until(() => campaign.recordCount === 1);
});

/** An add over a plain socket, to see the very bytes of the answer. */
async function rawAdd(campaignId: string, records: string[]): Promise<string> {
	const body = JSON.stringify({ records: records.map((crmRecordId) => ({ crmRecordId })) });
	const head = [
		`POST /cc/US1/campaigns/v1/${campaignId}/records HTTP/1.1`,
		'Host: simulator',
		'X-API-Key: eght_simulator_key',
		'X-8x8-Tenant: acme',
		'Content-Type: application/vnd.campaigns.v1+json',
		`Content-Length: ${body.length}`,
	];
	const socket = connect(Number(new URL(simulator.url).port), '127.0.0.1');
	socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
	let answer = '';
	for await (const chunk of socket) answer += String(chunk);
	return answer;
}
