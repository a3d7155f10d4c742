import type { Stored } from '../client/addRecords';
import type { NewRecord } from '../client/api';
import type { Failure } from '../client/failure';
import type { Refusal } from '../client/refusal';
import { attempt } from './attempt';
import { createLane, nextPiece, putBack, sendFirst, unsent, type Lane, type Piece } from './lane';
import { createLedger, type Ledger } from './ledger';
import type { CampaignLoad, Entry, Outcome } from './outcome';
import { createPace, type Clock, type Pace } from './pace';
import { createQueue, type LaneQueue } from './queue';
import { settleRefused, settleStored } from './settle';
import { createWaiting } from './waiting';

/** What governs a whole run. */
export interface DeliveryOptions {
	/** Records in one request at most, 1 to 100. */
	batchSize: number;
	keepOrder: boolean;
	/** Requests in flight at most, over all campaigns. */
	concurrency: number;
	onDuplicate: 'error' | 'skip';
	/** Retries after the first try of a request. */
	maxRetries: number;
	/** Milliseconds to wait for a campaign that is not ready, from its first refusal. */
	maxWait: number;
	/** Stop mode: after a failed item no further batch is started. */
	stopOnFailure: boolean;
}

/** What delivery needs of the world: requests, time and chance. */
export interface DeliveryEnvironment extends Clock {
	/** Sends records to a campaign once; `body` is what `serialise` made of them. */
	add: (
		campaignId: string,
		records: readonly NewRecord[],
		body: string,
	) => Promise<Stored | Refusal>;
	serialise: (records: readonly NewRecord[]) => string;
	/** Lets the event loop go round once, so that what has been started gets under way. */
	turn: () => Promise<void>;
}

/** What the requests of one run share. */
export interface Run {
	options: DeliveryOptions;
	environment: DeliveryEnvironment;
	pace: Pace;
	ledger: Ledger;
	anyAccepted: boolean;
	/** Pieces that wait for their campaign: under way, but without a request. */
	resting: number;
	/** Makes the run look for something to send. */
	wake: () => void;
	/** Nothing more can be sent with this credential or connection. */
	stoppedBy?: Failure;
	/** The execution was stopped. */
	cancelled: boolean;
}

/** What a run leaves besides its outcomes. */
export interface Delivery {
	/** The execution was stopped: what was in flight then is not settled. */
	cancelled: boolean;
	/** The entries of each request that may have been stored without an answer. */
	openLosses: Array<readonly Entry[]>;
}

/**
 * Sends the loads, and ends with exactly one outcome for every entry, save after a cancellation.
 *
 * @param outcomes by item index; filled in here, for the items of the loads
 * @param earlierLosses the open losses of an earlier try of the same items
 */
export async function deliver(
	loads: readonly CampaignLoad[],
	outcomes: Array<Outcome | undefined>,
	options: DeliveryOptions,
	environment: DeliveryEnvironment,
	earlierLosses: ReadonlyArray<readonly Entry[]> = [],
): Promise<Delivery> {
	const run: Run = {
		options,
		environment,
		pace: createPace(options.concurrency, environment),
		ledger: createLedger(outcomes, options.onDuplicate),
		anyAccepted: false,
		resting: 0,
		wake: () => undefined,
		cancelled: false,
	};
	for (const entries of earlierLosses) run.ledger.lost(entries);
	const lanes = loads.map((load) =>
		createLane(load, options.keepOrder, createWaiting(options.maxWait, environment)),
	);
	await sendAll(run, lanes);
	if (!run.cancelled) settleRest(run, lanes, outcomes);
	return { cancelled: run.cancelled, openLosses: run.ledger.openLosses() };
}

