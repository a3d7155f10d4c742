import type { KeyRights } from './api/answerRequest';
import type { CampaignChange, CampaignSpec } from './api/campaignSpec';
import type { Dialect } from './api/dialect';
import type { RateLimitSpec } from './api/rateLimit';
import type { CampaignView } from './campaignView';
import type { FaultView } from './faults/faultList';
import type { ChaosSpec, FaultSpec } from './faults/faultSpec';
import type { LoggedRequest } from './requestLog';
import type { TlsKind } from './tls/serverCertificate';

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
	/** Default: no limit. */
	rateLimit?: RateLimitSpec;
	/** Speaks HTTPS, with a certificate of this kind. Default: HTTP. */
	tls?: TlsKind;
	/** How many of the latest requests the log keeps, default all: see `keepRequests`. */
	keepRequests?: number;
	/** Epoch milliseconds for everything but the log and waiting; default the clock. */
	now?: () => number;
}

export interface Simulator {
	/** `http://127.0.0.1:PORT`, or `https://…` with `tls`: the credential's base URL. */
	readonly url: string;
	/** With `tls`, the certificate of the authority that a client has to trust, as PEM. */
	readonly authority: string | undefined;
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
	/** The most requests that were under way at once. */
	readonly maxInFlight: number;
	/** Milliseconds from arrival to answer, on average since the start or the last reset. */
	readonly meanDuration: number;
	/** @throws SpecError */
	fault(spec: FaultSpec): FaultView;
	/** @throws SpecError */
	chaos(spec: ChaosSpec): FaultView;
	faults(): FaultView[];
	clearFaults(): void;
	/** Setting it replaces all readings: those left out go back to what the simulator started with. */
	get dialect(): Dialect;
	set dialect(readings: Partial<Dialect>);
	/** The limit that holds; setting it begins all its windows. @throws SpecError */
	get rateLimit(): RateLimitSpec | undefined;
	set rateLimit(limit: RateLimitSpec | undefined);
	/** Forgets campaigns, faults, log, dialect and limit, and cuts off requests under way. */
	reset(): void;
	/** Cuts all connections, hanging ones too, and stops. */
	close(): Promise<void>;
}
