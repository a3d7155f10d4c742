import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface ProxyOptions {
	/** Where every tunnel leads, whatever host is asked for: the URL of a server, with a port. */
	to: string;
	/** Default: 200. */
	answers?: ProxyAnswer;
}

/** To CONNECT: 200 opens the tunnel; `cut` closes the connection without a word. */
export type ProxyAnswer = number | 'cut';

/** A proxy for HTTPS, as companies have it. */
export interface Proxy {
	/** For HTTPS_PROXY. */
	readonly url: string;
	/** From now on. */
	answers: ProxyAnswer;
	/** The hosts and ports that were asked for, in their order. */
	readonly asked: readonly string[];
	/** Everything that clients have sent to the proxy itself: never what is in a tunnel. */
	readonly seen: readonly string[];
	/** Cuts all tunnels, and stops. */
	close: () => Promise<void>;
}

/** Starts a proxy on 127.0.0.1 that takes only CONNECT. Other requests get 405. */
export async function startProxy({ to, answers = 200 }: ProxyOptions): Promise<Proxy> {
	const { hostname, port } = new URL(to);
	const open = new Set<Socket>();
	const asked: string[] = [];
	const seen: string[] = [];
	const keep = (socket: Socket) => {
		open.add(socket);
		socket.once('close', () => open.delete(socket)).on('error', () => socket.destroy());
	};
	const server = createServer((request: IncomingMessage, response: ServerResponse) => {
		seen.push(...request.rawHeaders);
		response.writeHead(405).end();
	});
	server.on('connection', keep);
	server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
		const { url = '', rawHeaders } = request;
		asked.push(url);
		seen.push(url, ...rawHeaders, head.toString());
		if (proxy.answers === 'cut') client.destroy();
		else if (proxy.answers !== 200) client.end(refusal(proxy.answers));
		else {
			const upstream = connect(Number(port), hostname, () => {
				client.write('HTTP/1.1 200 Connection established\r\n\r\n');
				upstream.write(head);
				upstream.pipe(client).pipe(upstream);
			});
			keep(upstream);
			upstream.once('close', () => client.destroy());
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const proxy: Proxy = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		answers,
		asked,
		seen,
		async close() {
			if (!server.listening) return;
			const closed = once(server, 'close');
			server.close();
			for (const socket of open) socket.destroy();
			await closed;
		},
	};
	return proxy;
}

/** A page in words, as proxies have it. */
function refusal(status: number): string {
	const page = `<html><body><h1>The proxy answers ${status}</h1></body></html>`;
	const headers = [
		`HTTP/1.1 ${status} Refused`,
		...(status === 407 ? ['Proxy-Authenticate: Basic realm="proxy"'] : []),
		'Content-Type: text/html',
		`Content-Length: ${Buffer.byteLength(page)}`,
		'Connection: close',
	];
	return `${headers.join('\r\n')}\r\n\r\n${page}`;
}