function settleRest(
	run: Run,
	lanes: readonly Lane[],
	outcomes: ReadonlyArray<Outcome | undefined>,
): void {
	for (const lane of lanes) {
		const failure = notSent(lane.stoppedBy ?? run.stoppedBy);
		for (const entry of unsent(lane)) run.ledger.refused(entry, failure);
	}
	run.ledger.close();
	for (const { load } of lanes) {
		const left = load.entries.find(({ itemIndex }) => !outcomes[itemIndex]);
		if (left) throw new Error(`Item ${left.itemIndex} was left without an outcome`);
	}
}

/** Campaigns at most that wait until they are ready without taking the place of a request. */
const MOST_RESTING = 100;

async function sendAll(run: Run, lanes: readonly Lane[]): Promise<void> {
	const queue = createQueue(lanes);
	let underWay = 0;
	let fault: Error | undefined;
	const start = async (piece: Piece) => {
		underWay += 1;
		try {
			await sendPiece(run, piece);
			queue.add(piece.lane);
		} catch (error) {
			fault ??= error as Error;
		}
		underWay -= 1;
		run.wake();
	};

	for (;;) {
		if (fault) throw fault;
		const requests = underWay - Math.min(run.resting, MOST_RESTING);
		const piece = requests < run.pace.limit() ? takePiece(run, queue) : undefined;
		if (piece) {
			void start(piece);
			// Answers that come together would else have the next requests leave together as well, each
			// after the work that all the others make: 7 % of the time of a large parallel load.
			await run.environment.turn();
		} else if (underWay > 0) {
			await new Promise<void>((resolve) => {
				run.wake = resolve;
			});
		} else {
			return;
		}
	}
}

function takePiece(run: Run, queue: LaneQueue): Piece | undefined {
	if (run.cancelled || run.stoppedBy) return undefined;
	const fresh = startsMore(run);
	for (let lane = queue.take(); lane; lane = queue.take()) {
		const piece = nextPiece(lane, run.options.batchSize, fresh && lane.resting === 0);
		if (!piece) continue;
		// Back to the end: campaigns take turns. An ordered one comes back when it is answered.
		if (!lane.ordered) queue.add(lane);
		return piece;
	}
	return undefined;
}

/** In Stop mode, what has begun is finished after a failure, and nothing else is started. */
const startsMore = ({ options, ledger }: Run) => !(options.stopOnFailure && ledger.hasFailures());

async function sendPiece(run: Run, piece: Piece): Promise<void> {
	const { environment, ledger, options, pace } = run;
	const { lane, entries } = piece;
	const stopped = () =>
		run.cancelled || run.stoppedBy !== undefined || lane.stoppedBy !== undefined;
	await pace.ready(stopped);
	// Much may have happened during a pause.
	if (stopped() || (piece.fresh && !startsMore(run))) {
		if (piece.fresh) putBack(lane, entries);
		else sendFirst(lane, [piece]);
		return;
	}
	const records = entries.map(({ record }) => record);
	const body = (piece.body ??= environment.serialise(records));
	const answer = await attempt(
		async () => afterSuccess(lane, await environment.add(lane.load.campaignId, records, body)),
		() => ledger.lost(entries),
		{
			maxRetries: options.maxRetries,
			pace,
			clock: environment,
			stopped,
		},
	);
	if (answer.verdict === 'stored') settleStored(run, piece, answer);
	else await settleRefused(run, piece, answer);
}

/** A campaign that has taken records is there: a 404 after that comes from something in between. */
const afterSuccess = (lane: Lane, answer: Stored | Refusal): Stored | Refusal =>
	answer.verdict === 'stopCampaign' && answer.failure.code === 'notFound' && lane.accepted > 0
		? { ...answer, verdict: 'tryAgain' }
		: answer;

function notSent(cause: Failure | undefined): Failure {
	const { httpCode, message, description } = cause ?? AFTER_FAILURE;
	return {
		code: 'notSent',
		message: `The record was not sent: ${message}`,
		description,
		httpCode,
	};
}

const AFTER_FAILURE = {
	httpCode: undefined,
	message: 'an earlier item failed',
	description:
		'To go on after failed items, open the node\'s Settings and set "On Error" to "Continue (using error output)".',
};
