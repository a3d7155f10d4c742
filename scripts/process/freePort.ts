import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A TCP port of the loopback interface that is free now: the wanted one if possible. */
export async function freePort(wanted = 0): Promise<number> {
	const server = createServer();
	try {
		server.listen(wanted, '127.0.0.1');
		await once(server, 'listening');
		return (server.address() as AddressInfo).port;
	} catch {
		return await freePort();
	} finally {
		server.close();
	}
}
