import type { CampaignChange, CampaignSpec } from '../api/campaignSpec';
import type { CampaignView } from '../campaignView';
import type { Dialect } from '../api/dialect';
import type { RateLimitSpec } from '../api/rateLimit';
import type { ChaosSpec, FaultSpec } from '../faults/faultSpec';
import type { CampaignAnswer, RecordAnswer } from '../api/model';
import type { Simulator } from '../simulator';
import { checkSpec, isCount, SpecError } from '../checkSpec';

/** A campaign over HTTP: what CampaignView shows, at one moment. */
export interface CampaignSnapshot {
	id: string;
	site: string;
	tenant: string;
	state: CampaignAnswer['state'];
	enabled: boolean;
	dynamic: boolean;
	recordCount: number;
	/** As the API would answer it. */
	campaign: CampaignAnswer;
	/** In insertion order; with `?records=ids` only. */
	crmRecordIds?: string[];
	/** In insertion order; with `?records=full` only. */
	records?: RecordAnswer[];
}

/** How much of a campaign's records a snapshot carries. */
export type RecordDetail = 'none' | 'ids' | 'full';

/** What the simulator says about itself. */
export interface SimulatorStatus {
	url: string;
	keys: Simulator['keys'];
	requestCount: number;
	maxInFlight: number;
	meanDuration: number;
	dialect: Dialect;
	faults: ReturnType<Simulator['faults']>;
	campaigns: CampaignSnapshot[];
}

interface AdminCall {
	simulator: Simulator;
	/** What the path's `:id` stands for. */
	id: string;
	query: URLSearchParams;
	body: unknown;
}

type Route = (call: AdminCall) => unknown;

/** Specs come unchecked from the network. The functions that take them check them. */
const ROUTES: Record<string, Route> = {
	'GET /': ({ simulator }) => statusOf(simulator),
	'POST /campaigns': ({ simulator, body }) =>
		snapshot(simulator.createCampaign(body as CampaignSpec)),
	'GET /campaigns': ({ simulator }) => simulator.campaigns().map((view) => snapshot(view)),
	'GET /campaigns/:id': ({ simulator, id, query }) =>
		snapshot(simulator.campaign(id), recordDetail(query.get('records') ?? 'full')),
	'PATCH /campaigns/:id': ({ simulator, id, body }) =>
		snapshot(simulator.updateCampaign(id, body as CampaignChange)),
	'GET /requests': ({ simulator, query }) => latestRequests(simulator, query),
	'PATCH /requests': ({ simulator, body }) => {
		const { keep } = checkSpec<RequestSettings>('request log', body, {
			keep: { ok: (value) => value === 'all' || isCount.ok(value), says: 'a number or "all"' },
		});
		if (keep !== undefined) simulator.keepRequests(keep === 'all' ? Infinity : keep);
	},
	'GET /faults': ({ simulator }) => simulator.faults(),
	'POST /faults': ({ simulator, body }) => simulator.fault(body as FaultSpec),
	'DELETE /faults': ({ simulator }) => simulator.clearFaults(),
	'POST /chaos': ({ simulator, body }) => simulator.chaos(body as ChaosSpec),
	'GET /dialect': ({ simulator }) => simulator.dialect,
	'PUT /dialect': ({ simulator, body }) => {
		simulator.dialect = body as Partial<Dialect>;
		return simulator.dialect;
	},
	'GET /rate-limit': ({ simulator }) => simulator.rateLimit,
	'PUT /rate-limit': ({ simulator, body }) => {
		simulator.rateLimit = body as RateLimitSpec;
		return simulator.rateLimit;
	},
	'DELETE /rate-limit': ({ simulator }) => {
		simulator.rateLimit = undefined;
	},
	'POST /reset': ({ simulator }) => simulator.reset(),
};

/** Body of PATCH /requests. */
export interface RequestSettings {
	keep?: number | 'all';
}

/** The routes below `/_simulator`: a spec that makes no sense is 400, an unknown route 404. */
export function adminRoutes(simulator: () => Simulator) {
	return (method: string, url: string, body: string): { status: number; content: unknown } => {
		const { pathname, searchParams: query } = new URL(url, 'http://localhost');
		const [, collection = '', id = ''] = /^\/_simulator\/?([^/]*)\/?([^/]*)$/.exec(pathname) ?? [
			'',
			'?',
		];
		const route = ROUTES[`${method} /${collection}${id === '' ? '' : '/:id'}`];
		if (!route) {
			return failed(404, `No such route. There are: ${Object.keys(ROUTES).join('; ')}`);
		}
		try {
			const parsed: unknown = body === '' ? {} : JSON.parse(body);
			const content = route({ simulator: simulator(), id, query, body: parsed });
			return { status: content === undefined ? 204 : 200, content };
		} catch (error) {
			const known = error instanceof SpecError || error instanceof SyntaxError;
			return failed(known ? 400 : 500, error instanceof Error ? error.message : String(error));
		}
	};
}

function failed(status: number, error: string) {
	return { status, content: { error } };
}

function statusOf(simulator: Simulator): SimulatorStatus {
	const { url, keys, requestCount, maxInFlight, meanDuration, dialect } = simulator;
	const campaigns = simulator.campaigns().map((view) => snapshot(view));
	const faults = simulator.faults();
	return {
		...{ url, keys, requestCount, maxInFlight, meanDuration, dialect },
		...{ faults, campaigns },
	};
}

function snapshot(view: CampaignView, detail?: RecordDetail): CampaignSnapshot {
	const { id, site, tenant, state, enabled, dynamic, recordCount } = view;
	return {
		...{ id, site, tenant, state, enabled, dynamic, recordCount },
		campaign: view.answer(),
		crmRecordIds: detail === 'ids' ? view.crmRecordIds() : undefined,
		records: detail === 'full' ? view.records() : undefined,
	};
}

function recordDetail(text: string): RecordDetail {
	if (text === 'none' || text === 'ids' || text === 'full') return text;
	throw new SpecError('"records" must be none, ids or full');
}

/** All, or the `?last=` ones. */
function latestRequests({ requests }: Simulator, query: URLSearchParams) {
	const last = Number(query.get('last') ?? requests.length);
	if (!isCount.ok(last)) throw new SpecError('"last" must be a number, 0 or more');
	return last === 0 ? [] : requests.slice(-last);
}
