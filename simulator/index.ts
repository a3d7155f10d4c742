/** A simulator of 8x8's Campaigns API. docs/simulator.md says what it does, and what it does not. */
export { connectSimulator, type SimulatorClient } from './admin/adminClient';
export type { CampaignSnapshot } from './admin/adminRoutes';
export { MEDIA_TYPE } from './api/answers';
export type { CampaignSpec } from './api/campaignSpec';
export { DEFAULT_DIALECT, DIALECT_CHOICES, type Dialect } from './api/dialect';
export {
	CAMPAIGN_ACTIONS,
	CAMPAIGN_STATES,
	TRANSITIONS,
	type CampaignAction,
	type CampaignState,
	type Priority,
	type RecordAnswer,
} from './api/model';
export {
	rateLimiter,
	RATE_LIMIT_TELLS,
	type RateLimitSpec,
	type RateLimitTells,
	type RateWindow,
} from './api/rateLimit';
export type { CampaignView } from './campaignView';
export { FAULT_KINDS, type FaultSpec } from './faults/faultSpec';
export { startProxy, type Proxy, type ProxyAnswer, type ProxyOptions } from './network/proxy';
export { startRelay, type Relay, type RelayOptions } from './network/relay';
export type { LoggedRequest } from './requestLog';
export type { Simulator, SimulatorOptions } from './simulator';
export { COMMAND_PORT, GOOD_KEY, KEY_WITHOUT_PRODUCT, startSimulator } from './startSimulator';
export { TLS_KINDS, type TlsKind } from './tls/serverCertificate';
