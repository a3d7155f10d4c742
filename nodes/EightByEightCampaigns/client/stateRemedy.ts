import type { Action, CampaignChange } from './api';
import type { State } from './campaignState';

/**
 * What to do about an action that the campaign's state forbids, in a sentence or two.
 *
 * @param passes whether waiting helps
 */
export function stateRemedy(state: State, change: CampaignChange, passes: boolean): string {
	if (passes) {
		return 'This passes by itself. Add the option "Max Wait", or raise it: the seconds that the node waits for that.';
	}
	const { enabled, buildOnStart, action } = change;
	if (state === 'DISABLED' && enabled === true) {
		return 'The option "Enabled" did not help. Enable the campaign in Configuration Manager.';
	}
	if (state === 'CREATED' && buildOnStart === true) return 'Build it first.';
	return REMEDIES[state][action] ?? REMEDIES[state].others;
}

/** By state, with a text of their own for some actions. */
const REMEDIES: Record<State, Partial<Record<Action, string>> & { others: string }> = {
	CREATED: {
		START: 'Build it first, or add the option "Build on Start".',
		RESET: 'It has not been built, so there is nothing to undo.',
		others: 'It has not been started, so it calls nobody.',
	},
	BUILDING: { others: 'It has not been started, so it calls nobody.' },
	READY: { others: 'It has not been started, so it calls nobody.' },
	PENDING: {
		START: 'It starts by itself at its start time.',
		others: 'It starts by itself at its start time. To prevent that, use Cancel, which is final.',
	},
	STARTING: { others: 'It has been started already, and will dial by itself.' },
	RUNNING: {
		BUILD: 'It has been started, and cannot be built again.',
		RESET: 'It has been started, and cannot be built again.',
		PURGE: 'Pause it first.',
		others: 'It dials already.',
	},
	PAUSED: {
		PAUSE: 'It is paused already.',
		BUILD: 'It has been started, and cannot be built again. To go on dialling, use Resume.',
		RESET: 'It has been started, and cannot be built again. To go on dialling, use Resume.',
		others: 'To go on dialling, use Resume.',
	},
	COMPLETE: {
		CANCEL: 'It has ended already.',
		others: 'It has ended and cannot be started again. Use another campaign.',
	},
	BUILD_ERROR: {
		others: 'Its build failed. Look for the reason in Configuration Manager, then build it again.',
	},
	RUN_ERROR: {
		others: 'It stopped with an error. To go on dialling, use Retry; to end it for good, Cancel.',
	},
	DELETED: { others: 'A deleted campaign stays so. Use another campaign.' },
	DISABLED: {
		others:
			'A disabled campaign can only be built and reset. Add the option "Enabled" to enable it with the same request.',
	},
};
