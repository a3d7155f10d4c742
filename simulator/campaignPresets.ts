import type { CampaignSpec } from './api/campaignSpec';

/**
 * Campaigns for people who start the simulator by hand. Their ids are the same at every start. Each
 * says its state first, or what else decides.
 */
export const PRESETS = {
	running: {
		id: '11111111-1111-4111-8111-111111111111',
		says: 'RUNNING: takes records',
		spec: { state: 'RUNNING' },
	},
	created: {
		id: '22222222-2222-4222-8222-222222222222',
		says: 'CREATED: try Build, then Start',
		spec: { state: 'CREATED', buildMs: 3_000, startMs: 2_000 },
	},
	paused: {
		id: '33333333-3333-4333-8333-333333333333',
		says: 'PAUSED: takes records, try Resume or Purge',
		spec: { state: 'PAUSED' },
	},
	static: {
		id: '44444444-4444-4444-8444-444444444444',
		says: 'not dynamic: refuses records',
		spec: { state: 'RUNNING', dynamic: false },
	},
	complete: {
		id: '55555555-5555-4555-8555-555555555555',
		says: 'COMPLETE: refuses records and every action but Purge',
		spec: { state: 'COMPLETE' },
	},
	disabled: {
		id: '66666666-6666-4666-8666-666666666666',
		says: 'disabled: allows only Build and Reset',
		spec: { state: 'READY', enabled: false },
	},
	broken: {
		id: '77777777-7777-4777-8777-777777777777',
		says: 'CREATED: every Build ends in BUILD_ERROR',
		spec: { state: 'CREATED', buildFails: true },
	},
	building: {
		id: '88888888-8888-4888-8888-888888888888',
		says: 'BUILDING for 10 seconds from the start on: refuses records until then',
		spec: { state: 'BUILDING', buildMs: 10_000 },
	},
} satisfies Record<string, { id: string; says: string; spec: CampaignSpec }>;

export type PresetName = keyof typeof PRESETS;

export function isPreset(name: string): name is PresetName {
	return Object.hasOwn(PRESETS, name);
}
