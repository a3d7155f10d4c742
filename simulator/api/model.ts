/** The API's own words, and what the simulator keeps about a campaign and its records. */

export const CAMPAIGN_STATES = [
	'CREATED',
	'BUILDING',
	'READY',
	'PENDING',
	'STARTING',
	'RUNNING',
	'PAUSED',
	'COMPLETE',
	'BUILD_ERROR',
	'RUN_ERROR',
	'DELETED',
] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

interface Transition {
	from: readonly CampaignState[];
	/** Where it leads; 'same' leaves the state as it is. */
	to: CampaignState | 'same';
	whileDisabled?: true;
}

/** The state machine, as 8x8's pages print it. `transitions.ts` has more on START and CANCEL. */
const STATE_MACHINE = {
	BUILD: { from: ['CREATED', 'READY', 'BUILD_ERROR'], to: 'BUILDING', whileDisabled: true },
	RESET: { from: ['READY', 'BUILD_ERROR'], to: 'CREATED', whileDisabled: true },
	START: { from: ['READY'], to: 'STARTING' },
	PAUSE: { from: ['RUNNING'], to: 'PAUSED' },
	RESUME: { from: ['PAUSED'], to: 'RUNNING' },
	RETRY: { from: ['RUN_ERROR'], to: 'RUNNING' },
	CANCEL: { from: ['PENDING', 'RUNNING', 'PAUSED', 'RUN_ERROR'], to: 'COMPLETE' },
	PURGE: { from: ['PAUSED', 'RUN_ERROR', 'COMPLETE'], to: 'same' },
} satisfies Record<string, Transition>;

export type CampaignAction = keyof typeof STATE_MACHINE;
export const TRANSITIONS: Record<CampaignAction, Transition> = STATE_MACHINE;
export const CAMPAIGN_ACTIONS = Object.keys(TRANSITIONS) as CampaignAction[];

export const PRIORITIES = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** A record as a valid request carries it. */
export interface RecordToAdd {
	crmRecordId: string;
	scheduleAt?: string;
	priority?: Priority;
	rank?: number;
}

/** A record as 8x8 answers it. */
export interface RecordAnswer {
	id: string;
	type: 'DYNAMIC';
	crmRecordId: string;
	priority: Priority;
	rank: number;
	/** ISO 8601 in UTC; absent on a rejected record, which nobody will attempt. */
	nextAttemptAfter?: string;
	retryCount: number;
	state: 'PENDING' | 'REJECTED';
	stateReason?: string;
}

/** A campaign as 8x8 answers it. Times are ISO 8601 in UTC, and absent as long as they are unknown. */
export interface CampaignAnswer {
	id: string;
	tenantId: string;
	integrationType: string;
	startTime?: string;
	state: CampaignState;
	displayStatus?: string;
	recordCount: number;
	recordCounts: Array<{ type: 'DYNAMIC'; state: RecordAnswer['state']; count: number }>;
	lastBuildTime?: string;
	lastPurgedTime?: string;
	startedTime?: string;
	completedTime?: string;
}

/** A stored record: small, since a campaign may hold a million of them. */
export interface StoredRecord {
	/** Counts all records of the simulator; the record's UUID is derived from it. */
	serial: number;
	crmRecordId: string;
	priority: Priority;
	rank: number;
	/** Epoch milliseconds; absent where the request gave none. */
	scheduleAt?: number;
	/** Epoch milliseconds. */
	addedAt: number;
	rejected: boolean;
}

/** A state that the campaign enters by itself at a time (epoch milliseconds). */
export interface Step {
	at: number;
	state: CampaignState;
}

/** What the simulator knows of a campaign. All times are epoch milliseconds. */
export interface Campaign {
	id: string;
	site: string;
	tenant: string;
	state: CampaignState;
	enabled: boolean;
	dynamic: boolean;
	buildOnStart: boolean;
	startTime?: number;
	buildMs: number;
	startMs: number;
	buildFails: boolean;
	refusedIds: ReadonlySet<string>;
	/** Steps still to come, earliest first. */
	ahead: Step[];
	purged: boolean;
	cancelled: boolean;
	lastBuildTime?: number;
	lastPurgedTime?: number;
	startedTime?: number;
	completedTime?: number;
	/** By crmRecordId, in insertion order. */
	records: Map<string, StoredRecord>;
	perPriority: Record<Priority, number>;
	rejectedCount: number;
}
