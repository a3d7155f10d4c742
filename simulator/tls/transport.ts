import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** The TCP connection below each TLS connection. */
const transports = new WeakMap<Socket, Socket>();

/** Notes what each TLS connection of a server runs over, which Node.js does not tell. */
export function noteTransports(server: Server): void {
	const byPort = new Map<number | undefined, Socket>();
	server.on('connection', (socket: Socket) => {
		const { remotePort } = socket;
		byPort.set(remotePort, socket);
		socket.once('close', () => byPort.delete(remotePort));
	});
	server.on('secureConnection', (socket: Socket) => {
		const transport = byPort.get(socket.remotePort);
		if (transport) transports.set(socket, transport);
	});
}

/** What can be reset: the TCP connection of a socket, be it of TLS or not. */
export const transportOf = (socket: Socket): Socket => transports.get(socket) ?? socket;
