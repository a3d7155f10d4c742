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
		description: 'End a campaign permanently; it cannot be started again',
		verb: 'cancel',
		// Not "canceled": n8n takes a message with that word for a stopped execution.
		participle: 'ended',
		validFrom: 'PENDING, RUNNING, PAUSED and RUN_ERROR',
	},
	pause: {
		action: 'PAUSE',
		name: 'Pause',
		description: 'Pause a campaign; records that are already queued are still dialled',
		verb: 'pause',
		participle: 'paused',
		validFrom: 'RUNNING',
	},
	purge: {
		action: 'PURGE',
		name: 'Purge',
		description: 'Remove the queued calls of a campaign that is not running; this cannot be undone',
		verb: 'purge',
		participle: 'purged',
		validFrom: 'PAUSED, RUN_ERROR and COMPLETE',
	},
	reset: {
		action: 'RESET',
		name: 'Reset',
		description: 'Undo the build of a campaign and return it to the state CREATED',
		verb: 'reset',
		participle: 'reset',
		validFrom: 'READY and BUILD_ERROR',
	},
	resume: {
		action: 'RESUME',
		name: 'Resume',
		description: 'Continue dialling in a paused campaign',
		verb: 'resume',
		participle: 'resumed',
		validFrom: 'PAUSED',
	},
	retry: {
		action: 'RETRY',
		name: 'Retry',
		description: 'Continue a campaign that stopped in the state RUN_ERROR',
		verb: 'retry',
		participle: 'retried',
		validFrom: 'RUN_ERROR',
	},
	start: {
		action: 'START',
		name: 'Start',
		description: 'Start dialling a campaign, or schedule it if it has a start time',
		verb: 'start',
		participle: 'started',
		validFrom: 'READY; with the option "Build on Start" also CREATED',
	},
} satisfies Record<string, ActionEntry>;

/** The values of the parameter Operation. */
export type CampaignOperation = keyof typeof ACTIONS;
