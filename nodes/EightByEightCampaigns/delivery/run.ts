import type { Stored } from '../client/addRecords';
import type { NewRecord } from '../client/api';
import type { Failure } from '../client/failure';
import type { NoSuccess } from '../client/noSuccess';
import type { Forbidden } from './forbidden';
import type { Ledger } from './ledger';
import type { Clock } from './clock';
import type { Pace } from './pace';
import type { Places } from './places';

/** What governs a whole run. */
export interface DeliveryOptions {
	/** Records in one request at most, 1 to 100. */
	batchSize: number;
	/**
	 * What makes the order of dialling follow the items: `sequence`, the order of sending; `rank`, ranks of
	 * our own; `none`, nothing.
	 */
	order: 'sequence' | 'rank' | 'none';
	/** Requests in flight at most, over all campaigns. */
	concurrency: number;
	/** Whether an item whose record the campaign has already fails, or counts as done. */
	onDuplicate: 'error' | 'skip';
	/** Attempts after the first. */
	maxRetries: number;
	/** Milliseconds to wait for one answer. */
	timeout: number;
	/** Requests in a minute at most, over all campaigns; 0 for as many as 8x8 takes. */
	requestsPerMinute: number;
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
	) => Promise<Stored | NoSuccess>;
	serialise: (records: readonly NewRecord[]) => string;
	/** Resolves after one turn of the event loop, so that started requests leave. */
	turn: () => Promise<void>;
}

/** What the requests of one run share. */
export interface Run {
	readonly options: DeliveryOptions;
	readonly environment: DeliveryEnvironment;
	readonly pace: Pace;
	readonly places: Places;
	readonly ledger: Ledger;
	readonly forbidden: Forbidden;
	/** 8x8 has accepted a request of any campaign. */
	anyAccepted: boolean;
	/** Nothing more can be sent with this credential or connection. */
	stoppedBy?: Failure;
	/** The execution was cancelled. */
	cancelled: boolean;
	/** A fault of this node: nothing more is sent. */
	fault?: Error;
}

/** In Stop mode, what has begun is finished after a failure, and nothing else is started. */
export const beginsMore = ({ options, ledger }: Run) =>
	!(options.stopOnFailure && ledger.anyFailed());
