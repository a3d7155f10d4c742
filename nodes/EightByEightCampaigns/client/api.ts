/**
 * The shapes of 8x8's Contact Center Campaigns API, as its OpenAPI document and its examples show
 * them. Values outside the documented lists occur in 8x8's own examples, so what 8x8 answers is
 * typed as open strings.
 */

/** On every request with a body; 8x8 refuses plain `application/json`. */
export const MEDIA_TYPE = 'application/vnd.campaigns.v1+json';

/** Records in one request at most ("Add records", `maxItems`). */
export const MAX_BATCH_SIZE = 100;

/** Longest `crmRecordId`, in UTF-16 units ("Add records", `maxLength`). */
export const MAX_CRM_RECORD_ID_LENGTH = 32;

/** In the order in which 8x8 dials them ("Add records", field `priority`). */
export const PRIORITIES = ['HIGH', 'MEDIUM', 'LOW'] as const;

export type Priority = (typeof PRIORITIES)[number];

/** One record as it is sent. */
export interface NewRecord {
	crmRecordId: string;
	/** ISO 8601 with offset: the earliest attempt. */
	scheduleAt?: string;
	priority?: Priority;
	/** Order within the priority group; 8x8 appends to the group when it is left out. */
	rank?: number;
}

/** One record as 8x8 answers it; fields that 8x8 adds later pass through. */
export interface CampaignRecord {
	crmRecordId: string;
	id?: string;
	state?: string;
	[field: string]: unknown;
}

/** What can be asked of a campaign ("Update campaign", field `action`). */
export type Action =
	'BUILD' | 'CANCEL' | 'PAUSE' | 'PURGE' | 'RESET' | 'RESUME' | 'RETRY' | 'START';

/** Body of a lifecycle request. `enabled` cannot be sent alone, `buildOnStart` only with START. */
export interface CampaignChange {
	action: Action;
	enabled?: boolean;
	buildOnStart?: boolean;
}

/** A campaign as 8x8 answers it; unknown values are absent, never null. */
export interface Campaign {
	id?: string;
	state?: string;
	[field: string]: unknown;
}

/** One complaint about a field; in 8x8's examples it does not say which record it is about. */
export interface FieldError {
	field: string;
	code?: string;
	message?: string;
}

/** What an error body says, whoever wrote it (`problem.ts` reads the forms that occur). */
export interface Problem {
	title?: string;
	detail?: string;
	instance?: string;
	/** ISO 8601, as 8x8 writes it. */
	time?: string;
	/** Only complaints that name a field; the others are part of `detail`. */
	errors: FieldError[];
	/** Ids under which 8x8 or a gateway logs the request, each with its name, as in `cf-ray 8f2a`. */
	requestIds?: string[];
	/** The first of these, if 8x8's body has it: what its other suites call `errorId`. */
	errorId?: string;
	/** Ids of records that it gives in a field of their own. */
	ids?: string[];
	/** Set if the body is not 8x8's JSON: a page or a text of something in between, or nothing. */
	form?: 'page' | 'empty';
	/** The beginning of a page's text: read for hints, not quoted. */
	page?: string;
}
