import { add, call, simulator, tryToAdd, until } from './calls';
import { FAULT_KINDS, type FaultSpec } from '../../simulator';

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
	const { status, campaign } = await tryToAdd();
	expect(status).toBe(seen);
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
	expect((await tryToAdd()).status).toBe(200);
});

test.each([
	['hangBefore', 0],
	['hangAfter', 1],
	['trickle', 1],
] as const)('%s: no answer comes, the campaign has %i', async (kind, stored) => {
	simulator.fault({ kind });
	const { reply, campaign } = await tryToAdd(AbortSignal.timeout(50));
	expect(reply).toBe('lost');
	expect(campaign.recordCount).toBe(stored);
	expect(lastRequest()).toMatchObject({ status: 'hang', fault: kind, stored: stored === 1 });
});

test.each(FAULT_KINDS)('%s strikes a lifecycle action too', async (kind) => {
	simulator.fault({ kind, ms: 1 });
	const campaign = simulator.createCampaign({ state: 'RUNNING' });
	const path = `/cc/US1/campaigns/v1/${campaign.id}`;
	const signal = AbortSignal.timeout(100);
	await call({ method: 'PATCH', path, body: { action: 'PAUSE' }, signal }).catch(() => {});
	const untouched = ['status', 'resetBefore', 'hangBefore', 'redirect'].includes(kind);
	expect(campaign.state).toBe(untouched ? 'RUNNING' : 'PAUSED');
	expect(lastRequest()?.stored).toBe(!untouched);
});

test('scripts the body of an answer', async () => {
	const custom = { text: '{"message":"slow down"}' };
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

test('sends Retry-After in seconds', async () => {
	simulator.fault({ kind: 'status', status: 429, retryAfter: 7 });
	const { reply } = await tryToAdd();
	expect(reply).not.toBe('lost');
	if (reply !== 'lost') expect(reply.headers.get('retry-after')).toBe('7');
});

test('redirects to itself, where a follower shows up in the log, or elsewhere', async () => {
	const path = '/cc/US1/campaigns/v1/x/records';
	const locationOf = async () => (await call({ path, body: {} })).headers.get('location');
	simulator.fault({ kind: 'redirect', status: 301 });
	simulator.fault({ kind: 'redirect', status: 308, location: 'https://elsewhere.example/x' });
	expect(await locationOf()).toBe(`${simulator.url}/elsewhere${path}`);
	expect(await locationOf()).toBe('https://elsewhere.example/x');
	await call({ path: `/elsewhere${path}`, body: {} });
	expect(lastRequest()?.path).toBe(`/elsewhere${path}`);
});

test('answers 200 with an unreadable body, whether or not the request was stored', async () => {
	simulator.fault({ kind: 'unreadable' });
	simulator.fault({ kind: 'unreadable', status: 201, body: { text: '{"records":' } });
	const { reply } = await tryToAdd();
	expect(reply).toMatchObject({ status: 200, json: undefined });
	const refused = await add(simulator.createCampaign({ dynamic: false }), ['a']);
	expect(refused).toMatchObject({ status: 201, text: '{"records":', json: undefined });
});

test('takes every body of a refusal for a scripted answer', async () => {
	simulator.fault({ kind: 'status', status: 429, body: 'codedList' });
	const { reply } = await tryToAdd();
	expect(reply).toMatchObject({
		status: 429,
		json: { errors: [{ code: 'REFUSED', message: 'Answered by a scripted fault' }] },
	});
});

test.each([200, 202, 204])('answers %i with nothing after storing', async (status) => {
	simulator.fault({ kind: 'unreadable', status, body: 'empty' });
	const { reply, campaign } = await tryToAdd();
	expect(reply).toMatchObject({ status, text: '' });
	expect(campaign.recordCount).toBe(1);
});

test('handles a delayed request even when its client has left', async () => {
	simulator.fault({ kind: 'latency', ms: 1_500 });
	const { reply, campaign } = await tryToAdd(AbortSignal.timeout(30));
	expect(reply).toBe('lost');
	expect(campaign.recordCount).toBe(0);
	await until(() => campaign.recordCount === 1);
});
