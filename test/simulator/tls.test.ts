import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import {
	GOOD_KEY,
	MEDIA_TYPE,
	startSimulator,
	TLS_KINDS,
	type Simulator,
	type TlsKind,
} from '../../simulator';

const started: Simulator[] = [];
afterEach(async () => {
	for (const simulator of started.splice(0)) await simulator.close();
});

async function start(tls: TlsKind): Promise<Simulator> {
	const simulator = await startSimulator({ tls });
	started.push(simulator);
	return simulator;
}

/** Adds a record, trusting an authority; the status of the answer, or the error's code. */
async function addOne(simulator: Simulator, ca: string | undefined): Promise<unknown> {
	const { id } = simulator.createCampaign();
	const sent = request(`${simulator.url}/cc/US1/campaigns/v1/${id}/records`, {
		method: 'POST',
		ca,
		headers: { 'x-api-key': GOOD_KEY, 'x-8x8-tenant': 'acme', 'content-type': MEDIA_TYPE },
	});
	sent.end('{"records":[{"crmRecordId":"a"}]}');
	try {
		const [answer] = (await once(sent, 'response')) as [IncomingMessage];
		await text(answer);
		return answer.statusCode;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code;
	}
}

test.each<[TlsKind, unknown]>([
	['good', 200],
	['expired', 'CERT_HAS_EXPIRED'],
	['otherHost', 'ERR_TLS_CERT_ALTNAME_INVALID'],
	['selfSigned', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
])(
	'a client that trusts the authority gets from a certificate that is %s: %s',
	async (kind, seen) => {
		const simulator = await start(kind);
		expect(simulator.url).toMatch(/^https:/);
		expect(await addOne(simulator, simulator.authority)).toBe(seen);
		expect(simulator.requestCount).toBe(seen === 200 ? 1 : 0);
	},
);

test.each(TLS_KINDS)('no client that does not trust it gets in: %s', async (kind) => {
	const simulator = await start(kind);
	expect(await addOne(simulator, undefined)).toMatch(/CERT|VERIFY/);
	expect(simulator.requestCount).toBe(0);
});

test('trust in one simulator is no trust in another', async () => {
	const [one, other] = [await start('good'), await start('good')];
	expect(await addOne(one, other.authority)).toMatch(/CERT|VERIFY/);
});

test('a connection is reset below TLS too', async () => {
	const simulator = await start('good');
	simulator.fault({ kind: 'resetBefore' });
	expect(await addOne(simulator, simulator.authority)).toBe('ECONNRESET');
	expect(simulator.requests).toMatchObject([{ status: 'reset', stored: false }]);
	expect(await addOne(simulator, simulator.authority)).toBe(200);
});

test('a client that leaves counts as gone', async () => {
	const simulator = await start('good');
	simulator.fault({ kind: 'hangBefore' });
	const sent = request(`${simulator.url}/cc/US1/campaigns/v1/x`, {
		method: 'PATCH',
		ca: simulator.authority,
		timeout: 100,
	});
	sent.on('error', () => undefined).on('timeout', () => sent.destroy());
	sent.end('{}');
	await new Promise((resolve) => sent.once('close', resolve));
	while (simulator.requests[0]?.endedAt === undefined) await new Promise(setImmediate);
	expect(simulator.requests).toMatchObject([{ status: 'hang' }]);
});

test('without TLS there is no authority', async () => {
	const simulator = await startSimulator();
	started.push(simulator);
	expect(simulator.authority).toBeUndefined();
});
