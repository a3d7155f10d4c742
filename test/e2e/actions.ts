import type { CampaignAction, CampaignState } from '../../simulator';

interface Step {
	/** A state that the action works from, where that leads, and a state that forbids it. */
	from: CampaignState;
	to: CampaignState;
	forbidden: CampaignState;
}

/** What the tests in a real n8n do with each action. */
const STEPS: Record<CampaignAction, Step> = {
	BUILD: { from: 'CREATED', to: 'BUILDING', forbidden: 'RUNNING' },
	CANCEL: { from: 'RUNNING', to: 'COMPLETE', forbidden: 'CREATED' },
	PAUSE: { from: 'RUNNING', to: 'PAUSED', forbidden: 'COMPLETE' },
	PURGE: { from: 'PAUSED', to: 'PAUSED', forbidden: 'RUNNING' },
	RESET: { from: 'READY', to: 'CREATED', forbidden: 'RUNNING' },
	RESUME: { from: 'PAUSED', to: 'RUNNING', forbidden: 'COMPLETE' },
	RETRY: { from: 'RUN_ERROR', to: 'RUNNING', forbidden: 'COMPLETE' },
	START: { from: 'READY', to: 'STARTING', forbidden: 'COMPLETE' },
};

/** The steps, each with the node's operation and the action that it sends. */
export const ACTION_STEPS = Object.entries(STEPS).map(([action, step]) => ({
	...step,
	action,
	operation: action.toLowerCase(),
}));
