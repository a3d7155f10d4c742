import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { delayed } from './delayed';

export interface RelayOptions {
	/** The server: its URL, with a port. */
	to: string;
	/** Milliseconds that a byte takes there and back. */
	roundTrip: number;
}

/** A way to a server that is farther than this machine. */
export interface Relay {
	/** The server's URL with the relay's port. */
	readonly url: string;
	/** Cuts all connections, and stops. */
	close: () => Promise<void>;
}

/**
 * Starts a TCP relay on 127.0.0.1 that makes a server on this machine far away. Each byte takes half a
 * round trip in each direction, and the connection itself a whole one: TCP is connected at once, so the
 * client's first bytes wait for it instead. Bytes, their order, the end of one direction and resets
 * pass as they are. Where the server refuses the connection, the client's is reset.
 */
export async function startRelay({ to, roundTrip }: RelayOptions): Promise<Relay> {
	const { hostname, port, protocol } = new URL(to);
	const open = new Set<Socket>();
	const server = createServer({ allowHalfOpen: true }, (client) => {
		const upstream = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
		for (const socket of [client, upstream]) {
			socket.setNoDelay();
			open.add(socket);
			socket.once('close', () => open.delete(socket));
		}
		const connectedAt = performance.now() + roundTrip;
		delayed(client, upstream, (at) => Math.max(at, connectedAt) + roundTrip / 2);
		delayed(upstream, client, (at) => at + roundTrip / 2);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `${protocol}//${hostname}:${(server.address() as AddressInfo).port}`,
		async close() {
			if (!server.listening) return;
			const closed = once(server, 'close');
			server.close();
			for (const socket of open) socket.destroy();
			await closed;
		},
	};
}
