import type { Action } from '../../client/api';
import type { ActionRule } from '../../client/changeCampaign';

interface ActionEntry extends ActionRule {
	action: Action;
	/** As in the menu of operations. */
	name: string;
	description: string;
	/** As in n8n's list of actions. To an agent it describes the tool, so it names what people notice. */
	task: string;
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
		task: 'Build a campaign (calls nobody)',
		verb: 'build',
		from: ['CREATED', 'READY', 'BUILD_ERROR'],
	},
	cancel: {
		action: 'CANCEL',
		name: 'Cancel',
		description: 'End a campaign permanently; it cannot be started again',
		task: 'Cancel a campaign (final)',
		verb: 'cancel',
		from: ['PENDING', 'RUNNING', 'PAUSED', 'RUN_ERROR'],
	},
	pause: {
		action: 'PAUSE',
		name: 'Pause',
		description: 'Pause a campaign; records that are already queued are still dialled',
		task: 'Pause a campaign',
		verb: 'pause',
		from: ['RUNNING'],
	},
	purge: {
		action: 'PURGE',
		name: 'Purge',
		description: 'Remove the queued calls of a campaign that is not running; this cannot be undone',
		task: 'Purge the queued calls of a campaign (cannot be undone)',
		verb: 'purge',
		from: ['PAUSED', 'RUN_ERROR', 'COMPLETE'],
	},
	reset: {
		action: 'RESET',
		name: 'Reset',
		description: 'Undo the build of a campaign and return it to the state CREATED',
		task: 'Reset the build of a campaign',
		verb: 'reset',
		from: ['READY', 'BUILD_ERROR'],
	},
	resume: {
		action: 'RESUME',
		name: 'Resume',
		description: 'Continue dialling in a paused campaign',
		task: 'Resume a campaign (calls people)',
		verb: 'resume',
		from: ['PAUSED'],
	},
	retry: {
		action: 'RETRY',
		name: 'Retry',
		description: 'Continue a campaign that stopped in the state RUN_ERROR',
		task: 'Retry a campaign after an error (calls people)',
		verb: 'retry',
		from: ['RUN_ERROR'],
	},
	start: {
		action: 'START',
		name: 'Start',
		description: 'Start dialling a campaign, or schedule it if it has a start time',
		task: 'Start a campaign (calls people)',
		verb: 'start',
		from: ['READY'],
	},
} satisfies Record<string, ActionEntry>;

/** The values of the parameter Operation. */
export type CampaignOperation = keyof typeof ACTIONS;
