import type { Reply } from '../../../nodes/EightByEightCampaigns/client/reply';
import { html } from './dialect';

/** What goes wrong with one request. */
export type Fault =
	| { kind: 'none' }
	/** No connection was made. */
	| { kind: 'unreachable' }
	/** Reset, with the request processed before it or never. */
	| { kind: 'reset'; processed: boolean }
	/** No answer in time; processed before, never, or so many milliseconds after the client gave up. */
	| { kind: 'timeout'; processed: boolean | number }
	/** Something in between answers by itself, after or without handing the request on. */
	| { kind: 'gateway'; status: number; processed: boolean; retryAfter?: string; empty?: boolean }
	/** The answer comes with another body: half of it, HTML, or without some of its records. */
	| { kind: 'body'; change: 'cut' | 'html' | 'empty' | { omitEvery: number } };

/** Milliseconds until the client gives up on an answer. */
export const TIMEOUT = 1_000;

/** When the server gets to see the request, and what the client gets to see. */
export interface Course {
	/** Milliseconds from the sending on; absent when the request never arrives. */
	processedAfter?: number;
	/** Milliseconds from the sending on. */
	answeredAfter: number;
	/** What the client gets to see of the server's answer; absent where the request never arrives in time. */
	reply: (answer: () => Reply) => Reply;
}

/** Milliseconds on the way to the server, there, and on the way back. */
export interface Legs {
	there: number;
	processing: number;
	back: number;
}

export function courseOf(fault: Fault, { there, processing, back }: Legs): Course {
	const answeredAfter = there + processing + back;
	const processedAfter = there;
	switch (fault.kind) {
		case 'none':
			return { processedAfter, answeredAfter, reply: (answer) => answer() };
		case 'unreachable':
			return { answeredAfter: there, reply: () => noAnswer('unreachable', 'ECONNREFUSED') };
		case 'reset':
			return {
				processedAfter: fault.processed ? processedAfter : undefined,
				answeredAfter,
				reply: () => noAnswer('lost', 'ECONNRESET'),
			};
		case 'timeout':
			return {
				processedAfter: timedOut(fault.processed, there),
				answeredAfter: TIMEOUT,
				reply: () => noAnswer('lost', 'ETIMEDOUT'),
			};
		case 'gateway': {
			const { status, retryAfter, empty } = fault;
			const page = html(status);
			const headers: Record<string, string> =
				retryAfter === undefined ? {} : { 'retry-after': retryAfter };
			return {
				processedAfter: fault.processed ? processedAfter : undefined,
				answeredAfter: fault.processed ? answeredAfter : there + back,
				reply: () => ({
					...page,
					headers,
					body: empty ? '' : page.body,
				}),
			};
		}
		case 'body':
			return {
				processedAfter,
				answeredAfter,
				reply: (answer) => changed(answer(), fault.change),
			};
	}
}

function timedOut(processed: boolean | number, there: number): number | undefined {
	if (typeof processed === 'number') return TIMEOUT + processed;
	return processed ? there : undefined;
}

const noAnswer = (reason: 'unreachable' | 'lost', detail: string): Reply => ({
	kind: 'noAnswer',
	reason,
	detail,
});

function changed(reply: Reply, change: Extract<Fault, { kind: 'body' }>['change']): Reply {
	if (reply.kind !== 'answer') return reply;
	if (change === 'html') return html(reply.status);
	if (change === 'empty') return { ...reply, body: '' };
	if (change === 'cut') return { ...reply, body: reply.body.slice(0, reply.body.length / 2) };
	if (reply.status >= 300) return reply;
	const { records } = JSON.parse(reply.body) as { records?: unknown[] };
	if (!records) return reply;
	const kept = records.filter((_, n) => (n + 1) % change.omitEvery !== 0);
	return { ...reply, body: JSON.stringify({ records: kept }) };
}
