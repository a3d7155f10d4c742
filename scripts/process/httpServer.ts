import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HttpServer {
	/** Without a slash at the end. */
	url: string;
	/** Ends open connections too. */
	close: () => Promise<void>;
}

/** A plain HTTP server on a free port of the loopback interface. */
export async function startHttpServer(listener: RequestListener): Promise<HttpServer> {
	const server = createServer(listener).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		async close() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}
