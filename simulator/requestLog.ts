import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FaultKind } from './faults/faultSpec';

/** One request to the API as the simulator saw it. Times are epoch milliseconds with fractions. */
export interface LoggedRequest {
	/** 1 for the first request since the start or the last reset. */
	number: number;
	method: string;
	/** With the query, as sent. */
	path: string;
	/** Names in lower case. */
	headers: IncomingHttpHeaders;
	/** Parsed; the raw text when it is not JSON; undefined without a body. */
	body: unknown;
	/** What was answered; `abandoned`: the client left while still sending. */
	status: number | 'reset' | 'hang' | 'pending' | 'abandoned';
	/** Records were stored, or the action was applied, whatever was answered. */
	stored: boolean;
	/** The fault that hit it. */
	fault?: FaultKind;
	startedAt: number;
	/** Just before the answer went out, or when the client or the simulator hung up. */
	endedAt?: number;
}

/** A request under way. */
export interface Visit {
	entry: LoggedRequest;
	/** False after the simulator was reset or closed: the request must have no more effect. */
	current(): boolean;
	/** Ends it. To be called before the answer goes out; a second call does nothing. */
	leave(): void;
}

/** Counts requests and logs them. */
export interface RequestLog {
	watch(socket: Socket): void;
	arrive(request: IncomingMessage): Visit;
	readonly requests: readonly LoggedRequest[];
	readonly requestCount: number;
	readonly maxInFlight: number;
	/** Milliseconds from arrival to answer, on average since the start or the last reset. */
	readonly meanDuration: number;
	/** How many of the latest requests are kept: 0 for none, Infinity for all. */
	keep(limit: number): void;
	/** Forgets everything, and cuts the connections of requests under way. */
	clear(): void;
}

export function requestLog(limit: number): RequestLog {
	let requests: LoggedRequest[] = [];
	let requestCount = 0;
	let maxInFlight = 0;
	let ended = 0;
	let duration = 0;
	let generation = 0;
	const underWay = new Map<Socket, Visit>();

	/** Cuts back only at twice the limit, so that a request costs the same with any limit. */
	function trim(slack: number): void {
		if (requests.length > limit * slack) requests = limit > 0 ? requests.slice(-limit) : [];
	}

	return {
		watch(socket) {
			// A client that gives up counts as gone at once. Otherwise its retry would seem parallel.
			const gone = () => underWay.get(socket)?.leave();
			socket.once('end', gone).once('close', gone);
		},
		arrive({ method = '', url = '', headers, socket }) {
			const entry: LoggedRequest = {
				number: ++requestCount,
				method,
				path: url,
				headers,
				body: undefined,
				status: 'pending',
				stored: false,
				startedAt: preciseNow(),
			};
			const arrivedIn = generation;
			const visit: Visit = {
				entry,
				current: () => generation === arrivedIn,
				leave() {
					if (underWay.get(socket) !== visit) return;
					underWay.delete(socket);
					entry.endedAt = preciseNow();
					ended += 1;
					duration += entry.endedAt - entry.startedAt;
				},
			};
			underWay.set(socket, visit);
			maxInFlight = Math.max(maxInFlight, underWay.size);
			if (limit > 0) requests.push(entry);
			trim(2);
			return visit;
		},
		get requests() {
			trim(1);
			return requests;
		},
		get requestCount() {
			return requestCount;
		},
		get maxInFlight() {
			return maxInFlight;
		},
		get meanDuration() {
			return ended > 0 ? duration / ended : 0;
		},
		keep(newLimit) {
			limit = newLimit;
			trim(1);
		},
		clear() {
			generation++;
			for (const [socket, visit] of [...underWay]) {
				visit.leave();
				socket.destroy();
			}
			requests = [];
			requestCount = 0;
			maxInFlight = 0;
			ended = 0;
			duration = 0;
		},
	};
}

/** Epoch milliseconds that never go back, so that the times of two requests show their order. */
export function preciseNow(): number {
	return performance.timeOrigin + performance.now();
}
