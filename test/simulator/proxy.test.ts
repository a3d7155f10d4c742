import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { text } from 'node:stream/consumers';
import { startProxy, startSimulator, type Proxy, type ProxyOptions } from '../../simulator';

const closing: Array<() => unknown> = [];
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

async function start(answers?: ProxyOptions['answers']) {
	const simulator = await startSimulator({ tls: 'good' });
	const proxy = await startProxy({ to: simulator.url, answers });
	closing.push(() => simulator.close(), proxy.close);
	return { simulator, proxy };
}

const ask = ({ url }: Proxy) =>
	request(url, { method: 'CONNECT', path: 'campaigns.example:443' })
		.on('error', () => undefined)
		.end();

test('opens a tunnel, in which it sees nothing', async () => {
	const { simulator, proxy } = await start();
	const [, socket] = (await once(ask(proxy), 'connect')) as [IncomingMessage, Socket];
	const servername = 'campaigns.example';
	const createConnection = () => tlsConnect({ socket, servername, ca: simulator.authority });
	const sent = tlsRequest({ host: servername, path: '/secret', createConnection }).end();
	const [answer] = (await once(sent, 'response')) as [IncomingMessage];
	expect(answer.statusCode).toBe(401);
	answer.resume();
	socket.destroy();
	expect(simulator.requests).toMatchObject([{ path: '/secret' }]);
	expect(proxy.asked).toEqual(['campaigns.example:443']);
	expect(proxy.seen.join()).not.toContain('secret');
});

test.each([407, 403, 502])('opens none when it answers %i', async (status) => {
	const { simulator, proxy } = await start(status);
	const [answer] = (await once(ask(proxy), 'connect')) as [IncomingMessage, Socket];
	expect(answer.statusCode).toBe(status);
	expect(answer.headers['proxy-authenticate'] !== undefined).toBe(status === 407);
	expect(simulator.requestCount).toBe(0);
});

test('cuts the connection without a word when it is told so', async () => {
	const { proxy } = await start('cut');
	const [error] = (await once(ask(proxy), 'error')) as [NodeJS.ErrnoException];
	expect(error.code).toBe('ECONNRESET');
});

test('takes nothing but CONNECT', async () => {
	const { proxy } = await start();
	const [answer] = (await once(request(proxy.url).end(), 'response')) as [IncomingMessage];
	expect(answer.statusCode).toBe(405);
	await text(answer);
});
