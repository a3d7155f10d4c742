/** A simulator of 8x8's Campaigns API; docs/simulator.md says what it does, and what it does not. */
export type { CampaignSnapshot, RecordDetail, SimulatorStatus } from './admin/adminRoutes';
export { MEDIA_TYPE } from './api/answers';
export type { KeyRights } from './api/answerRequest';
export type { CampaignChange, CampaignSpec } from './api/campaignSpec';
export type { CampaignView } from './campaignView';
export { connectSimulator, type SimulatorClient } from './admin/adminClient';
export { DEFAULT_DIALECT, DIALECT_CHOICES, type Dialect } from './api/dialect';
export {
	FAULT_KINDS,
	type ChaosSpec,
	type FaultKind,
	type FaultMatch,
	type FaultSpec,
} from './faults/faultSpec';
export type { FaultView } from './faults/faultList';
export {
	CAMPAIGN_ACTIONS,
	TRANSITIONS,
	CAMPAIGN_STATES,
	PRIORITIES,
	type CampaignAction,
	type CampaignAnswer,
	type CampaignState,
	type Priority,
	type RecordAnswer,
} from './api/model';
export type { Simulator, SimulatorOptions } from './simulator';
export { GOOD_KEY, KEY_WITHOUT_PRODUCT, startSimulator } from './startSimulator';
export { SpecError } from './checkSpec';
export type { LoggedRequest } from './requestLog';
