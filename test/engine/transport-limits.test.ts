import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createGzip, constants } from 'node:zlib';
import { errorsOf } from '../../scripts/engine/campaignsNode';
import { LARGEST_BODY } from '../../nodes/EightByEightCampaigns/client/body';
import { startHttpServer } from '../../scripts/process/httpServer';
import { add, campaign, simulator } from './simulatedCampaign';
import { startGateway } from './gateway';

const closing: Array<() => unknown> = [];
afterEach(async () => {
	for (const close of closing.splice(0)) await close();
});

/** What becomes of one record when the server answers in that way. */
async function addTo(url: string, options = {}) {
	const { items } = await add({
		url,
		items: [{ id: 'a' }],
		onError: 'continueRegularOutput',
		options: { timeout: 300, maxRetries: 0, ...options },
	});
	return errorsOf(items)[0];
}

/** A server, and for each request a promise that its connection has been closed. */
async function serve(answer: (response: ServerResponse) => void) {
	const closed: Array<Promise<unknown>> = [];
	const server = await startHttpServer((request, response) => {
		closed.push(once(response, 'close'));
		request.resume();
		request.once('end', () => answer(response));
	});
	closing.push(server.close);
	return { url: server.url, closed };
}

const every = (milliseconds: number, socket: ServerResponse | Socket, write: () => void) => {
	const timer = setInterval(write, milliseconds);
	socket.once('close', () => clearInterval(timer));
};

it('an answer that trickles is given up, is in doubt, and leaves no connection behind', async () => {
	const { url, closed } = await serve((response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		every(20, response, () => response.write(' '));
	});

	expect(await addTo(url)).toMatchObject({
		code: 'unconfirmed',
		description: expect.stringMatching(/ETIMEDOUT/) as string,
	});
	await Promise.all(closed);
	expect(closed).toHaveLength(1);
});

it('an answer that stops in the middle is given up too', async () => {
	const { url, closed } = await serve((response) => {
		response.writeHead(200, { 'content-length': 100 });
		response.write('{"records":');
	});

	expect(await addTo(url)).toMatchObject({ code: 'unconfirmed' });
	await Promise.all(closed);
});

it('headers that trickle are given up', async () => {
	const closed: Array<Promise<unknown>> = [];
	const server = createServer((socket) => {
		closed.push(new Promise((resolve) => socket.once('close', resolve)));
		socket.on('error', () => undefined).write('HTTP/1.1 200 OK\r\n');
		every(20, socket, () => socket.write('x-wait: a little\r\n'));
		socket.resume();
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	closing.push(() => server.close());

	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	expect(await addTo(url)).toMatchObject({ code: 'unconfirmed' });
	await Promise.all(closed);
	expect(closed).toHaveLength(1);
});

/** Far more than is read, and more than a test should hold. */
const ENDLESS = 500;
const PIECE = Buffer.alloc(1024 * 1024, ' ');

it('an endless body is not taken into memory', async () => {
	let written = 0;
	const { url, closed } = await serve((response) => {
		const write = () => {
			while (written < ENDLESS && !response.destroyed) {
				written += 1;
				if (!response.write(PIECE)) return response.once('drain', write);
			}
			return undefined;
		};
		response.writeHead(200);
		write();
	});

	expect(await addTo(url, { timeout: 60_000 })).toMatchObject({ code: 'unconfirmed' });
	await Promise.all(closed);
	expect(written).toBeLessThan(ENDLESS);
});

it('nor is what a small body is unpacked to', async () => {
	const { url, closed } = await serve((response) => {
		const gzip = createGzip({ level: constants.Z_BEST_SPEED });
		response.writeHead(200, { 'content-encoding': 'gzip' });
		gzip.pipe(response);
		response.once('close', () => gzip.destroy());
		// It has no end, so it is given up for its size, or not within this test.
		gzip.write(Buffer.alloc(2 * LARGEST_BODY, ' '));
		gzip.flush();
	});

	expect(await addTo(url, { timeout: 60_000 })).toMatchObject({ code: 'unconfirmed' });
	await Promise.all(closed);
});

it('a slow answer is read when it comes in time, byte by byte', async () => {
	const gateway = await startGateway(simulator.url, ({ status, body, response }) => {
		response.writeHead(status);
		const bytes = [...body];
		every(1, response, () => {
			const byte = bytes.shift();
			if (byte === undefined) response.end();
			else response.write(Uint8Array.of(byte));
		});
	});
	closing.push(gateway.close);

	expect(await addTo(gateway.url, { timeout: 60_000 })).toBeUndefined();
	expect(campaign.crmRecordIds()).toEqual(['a']);
});

it('a chain of redirects is not followed, not even its first', async () => {
	const asked: Array<string | undefined> = [];
	const server = await startHttpServer((request, response) => {
		asked.push(request.url);
		response.writeHead(302, { location: `/next${asked.length}` }).end();
	});
	closing.push(server.close);

	expect(await addTo(server.url, { maxRetries: 3 })).toMatchObject({ code: 'unexpectedAnswer' });
	expect(asked).toHaveLength(1);
});
