import {
	addRecordsBody,
	judgeAddRecords,
	type Stored,
} from '../../../nodes/EightByEightCampaigns/client/addRecords';
import type { NewRecord, Priority } from '../../../nodes/EightByEightCampaigns/client/api';
import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import type { Reply } from '../../../nodes/EightByEightCampaigns/client/reply';
import type { DeliveryEnvironment } from '../../../nodes/EightByEightCampaigns/delivery/run';
import { rateLimiter, type RateLimitSpec } from '../../../simulator';
import { answerOf, PLAIN, type Dialect } from './dialect';
import { courseOf, type Fault } from './faults';
import { createServer, type CampaignSpec, type Decision, type Server } from './server';
import { createVirtualTime, type VirtualTime } from './virtualTime';

export interface WorldSpec {
	campaigns: ReadonlyMap<string, CampaignSpec>;
	/** By request, over all campaigns; nothing goes wrong after the last one. */
	faults?: readonly Fault[];
	/** By request, in turns. */
	dialects?: readonly Dialect[];
	/** Milliseconds from here to there, by request and direction, in turns. */
	latencies?: readonly number[];
	/** In turns. */
	randoms?: readonly number[];
	/** Milliseconds between storing and answering. */
	processing?: number;
	/** Milliseconds after which the execution is stopped. */
	cancelAfter?: number;
	/** Records that somebody else adds without rank, so many milliseconds from the beginning. */
	others?: readonly Other[];
	/** Limits the rate: what the server answers instead of looking at the request, if anything. */
	limiter?: (now: number) => Fault | undefined;
	/** Limits the rate as the simulator does. */
	rateLimit?: RateLimitSpec;
}

export interface Other {
	campaignId: string;
	priority?: Priority;
	after: number;
}

/** One request, as the client saw it. */
export interface Request {
	campaignId: string;
	records: readonly NewRecord[];
	sentAt: number;
	/** Requests under way when it was sent, itself included. */
	underWay: number;
	/** Those of its campaign among them, without itself. */
	beside: readonly Request[];
	/** Absent while it is under way; `order` is its place among the answers. */
	answer?: { order: number; at: number; reply: Reply; verdict: Stored | NoSuccess };
}

/** Whether the request carries that record, with a rank of our own or without. */
export const carries = (request: Request, campaignId: string, crmRecordId: string): boolean =>
	request.campaignId === campaignId &&
	request.records.some((record) => record.crmRecordId === crmRecordId);

export interface World {
	time: VirtualTime;
	server: Server;
	requests: Request[];
	environment: DeliveryEnvironment;
}

/** 8x8, the network before it, and time: all in memory, and the same again for the same spec. */
export function createWorld(spec: WorldSpec): World {
	const { campaigns, faults = [], others = [], processing = 0, limiter } = spec;
	const rate = spec.rateLimit && rateLimiter(spec.rateLimit);
	const time = createVirtualTime();
	const server = createServer(campaigns, time.now);
	const requests: Request[] = [];
	const latency = inTurns(spec.latencies, 10);
	const dialect = inTurns(spec.dialects, PLAIN);
	const random = inTurns(spec.randoms, 0.5);
	const underWay = new Set<Request>();
	let answered = 0;

	for (const [n, { after, campaignId, priority }] of others.entries()) {
		const record: NewRecord = { crmRecordId: `OTHER-${n}`, ...(priority && { priority }) };
		time.after(after, () => server.append(campaignId, record));
	}

	let cancelled = false;
	const cancel = new Promise<void>((resolve) => {
		if (spec.cancelAfter === undefined) return;
		time.after(spec.cancelAfter, () => {
			cancelled = true;
			resolve();
		});
	});
	const stopped = (records: readonly NewRecord[]) =>
		judgeAddRecords(CANCELLED, records, time.now());

	const add: DeliveryEnvironment['add'] = (campaignId, records, body) =>
		new Promise((resolve) => {
			if (cancelled) return resolve(stopped(records));
			void cancel.then(() => resolve(stopped(records)));
			if (body !== JSON.stringify({ records })) throw new Error('The body is not of these records');
			const number = requests.length;
			const request: Request = {
				campaignId,
				records,
				sentAt: time.now(),
				underWay: number + 1 - answered,
				beside: [...underWay].filter((other) => other.campaignId === campaignId),
			};
			requests.push(request);
			underWay.add(request);

			const counted = rate?.take(time.now());
			const fault =
				counted?.allowed === false
					? LIMITED
					: (faults[number] ?? limiter?.(time.now()) ?? { kind: 'none' });
			const course = courseOf(fault, { there: latency(), processing, back: latency() });
			const spoken = dialect();
			let decision: Decision | undefined;
			if (course.processedAfter !== undefined) {
				time.after(course.processedAfter, () => {
					decision = server.add(campaignId, body, number);
				});
			}
			time.after(course.answeredAfter, () => {
				const reply = withHeaders(
					course.reply(() => answerOf(decision!, records, spoken, time.now())),
					counted?.headers,
				);
				const verdict = judgeAddRecords(reply, records, time.now());
				request.answer = { order: answered, at: time.now(), reply, verdict };
				answered += 1;
				underWay.delete(request);
				resolve(verdict);
			});
		});

	return {
		time,
		server,
		requests,
		environment: {
			now: time.now,
			sleep: (milliseconds) => Promise.race([cancel, time.sleep(milliseconds)]),
			random,
			add,
			serialise: addRecordsBody,
			turn: () => time.sleep(0),
		},
	};
}

const LIMITED: Fault = { kind: 'gateway', status: 429, processed: false };

const withHeaders = (reply: Reply, headers?: Record<string, string>): Reply =>
	reply.kind === 'answer' ? { ...reply, headers: { ...reply.headers, ...headers } } : reply;

const CANCELLED: Reply = { kind: 'noAnswer', reason: 'cancelled', detail: 'cancelled' };

function inTurns<T>(values: readonly T[] | undefined, otherwise: T): () => T {
	let turn = 0;
	return () => (values?.length ? values[turn++ % values.length]! : otherwise);
}
