import { CAMPAIGN_STATES, type Campaign, type CampaignState } from './model';
import {
	checkSpec,
	isCount,
	isFlag,
	isText,
	isTextList,
	oneOf,
	type Rule,
	type Rules,
} from '../checkSpec';
import { parseTimestamp } from './timestamps';

/** The campaign that a test wants. Everything may be left out. */
export interface CampaignSpec {
	/** UUID, default: a random one from the simulator's seed. */
	id?: string;
	/** Default `US1`. */
	site?: string;
	/** Default `acme`. */
	tenant?: string;
	/** Default `RUNNING`. BUILDING and STARTING end by themselves, PENDING at its startTime. */
	state?: CampaignState;
	/** Default true. */
	enabled?: boolean;
	/** Default true. */
	dynamic?: boolean;
	/** The campaign's own setting, which the request's `buildOnStart` overrides. Default false. */
	buildOnStart?: boolean;
	/** ISO 8601 with offset; START before it leads to PENDING. */
	startTime?: string;
	/** How long BUILDING lasts, in milliseconds, default 300. */
	buildMs?: number;
	/** How long STARTING lasts, in milliseconds, default 200. */
	startMs?: number;
	/** Every BUILDING ends in BUILD_ERROR. */
	buildFails?: boolean;
	/** Well-formed ids that 8x8 refuses, and with them the whole request; besides `BAD-…`. */
	refusedIds?: string[];
	/** crmRecordIds that the campaign already has. */
	records?: string[];
}

/** What can be changed in a campaign from outside the API. */
export type CampaignChange = Pick<CampaignSpec, 'state' | 'enabled' | 'dynamic' | 'buildFails'>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const isUuid: Rule = {
	ok: (value) => typeof value === 'string' && UUID.test(value),
	says: 'a UUID',
};
const isTimestamp: Rule = {
	ok: (value) => typeof value === 'string' && parseTimestamp(value) !== undefined,
	says: 'ISO 8601 with offset',
};

const changeRules: Rules<CampaignChange> = {
	state: oneOf(CAMPAIGN_STATES),
	enabled: isFlag,
	dynamic: isFlag,
	buildFails: isFlag,
};

const specRules: Rules<CampaignSpec> = {
	...changeRules,
	id: isUuid,
	site: isText,
	tenant: isText,
	buildOnStart: isFlag,
	startTime: isTimestamp,
	buildMs: isCount,
	startMs: isCount,
	refusedIds: isTextList,
	records: isTextList,
};

/** @throws SpecError when it is no change of a campaign */
export function checkChange(change: unknown): CampaignChange {
	return checkSpec<CampaignChange>('change of a campaign', change, changeRules);
}

/**
 * A campaign without records, in state CREATED. The store enters the state that the spec names,
 * since that takes a clock.
 * @throws SpecError when it is no campaign spec
 */
export function campaignFrom(given: unknown, newId: () => string): Campaign {
	const spec = checkSpec<CampaignSpec>('campaign', given, specRules);
	return {
		id: (spec.id ?? newId()).toLowerCase(),
		site: spec.site ?? 'US1',
		tenant: spec.tenant ?? 'acme',
		state: 'CREATED',
		enabled: spec.enabled ?? true,
		dynamic: spec.dynamic ?? true,
		buildOnStart: spec.buildOnStart ?? false,
		startTime: spec.startTime === undefined ? undefined : parseTimestamp(spec.startTime),
		buildMs: spec.buildMs ?? 300,
		startMs: spec.startMs ?? 200,
		buildFails: spec.buildFails ?? false,
		refusedIds: new Set(spec.refusedIds),
		ahead: [],
		purged: false,
		cancelled: false,
		records: new Map(),
		perPriority: { HIGH: 0, MEDIUM: 0, LOW: 0 },
		rejectedCount: 0,
	};
}
