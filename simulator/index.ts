/** A simulator of 8x8's Campaigns API; docs/simulator.md says what it does, and what it does not. */
export type { CampaignSnapshot, RecordDetail, SimulatorStatus } from './admin';
export { MEDIA_TYPE } from './answers';
export type { KeyRights } from './api';
export type { CampaignChange, CampaignSpec } from './campaignSpec';
export type { CampaignView } from './campaigns';
export { connectSimulator, type SimulatorClient } from './client';
export { DEFAULT_DIALECT, DIALECT_CHOICES, type Dialect } from './dialect';
export {
	DEFAULT_CHAOS,
	FAULT_KINDS,
	type ChaosSpec,
	type FaultKind,
	type FaultMatch,
	type FaultSpec,
} from './faultSpec';
export type { FaultView } from './faults';
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
} from './model';
export {
	GOOD_KEY,
	KEY_WITHOUT_PRODUCT,
	startSimulator,
	type Simulator,
	type SimulatorOptions,
} from './simulator';
export { SpecError } from './spec';
export type { LoggedRequest } from './traffic';
