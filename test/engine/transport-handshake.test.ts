import type { Socket } from 'node:net';
import { jsonOf, runAddRecords } from '../../scripts/engine/campaignsNode';
import { startRelay } from '../../simulator';
import { closeAfter, RESOURCES, startSecure, startTcpServer, tryOne } from './secureSimulator';

describe.each(RESOURCES)('%s: a handshake', (resource) => {
	it.each<[string, (socket: Socket) => unknown]>([
		['is cut', (socket) => socket.destroy()],
		['is reset', (socket) => socket.resetAndDestroy()],
	])('that %s leaves nothing in doubt', async (_, cut) => {
		const simulator = await startSecure('good');
		const server = await startTcpServer((socket) => socket.once('data', () => cut(socket)));

		const url = `https://${server}`;
		expect(await tryOne(resource, simulator, url, { maxRetries: 0 })).toMatchObject({
			code: 'network',
			description: expect.stringMatching(/closed before the request was sent/) as string,
		});
	});

	it('that never ends leaves nothing in doubt', async () => {
		const simulator = await startSecure('good');
		const server = await startTcpServer((socket) => socket.resume());

		const options = { maxRetries: 0, timeout: 200 };
		expect(await tryOne(resource, simulator, `https://${server}`, options)).toMatchObject({
			code: 'network',
			description: expect.stringMatching(/No connection was made in time/) as string,
		});
	});

	it('with a server that does not speak TLS is told, after one attempt', async () => {
		const simulator = await startSecure('good');
		let connections = 0;
		const server = await startTcpServer((socket) => {
			connections += 1;
			socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
		});

		expect(await tryOne(resource, simulator, `https://${server}`)).toMatchObject({
			code: 'network',
			message: 'The server does not speak HTTPS as n8n does',
		});
		expect(connections).toBe(1);
	});
});

describe('over TLS, once the request has left', () => {
	it.each(['resetBefore', 'resetAfter', 'hangAfter', 'cutBody'] as const)(
		'%s leaves it in doubt',
		async (kind) => {
			const simulator = await startSecure('good');
			simulator.fault({ kind, times: 'always' });

			const options = { maxRetries: 0, timeout: 1_000 };
			expect(await tryOne('record', simulator, simulator.url, options)).toMatchObject({
				code: 'unconfirmed',
			});
		},
	);
});

it('a server that is far away gets the same requests, in the same order', async () => {
	const simulator = await startSecure('good');
	const relay = await startRelay({ to: simulator.url, roundTrip: 20 });
	closeAfter(relay.close);
	const campaign = simulator.createCampaign();
	const items = Array.from({ length: 10 }, (_, index) => ({ id: `x${index}` }));
	const run = { url: relay.url, campaignId: campaign.id, items, options: { batchSize: 2 } };
	const outcome = await runAddRecords(run);

	expect(jsonOf(outcome.items).map(({ outcome }) => outcome)).toEqual(items.map(() => 'added'));
	expect(campaign.crmRecordIds()).toEqual(items.map(({ id }) => id));
	expect(simulator.requestCount).toBe(5);
});
