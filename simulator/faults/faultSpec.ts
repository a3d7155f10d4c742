import { DIALECT_CHOICES, type Dialect } from '../api/dialect';
import {
	checkSpec,
	isCount,
	isObject,
	isText,
	oneOf,
	SpecError,
	type Rule,
	type Rules,
} from '../checkSpec';

/** "Handled" means: the API does what it always does with the request, which may be to refuse it. */
export const FAULT_KINDS = [
	/** Waits, then is handled, even if the client has left meanwhile. */
	'latency',
	/** Not handled; answered with `status` (default 503). */
	'status',
	/** Handled; answered with `status` (default 502) instead of the real answer. */
	'statusAfterStoring',
	/** Not handled; the connection is reset. */
	'resetBefore',
	/** Handled; the connection is reset instead of an answer. */
	'resetAfter',
	/** Not handled; no answer ever. */
	'hangBefore',
	/** Handled; no answer ever. */
	'hangAfter',
	/** Handled; blanks that never end, one every 50 milliseconds. */
	'trickle',
	/** Handled; half of the real answer's body, then the connection closes. */
	'cutBody',
	/** Handled; status 200 (or `status`) with `body`, by default a page of HTML. */
	'unreadable',
	/** Not handled; answered with `status` (default 302) and `location`. */
	'redirect',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** The requests that a fault is for. All that is given must hold. */
export interface FaultMatch {
	method?: string;
	campaignId?: string;
	/** The request carries a record with this id. */
	crmRecordId?: string;
}

export interface FaultSpec {
	kind: FaultKind;
	/** Default: every request. */
	match?: FaultMatch;
	/** Matching requests to let pass first, default 0. */
	skip?: number;
	/** How often it strikes, default 1; Infinity, or `always` (JSON has no Infinity). */
	times?: number | 'always';
	/** Milliseconds to wait before anything else; default 0, for `latency` 100. */
	ms?: number;
	/** For `status`, `statusAfterStoring`, `unreadable` and `redirect`. */
	status?: number;
	/** Body of the scripted answer, by default a problem; `text` is sent as it is. */
	body?: Dialect['errorBody'] | { text: string };
	/** Retry-After of the scripted answer, in seconds. */
	retryAfter?: number;
	/** For `redirect`; default: the same path below `/elsewhere` of the simulator. */
	location?: string;
}

/** Faults drawn at random. */
export interface ChaosSpec {
	/** Chance from 0 to 1 that a request is hit. */
	rate: number;
	/** Default: the simulator's. */
	seed?: number;
	/** What to draw from, each equally likely; default: CHAOS_KINDS. */
	kinds?: Array<FaultKind | Omit<FaultSpec, 'match' | 'skip' | 'times'>>;
	match?: FaultMatch;
}

/** What a client recovers from without a timeout of its own: nothing that hangs, trickles or redirects. */
export const CHAOS_KINDS = FAULT_KINDS.filter((kind) => !/^hang|^trickle|^redirect/.test(kind));

const isChance: Rule = {
	ok: (value) => typeof value === 'number' && value >= 0 && value <= 1,
	says: 'a number from 0 to 1',
};
const isStatus: Rule = {
	ok: (value) => Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599,
	says: 'a status from 200 to 599',
};
const isMatch: Rule = { ok: isObject, says: 'an object' };

const matchRules: Rules<FaultMatch> = {
	method: isText,
	campaignId: isText,
	crmRecordId: isText,
};

const faultRules: Rules<FaultSpec> = {
	kind: oneOf(FAULT_KINDS),
	match: isMatch,
	skip: isCount,
	times: { ok: (value) => value === 'always' || isCount.ok(value), says: 'a number or "always"' },
	ms: isCount,
	status: isStatus,
	body: {
		ok: (value) =>
			(DIALECT_CHOICES.errorBody as readonly unknown[]).includes(value) ||
			(isObject(value) && typeof value.text === 'string'),
		says: `one of ${DIALECT_CHOICES.errorBody.join(', ')}, or {"text"}`,
	},
	retryAfter: isCount,
	location: isText,
};

const chaosRules: Rules<ChaosSpec> = {
	rate: isChance,
	seed: { ok: (value) => Number.isInteger(value), says: 'an integer' },
	kinds: { ok: (value) => Array.isArray(value) && value.length > 0, says: 'a list of faults' },
	match: isMatch,
};

/** @throws SpecError when it is no fault */
export function checkFault(spec: unknown): FaultSpec {
	const fault = checkSpec<FaultSpec>('fault', spec, faultRules);
	if (fault.kind === undefined)
		throw new SpecError(`A fault needs a kind: ${FAULT_KINDS.join(', ')}`);
	checkMatch(fault.match);
	return fault;
}

/** @throws SpecError when it is no mix of faults */
export function checkChaos(spec: unknown): ChaosSpec {
	const chaos = checkSpec<ChaosSpec>('chaos', spec, chaosRules);
	if (chaos.rate === undefined) throw new SpecError('Chaos needs a rate');
	checkMatch(chaos.match);
	return chaos;
}

function checkMatch(match: FaultMatch = {}): void {
	checkSpec<FaultMatch>('match of a fault', match, matchRules);
}
