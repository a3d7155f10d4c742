import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type Server,
	type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { MEDIA_TYPE, type Answer } from './api/answers';
import type { ApiRequest } from './api/answerRequest';
import { FAULT_EFFECTS, type Exchange } from './faults/faultEffects';
import type { FaultList } from './faults/faultList';
import { preciseNow, type RequestLog, type Visit } from './requestLog';
import type { Certificate } from './tls/certificate';
import { noteTransports, transportOf } from './tls/transport';

/** What the HTTP server serves. */
export interface Served {
	log: RequestLog;
	faults: FaultList;
	handle(request: ApiRequest): Answer;
	admin(method: string, url: string, body: string): { status: number; content: unknown };
	/** Milliseconds from a request's arrival until it is looked at. */
	latencyMs(): number;
	now(): number;
	url(): string;
	/** With it the server speaks HTTPS. */
	certificate?: Certificate;
}

/** Milliseconds from one blank of an answer without end to the next. */
const BETWEEN_BLANKS = 50;

/** Everything below it drives the simulator itself. */
export const ADMIN_PATH = '/_simulator';

/** The HTTP or HTTPS server, not yet listening. */
export function httpServer(served: Served): Server {
	const { certificate, log } = served;
	const listener: RequestListener = (request, response) => {
		const isAdmin = request.url?.startsWith(ADMIN_PATH) ?? false;
		(isAdmin ? serveAdmin : serveApi)(served, request, response).catch((error: unknown) => {
			// A bug of the simulator. Without an answer its client would wait for its timeout.
			console.error(error);
			response.statusCode = 500;
			response.end();
		});
	};
	const server = certificate ? createTlsServer(certificate, listener) : createServer(listener);
	server.on(certificate ? 'secureConnection' : 'connection', (socket: Socket) => log.watch(socket));
	noteTransports(server);
	// Node.js closes idle connections after 5 s. A client that has just chosen one for its next
	// request would see a reset that nobody scripted.
	server.keepAliveTimeout = 0;
	server.requestTimeout = 0;
	return server;
}

async function serveApi(
	served: Served,
	incoming: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const visit = served.log.arrive(incoming);
	const { entry } = visit;
	let raw: string;
	try {
		raw = await text(incoming);
	} catch {
		entry.status = 'abandoned';
		visit.leave();
		return;
	}
	const json = parseJson(raw);
	entry.body = raw === '' ? undefined : (json ?? raw);
	const request: ApiRequest = {
		number: entry.number,
		method: entry.method,
		path: entry.path.split('?')[0] ?? '',
		headers: incoming.headers,
		hasBody: raw !== '',
		json,
	};

	await latencySince(entry.startedAt, served.latencyMs());
	const fault = visit.current() ? served.faults.pick(request) : undefined;
	const ms = fault?.ms ?? (fault?.kind === 'latency' ? 100 : 0);
	if (ms > 0) await wait(ms, undefined, { ref: false });
	if (!visit.current()) {
		incoming.socket.destroy();
		return;
	}

	const exchange = exchangeOf(served, request, visit, response);
	entry.fault = fault?.kind;
	if (fault) FAULT_EFFECTS[fault.kind](exchange, fault, { url: served.url(), now: served.now() });
	else exchange.send(exchange.handle());
}

/**
 * Counts the time that reading the request took, and that timers fire up to a millisecond late.
 * Otherwise 20 ms would be 22, and nobody could tell from outside what a client adds to the latency.
 */
async function latencySince(startedAt: number, milliseconds: number): Promise<void> {
	const rest = Math.floor(startedAt + milliseconds - preciseNow());
	if (rest > 0) await wait(rest, undefined, { ref: false });
}

function exchangeOf(
	served: Served,
	request: ApiRequest,
	visit: Visit,
	response: ServerResponse,
): Exchange {
	const { entry } = visit;
	const { socket } = response.req;

	/** Logged and counted as over before the client can know of it, and so before it can go on. */
	function end(status: number | 'reset'): void {
		entry.status = status;
		visit.leave();
	}

	return {
		request,
		handle() {
			const answer = served.handle(request);
			entry.stored = answer.stored;
			return answer;
		},
		send({ status, headers, body }) {
			end(status);
			const length = Buffer.byteLength(body);
			response.writeHead(status, { ...headers, 'content-length': length }).end(body);
		},
		cut({ status, headers, body }) {
			end(status);
			const bytes = Buffer.from(body);
			// At least 2, so that even an empty body is cut.
			response.writeHead(status, { ...headers, 'content-length': Math.max(bytes.length, 2) });
			response.flushHeaders();
			response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
			socket.destroySoon();
		},
		reset() {
			end('reset');
			transportOf(socket).resetAndDestroy();
		},
		hang() {
			entry.status = 'hang';
		},
		trickle() {
			entry.status = 'hang';
			response.writeHead(200, { 'content-type': MEDIA_TYPE });
			const timer = setInterval(() => response.write(' '), BETWEEN_BLANKS).unref();
			response.once('close', () => clearInterval(timer));
		},
	};
}

async function serveAdmin(
	served: Served,
	incoming: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const body = await text(incoming).catch(() => '');
	const { status, content } = served.admin(incoming.method ?? '', incoming.url ?? '', body);
	const json = content === undefined ? '' : JSON.stringify(content);
	response.writeHead(status, { 'content-type': 'application/json' }).end(json);
}

function parseJson(raw: string): unknown {
	try {
		return JSON.parse(raw);
	} catch {
		return undefined;
	}
}
