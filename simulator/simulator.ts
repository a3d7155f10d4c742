import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { adminRoutes } from './admin';
import { answerRequest, type KeyRights } from './api';
import type { CampaignChange, CampaignSpec } from './campaignSpec';
import { campaignStore, campaignView, type CampaignView } from './campaigns';
import { completeDialect, DEFAULT_DIALECT, type Dialect } from './dialect';
import type { ChaosSpec, FaultSpec } from './faultSpec';
import { faultList, type FaultView } from './faults';
import { randomUuid, seededRandom } from './random';
import { httpServer } from './server';
import { SpecError } from './spec';
import { trafficLog, type LoggedRequest } from './traffic';

/** Keys of a simulator that was started without any of its own. */
export const GOOD_KEY = 'eght_simulator_key';
export const KEY_WITHOUT_PRODUCT = 'eght_simulator_no_product';

export interface SimulatorOptions {
	/** Default 0: any free one. */
	port?: number;
	/** Milliseconds that every request waits before it is looked at, default 0. */
	latencyMs?: number;
	/** For campaign ids, shuffled answers and faults by chance; default 1. */
	seed?: number;
	/** Default: GOOD_KEY and KEY_WITHOUT_PRODUCT, for all tenants. */
	keys?: Record<string, KeyRights>;
	/** Readings that differ from DEFAULT_DIALECT. */
	dialect?: Partial<Dialect>;
	/** How many of the latest requests the log keeps, default all: see `keepRequests`. */
	keepRequests?: number;
	/** Epoch milliseconds for everything but the log and waiting; default the clock. */
	now?: () => number;
}

export interface Simulator {
	/** `http://127.0.0.1:PORT`: the credential's base URL. */
	readonly url: string;
	readonly keys: Readonly<Record<string, KeyRights>>;
	/** @throws SpecError for a spec that makes no sense, or an id that is taken */
	createCampaign(spec?: CampaignSpec): CampaignView;
	/** @throws SpecError when there is none with this id */
	campaign(id: string): CampaignView;
	campaigns(): CampaignView[];
	/** Changes a campaign behind the API's back. @throws SpecError */
	updateCampaign(id: string, change: CampaignChange): CampaignView;
	/** Requests to the API, in the order of arrival. */
	readonly requests: readonly LoggedRequest[];
	/** Keeps so many of the latest requests: 0 for none, Infinity for all. */
	keepRequests(limit: number): void;
	/** Requests to the API since the start or the last reset, logged or not. */
	readonly requestCount: number;
	readonly inFlight: number;
	/** The most requests that were under way at once. */
	readonly maxInFlight: number;
	/** Milliseconds from arrival to answer, on average since the start or the last reset. */
	readonly meanDuration: number;
	resetMaxInFlight(): void;
	/** @throws SpecError */
	fault(spec: FaultSpec): FaultView;
	/** @throws SpecError */
	chaos(spec: ChaosSpec): FaultView;
	faults(): FaultView[];
	clearFaults(): void;
	/** Setting it replaces all readings: those left out go back to what the simulator started with. */
	get dialect(): Dialect;
	set dialect(readings: Partial<Dialect>);
	/** Forgets campaigns, faults, log and dialect, and cuts off requests under way. */
	reset(): void;
	/** Cuts all connections, hanging ones too, and stops. */
	close(): Promise<void>;
}

/**
 * Starts a simulator of 8x8's Campaigns API on 127.0.0.1.
 * @throws SpecError for an unknown reading in `dialect`; rejects with EADDRINUSE when the port is taken
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const { port = 0, latencyMs = 0, seed = 1, now = () => Date.now() } = options;
	const keys = options.keys ?? {
		[GOOD_KEY]: { product: true },
		[KEY_WITHOUT_PRODUCT]: { product: false },
	};
	const initialDialect = completeDialect(DEFAULT_DIALECT, options.dialect ?? {});
	let dialect = initialDialect;
	const idRandom = seededRandom(seed);
	const store = campaignStore(now, () => randomUuid(idRandom));
	const faults = faultList(seed);
	const traffic = trafficLog(options.keepRequests ?? Infinity);
	const api = { keys, store, now, random: seededRandom(seed), dialect: () => dialect };
	const routes = adminRoutes(() => simulator);
	const server = httpServer({
		traffic,
		faults,
		handle: (request) => answerRequest(request, api),
		admin: routes,
		latencyMs: () => latencyMs,
		now,
		url: () => simulator.url,
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	function find(id: string) {
		const campaign = store.find(id);
		if (!campaign) throw new SpecError(`There is no campaign ${id}`);
		return campaign;
	}

	const simulator: Simulator = {
		url,
		keys,
		createCampaign: (spec = {}) => campaignView(store.create(spec), now),
		campaign: (id) => campaignView(find(id), now),
		campaigns: () => store.all().map((campaign) => campaignView(campaign, now)),
		updateCampaign(id, change) {
			const campaign = find(id);
			store.change(campaign, change);
			return campaignView(campaign, now);
		},
		get requests() {
			return traffic.requests;
		},
		keepRequests: (limit) => traffic.keep(limit),
		get requestCount() {
			return traffic.requestCount;
		},
		get inFlight() {
			return traffic.inFlight;
		},
		get maxInFlight() {
			return traffic.maxInFlight;
		},
		get meanDuration() {
			return traffic.meanDuration;
		},
		resetMaxInFlight: () => traffic.resetMaxInFlight(),
		fault: (spec) => faults.add(spec),
		chaos: (spec) => faults.addChaos(spec),
		faults: () => faults.list(),
		clearFaults: () => faults.clear(),
		get dialect(): Dialect {
			return dialect;
		},
		set dialect(readings: Partial<Dialect>) {
			dialect = completeDialect(initialDialect, readings);
		},
		reset() {
			traffic.clear();
			store.clear();
			faults.clear();
			dialect = initialDialect;
		},
		async close() {
			traffic.clear();
			if (!server.listening) return;
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
	return simulator;
}
