import type {
	CampaignSnapshot,
	RecordDetail,
	RequestSettings,
	SimulatorStatus,
} from './adminRoutes';
import type { CampaignSpec } from '../api/campaignSpec';
import type { FaultSpec } from '../faults/faultSpec';
import type { FaultView } from '../faults/faultList';
import { SpecError } from '../checkSpec';
import type { LoggedRequest } from '../requestLog';

/** Drives a simulator in another process. Every call rejects with SpecError when the simulator refuses it. */
export interface SimulatorClient {
	readonly url: string;
	status(): Promise<SimulatorStatus>;
	createCampaign(spec?: CampaignSpec): Promise<CampaignSnapshot>;
	/** @param records - how much of the records to fetch, default `full` */
	campaign(id: string, records?: RecordDetail): Promise<CampaignSnapshot>;
	requests(): Promise<LoggedRequest[]>;
	/** Infinity keeps all. */
	keepRequests(limit: number): Promise<void>;
	fault(spec: FaultSpec): Promise<FaultView>;
	faults(): Promise<FaultView[]>;
	clearFaults(): Promise<void>;
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

	return {
		url: base,
		status: () => call('GET', ''),
		createCampaign: (spec = {}) => call('POST', '/campaigns', spec),
		campaign: (id, records = 'full') => call('GET', `/campaigns/${id}?records=${records}`),
		requests: () => call('GET', '/requests'),
		keepRequests(limit) {
			const settings: RequestSettings = { keep: limit === Infinity ? 'all' : limit };
			return call('PATCH', '/requests', settings);
		},
		fault: (spec) =>
			call('POST', '/faults', { ...spec, times: spec.times === Infinity ? 'always' : spec.times }),
		faults: () => call('GET', '/faults'),
		clearFaults: () => call('DELETE', '/faults'),
		reset: () => call('POST', '/reset'),
	};
}
