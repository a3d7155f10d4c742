import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** An answer of the simulator, as it is on its way back. */
export interface Passing {
	/** 1 for the first request. */
	number: number;
	status: number;
	contentType: string;
	body: Buffer;
	response: ServerResponse;
}

export interface Gateway {
	/** For the credential. */
	url: string;
	close: () => Promise<void>;
}

/**
 * Starts a gateway before the simulator: it hands every request on, and does with the answer what a
 * test wants.
 */
export async function startGateway(
	simulatorUrl: string,
	answer: (passing: Passing) => unknown,
): Promise<Gateway> {
	let requests = 0;
	async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		requests += 1;
		const number = requests;
		const { method, url = '', headers } = incoming;
		const onward = request(simulatorUrl + url, { method, headers });
		onward.end(await buffer(incoming));
		const [answered] = (await once(onward, 'response')) as [IncomingMessage];
		const contentType = answered.headers['content-type'] ?? '';
		const status = answered.statusCode ?? 0;
		answer({ number, status, contentType, body: await buffer(answered), response });
	}
	const server = createServer((incoming, response) => void pass(incoming, response));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async close() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}

/** Sends the answer on as it came. */
export function unchanged({ status, contentType, body, response }: Passing): void {
	response.writeHead(status, { 'content-type': contentType }).end(body);
}
