import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { startRelay, startSimulator, type Relay } from '../../simulator';

const closing: Array<() => unknown> = [];
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

/** A TCP server, and a relay to it. */
async function relayTo(serve: (socket: Socket) => void, roundTrip = 10): Promise<Relay> {
	const server: Server = createServer({ allowHalfOpen: true }, serve).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const relay = await startRelay({ to: `http://127.0.0.1:${port}`, roundTrip });
	closing.push(() => server.close(), relay.close);
	return relay;
}

function dial({ url }: Relay): Socket {
	const socket = connect({ port: Number(new URL(url).port), allowHalfOpen: true });
	socket.on('error', () => undefined);
	return socket;
}

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('passes on all bytes in their order, in both directions', async () => {
	const relay = await relayTo((socket) => socket.pipe(socket));
	const socket = dial(relay);
	const back = buffer(socket);
	const chunks = Array.from({ length: 50 }, (_, index) => randomBytes(1 + index * 2_000));
	for (const [index, chunk] of chunks.entries()) {
		socket.write(chunk);
		if (index % 10 === 0) await new Promise(setImmediate);
	}
	socket.end();
	expect(digest(await back)).toBe(digest(Buffer.concat(chunks)));
});

test('passes on the end of one direction while the other goes on', async () => {
	const relay = await relayTo((socket) => {
		void text(socket).then((heard) => socket.end(`heard: ${heard}`));
	});
	const socket = dial(relay);
	socket.end('all of it');
	expect(await text(socket)).toBe('heard: all of it');
});

test('passes on a reset to the client, after the bytes before it', async () => {
	const relay = await relayTo((socket) => {
		socket.write('half of it');
		socket.once('data', () => socket.resetAndDestroy());
	});
	const socket = dial(relay);
	const [first] = (await once(socket, 'data')) as [Buffer];
	expect(first.toString()).toBe('half of it');
	socket.write('go on');
	const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
	expect(error.code).toBe('ECONNRESET');
});

test('passes on a reset to the server', async () => {
	const seen: Array<string | undefined> = [];
	const relay = await relayTo((socket) => {
		socket.write('hello');
		socket.on('error', ({ code }: NodeJS.ErrnoException) => seen.push(code));
	});
	const socket = dial(relay);
	await once(socket, 'data');
	socket.resetAndDestroy();
	while (seen.length === 0) await new Promise(setImmediate);
	expect(seen).toEqual(['ECONNRESET']);
});

test('resets the client where nobody listens', async () => {
	const relay = await startRelay({ to: 'http://127.0.0.1:1', roundTrip: 10 });
	closing.push(relay.close);
	const [error] = (await once(dial(relay), 'error')) as [NodeJS.ErrnoException];
	expect(error.code).toBe('ECONNRESET');
});

// Only lower bounds: a busy machine is slower, never faster.
test('a request costs two round trips, and three with TLS', async () => {
	const roundTrip = 60;
	const echo = await relayTo((socket) => socket.pipe(socket), roundTrip);
	let start = performance.now();
	const socket = dial(echo);
	socket.write('x');
	await once(socket, 'data');
	expect(performance.now() - start).toBeGreaterThanOrEqual(2 * roundTrip);
	socket.destroy();

	const simulator = await startSimulator({ tls: 'good' });
	const relay = await startRelay({ to: simulator.url, roundTrip });
	closing.push(() => simulator.close(), relay.close);
	start = performance.now();
	const sent = request(`${relay.url}/nothing`, { ca: simulator.authority }).end();
	const [answer] = (await once(sent, 'response')) as [IncomingMessage];
	expect(performance.now() - start).toBeGreaterThanOrEqual(3 * roundTrip);
	answer.resume();
	expect(answer.statusCode).toBe(401);
});
