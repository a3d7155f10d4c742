import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { adminRoutes } from './admin/adminRoutes';
import { answerRequest } from './api/answerRequest';
import { campaignStore } from './api/campaignStore';
import { campaignView } from './campaignView';
import { completeDialect, DEFAULT_DIALECT, type Dialect } from './api/dialect';
import { limitedBy, type RateLimitSpec } from './api/rateLimit';
import { faultList } from './faults/faultList';
import { randomUuid, seededRandom } from './random';
import { httpServer } from './httpServer';
import { SpecError } from './checkSpec';
import { requestLog } from './requestLog';
import type { Simulator, SimulatorOptions } from './simulator';
import { serverCertificate } from './tls/serverCertificate';

/** Where `npm run simulator` listens, unless told otherwise. */
export const COMMAND_PORT = 8088;

/** Keys of a simulator that was started without any of its own. */
export const GOOD_KEY = 'eght_simulator_key';
export const KEY_WITHOUT_PRODUCT = 'eght_simulator_no_product';

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
	let limit = limitedBy(options.rateLimit);
	const idRandom = seededRandom(seed);
	const store = campaignStore(now, () => randomUuid(idRandom));
	const faults = faultList(seed);
	const log = requestLog(options.keepRequests ?? Infinity);
	const api = { keys, store, now, random: seededRandom(seed), dialect: () => dialect };
	const routes = adminRoutes(() => simulator);
	const certificate = options.tls && serverCertificate(options.tls);
	const server = httpServer({
		log,
		faults,
		handle: (request) => limit.answer(now(), () => answerRequest(request, api)),
		admin: routes,
		latencyMs: () => latencyMs,
		now,
		url: () => simulator.url,
		certificate,
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	const scheme = certificate ? 'https' : 'http';
	const url = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;

	function find(id: string) {
		const campaign = store.find(id);
		if (!campaign) throw new SpecError(`There is no campaign ${id}`);
		return campaign;
	}

	const simulator: Simulator = {
		url,
		authority: certificate?.authority,
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
			return log.requests;
		},
		keepRequests: (count) => log.keep(count),
		get requestCount() {
			return log.requestCount;
		},
		get maxInFlight() {
			return log.maxInFlight;
		},
		get meanDuration() {
			return log.meanDuration;
		},
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
		get rateLimit(): RateLimitSpec | undefined {
			return limit.spec;
		},
		set rateLimit(spec: RateLimitSpec | undefined) {
			limit = limitedBy(spec);
		},
		reset() {
			log.clear();
			store.clear();
			faults.clear();
			dialect = initialDialect;
			limit = limitedBy(options.rateLimit);
		},
		async close() {
			log.clear();
			if (!server.listening) return;
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
	return simulator;
}
