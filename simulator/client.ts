import type { CampaignSnapshot, RecordDetail, RequestSettings, SimulatorStatus } from './admin';
import type { CampaignChange, CampaignSpec } from './campaignSpec';
import type { Dialect } from './dialect';
import type { ChaosSpec, FaultSpec } from './faultSpec';
import type { FaultView } from './faults';
import { SpecError } from './spec';
import type { LoggedRequest } from './traffic';

/** Drives a simulator in another process. All reject with SpecError when the simulator refuses. */
export interface SimulatorClient {
	readonly url: string;
	status(): Promise<SimulatorStatus>;
	createCampaign(spec?: CampaignSpec): Promise<CampaignSnapshot>;
	/** @param records - how much of the records to fetch, default `full` */
	campaign(id: string, records?: RecordDetail): Promise<CampaignSnapshot>;
	updateCampaign(id: string, change: CampaignChange): Promise<CampaignSnapshot>;
	requests(filter?: { campaignId?: string; last?: number }): Promise<LoggedRequest[]>;
	/** Infinity keeps all. */
	keepRequests(limit: number): Promise<void>;
	resetMaxInFlight(): Promise<void>;
	fault(spec: FaultSpec): Promise<FaultView>;
	chaos(spec: ChaosSpec): Promise<FaultView>;
	faults(): Promise<FaultView[]>;
	clearFaults(): Promise<void>;
	dialect(): Promise<Dialect>;
	/** Replaces all readings, as setting `dialect` in-process does. */
	setDialect(readings: Partial<Dialect>): Promise<Dialect>;
	reset(): Promise<void>;
}

/** @param url - the simulator's address as it prints it, such as `http://127.0.0.1:8088` */
export function connectSimulator(url: string): SimulatorClient {
	const base = url.replace(/\/+$/, '');

	async function call<T>(method: string, path: string, body?: object): Promise<T> {
		const response = await fetch(`${base}/_simulator${path}`, {
			method,
			body: body && JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new SpecError(`${method} ${path}: ${text}`);
		return (text === '' ? undefined : JSON.parse(text)) as T;
	}

	const settings = (change: RequestSettings) => call<void>('PATCH', '/requests', change);

	return {
		url: base,
		status: () => call('GET', ''),
		createCampaign: (spec = {}) => call('POST', '/campaigns', spec),
		campaign: (id, records = 'full') => call('GET', `/campaigns/${id}?records=${records}`),
		updateCampaign: (id, change) => call('PATCH', `/campaigns/${id}`, change),
		requests({ campaignId, last } = {}) {
			const query = new URLSearchParams();
			if (campaignId !== undefined) query.set('campaignId', campaignId);
			if (last !== undefined) query.set('last', String(last));
			return call('GET', `/requests?${query.toString()}`);
		},
		keepRequests: (limit) => settings({ keep: limit === Infinity ? 'all' : limit }),
		resetMaxInFlight: () => settings({ resetMaxInFlight: true }),
		fault: (spec) =>
			call('POST', '/faults', { ...spec, times: spec.times === Infinity ? 'always' : spec.times }),
		chaos: (spec) => call('POST', '/chaos', spec),
		faults: () => call('GET', '/faults'),
		clearFaults: () => call('DELETE', '/faults'),
		dialect: () => call('GET', '/dialect'),
		setDialect: (readings) => call('PUT', '/dialect', readings),
		reset: () => call('POST', '/reset'),
	};
}
