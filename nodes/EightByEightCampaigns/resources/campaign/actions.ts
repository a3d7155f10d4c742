import type { Action } from '../../client/api';
import type { ActionRule } from '../../client/changeCampaign';

interface ActionEntry extends ActionRule {
	action: Action;
	/** As in the menu of operations. */
	name: string;
	description: string;
}

/**
 * The lifecycle actions, in the order of the menu; menu, request and messages are derived from this
 * table ("Campaign state machine" in 8x8's documentation). The states are told to the user, never
 * checked here: the server decides.
 */
export const ACTIONS = {
	build: {
		action: 'BUILD',
		name: 'Build',
		description: 'Prepare the records of a campaign for dialling',
		verb: 'build',
		participle: 'built',
		validFrom: 'CREATED, READY and BUILD_ERROR',
	},
	cancel: {
		action: 'CANCEL',
		name: 'Cancel',
		description: 'End a campaign for good',
		verb: 'cancel',
		// Not "canceled": n8n takes a message with that word for a stopped execution.
		participle: 'ended',
		validFrom: 'PENDING, RUNNING, PAUSED and RUN_ERROR',
	},
	pause: {
		action: 'PAUSE',
		name: 'Pause',
		description: 'Stop dialling for now; records that are queued already are still dialled',
		verb: 'pause',
		participle: 'paused',
		validFrom: 'RUNNING',
	},
	purge: {
		action: 'PURGE',
		name: 'Purge',
		description: 'Clear the queued interactions of a campaign that is not running',
		verb: 'purge',
		participle: 'purged',
		validFrom: 'PAUSED, RUN_ERROR and COMPLETE',
	},
	reset: {
		action: 'RESET',
		name: 'Reset',
		description: 'Take a campaign back to before it was built',
		verb: 'reset',
		participle: 'reset',
		validFrom: 'READY and BUILD_ERROR',
	},
	resume: {
		action: 'RESUME',
		name: 'Resume',
		description: 'Go on dialling a paused campaign',
		verb: 'resume',
		participle: 'resumed',
		validFrom: 'PAUSED',
	},
	retry: {
		action: 'RETRY',
		name: 'Retry',
		description: 'Go on with a campaign that has stopped with an error',
		verb: 'retry',
		participle: 'retried',
		validFrom: 'RUN_ERROR',
	},
	start: {
		action: 'START',
		name: 'Start',
		description: 'Start dialling, or wait for the start time of the campaign',
		verb: 'start',
		participle: 'started',
		validFrom: 'READY, and with the option "Build on Start" from CREATED too',
	},
} satisfies Record<string, ActionEntry>;

/** The values of the parameter Operation. */
export type CampaignOperation = keyof typeof ACTIONS;
