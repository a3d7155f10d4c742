import { STATUS_CODES } from 'node:http';
import { errorAnswer, textAnswer, type Answer } from '../api/answers';
import type { ApiRequest } from '../api/answerRequest';
import type { FaultKind, FaultSpec } from './faultSpec';

/** What can be done with a request. The last five end it. */
export interface Exchange {
	request: ApiRequest;
	/** Has the API handle it, with all effects; what it answers is not sent by this. */
	handle(): Answer;
	send(answer: Answer): void;
	/** Sends half of the body under the length of the whole, and closes the connection. */
	cut(answer: Answer): void;
	reset(): void;
	hang(): void;
	/** Sends blanks that never end. */
	trickle(): void;
}

/** Where a fault strikes: the simulator's address, and its clock in epoch milliseconds. */
export interface Scene {
	url: string;
	now: number;
}

type Effect = (exchange: Exchange, fault: FaultSpec, scene: Scene) => void;

/** What each kind does, after its wait of `ms`. */
export const FAULT_EFFECTS: Record<FaultKind, Effect> = {
	latency: (exchange) => exchange.send(exchange.handle()),
	status: (exchange, fault, scene) => exchange.send(scripted(503, exchange, fault, scene)),
	statusAfterStoring(exchange, fault, scene) {
		exchange.handle();
		exchange.send(scripted(502, exchange, fault, scene));
	},
	resetBefore: (exchange) => exchange.reset(),
	resetAfter(exchange) {
		exchange.handle();
		exchange.reset();
	},
	hangBefore: (exchange) => exchange.hang(),
	hangAfter(exchange) {
		exchange.handle();
		exchange.hang();
	},
	trickle(exchange) {
		exchange.handle();
		exchange.trickle();
	},
	cutBody: (exchange) => exchange.cut(exchange.handle()),
	unreadable(exchange, fault, scene) {
		exchange.handle();
		exchange.send(scripted(200, exchange, { body: 'html', ...fault }, scene));
	},
	redirect(exchange, fault, scene) {
		const location = fault.location ?? `${scene.url}/elsewhere${exchange.request.path}`;
		const answer = scripted(302, exchange, { body: 'empty', ...fault }, scene);
		exchange.send({ ...answer, headers: { location, ...answer.headers } });
	},
};

function scripted(
	usualStatus: number,
	{ request }: Exchange,
	fault: FaultSpec,
	{ now }: Scene,
): Answer {
	const status = fault.status ?? usualStatus;
	const answer = scriptedBody(status, request, fault.body ?? 'problem', now);
	if (fault.retryAfter !== undefined) answer.headers['retry-after'] = String(fault.retryAfter);
	return answer;
}

function scriptedBody(
	status: number,
	{ path, number }: ApiRequest,
	body: NonNullable<FaultSpec['body']>,
	now: number,
): Answer {
	if (typeof body === 'object') return textAnswer(status, body.text);
	const title = STATUS_CODES[status] ?? 'Error';
	const problem = { status, title, detail: 'Answered by a scripted fault' };
	const place = { path, occurrence: number, now };
	return errorAnswer(problem, place, { errorBody: body, errorStatus: 'http' });
}
