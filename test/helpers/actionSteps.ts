import { CAMPAIGN_ACTIONS, TRANSITIONS } from '../../simulator';

/** Each lifecycle action with the operation that sends it, a state that it works from, and where it leads. */
export const ACTION_STEPS = CAMPAIGN_ACTIONS.map((action) => {
	const { from: states, to } = TRANSITIONS[action];
	const from = states[0]!;
	return { action, operation: action.toLowerCase(), from, to: to === 'same' ? from : to };
});

/** A state that forbids every action. */
export const FORBIDS_ALL = 'DELETED';
