import fc from 'fast-check';

import {
	STATES,
	comesTo,
	isResult,
	stateNamed,
} from '../../../nodes/EightByEightCampaigns/client/campaignState';
import { CAMPAIGN_ACTIONS, CAMPAIGN_STATES, TRANSITIONS } from '../../../simulator';

const named = (detail: string) => stateNamed({ detail, fields: [] });

it('knows the states of 8x8, and that a campaign can be disabled', () => {
	expect([...STATES].sort()).toEqual([...CAMPAIGN_STATES, 'DISABLED'].sort());
});

it.each([
	['Action START is not allowed in state CREATED', 'CREATED'],
	['Conflict. Action START is not valid in state `PAUSED`', 'PAUSED'],
	['Invalid state: BUILD_ERROR', 'BUILD_ERROR'],
	['Campaign with id # is in state RUN_ERROR', 'RUN_ERROR'],
	['Cannot START while COMPLETE', 'COMPLETE'],
	['Illegal state transition: DELETED to STARTING', 'DELETED'],
	['Illegal transition from PAUSED to BUILDING', 'PAUSED'],
	['No transition READY -> PAUSED', 'READY'],
	['Expected state RUNNING, but was "PAUSED"', 'PAUSED'],
	['The campaign must be READY. Current state: PENDING', 'PENDING'],
	['PAUSE requires RUNNING, currently the state is STARTING', 'STARTING'],
	['Campaign is PAUSED. Only RUNNING campaigns can be paused', 'PAUSED'],
	['The campaign is already running', 'RUNNING'],
	['The campaign is still being built', 'BUILDING'],
	['The campaign is completed', 'COMPLETE'],
	['Action PAUSE is not allowed while the campaign is disabled', 'DISABLED'],
	['The campaign is not enabled.', 'DISABLED'],
	['Campaign state is BUILDING but must be READY', 'BUILDING'],
	['Campaign must be READY to START; it is BUILDING', 'BUILDING'],
	['Campaign must be READY to START and it is BUILDING', 'BUILDING'],
	['The campaign is BUILDING and must be READY', 'BUILDING'],
	['Campaign is in READY state but RUNNING is required', 'READY'],
	['Cannot START campaign: state CREATED, expected READY', 'CREATED'],
	['Expected READY, found BUILDING', 'BUILDING'],
	['expected=READY actual=BUILDING', 'BUILDING'],
	['currentState: BUILDING requiredState: READY', 'BUILDING'],
	['Action START requires state READY (current: BUILDING)', 'BUILDING'],
	['Campaign is BUILDING (expected READY)', 'BUILDING'],
	["The campaign's current state (BUILDING) does not allow START", 'BUILDING'],
	['Illegal state COMPLETE for action START (allowed: [READY])', 'COMPLETE'],
	['START is allowed in READY only. State: CREATED.', 'CREATED'],
	['Action START not permitted when campaign state=RUNNING', 'RUNNING'],
	['Action START is not valid in state PAUSED. Valid states: READY', 'PAUSED'],
	['PAUSE is not allowed in READY, only in RUNNING', 'READY'],
	['Cannot START from BUILDING', 'BUILDING'],
	['from BUILDING to READY is not allowed', 'BUILDING'],
	['Cannot transition to STARTING from BUILDING', 'BUILDING'],
	['Transition READY -> PAUSED is invalid', 'READY'],
	['Invalid state transition: event START, state BUILD_ERROR', 'BUILD_ERROR'],
	['Campaign is not READY but BUILDING', 'BUILDING'],
	['Campaign is BUILDING, not READY', 'BUILDING'],
	['Campaign is BUILDING instead of READY', 'BUILDING'],
	['The state was set to PAUSED', 'PAUSED'],
	['Cannot START when the campaign is running', 'RUNNING'],
])('%j says that it is %s', (detail, state) => {
	expect(named(detail)).toBe(state);
});

it.each([
	'',
	'Conflict',
	'Action START is not allowed',
	'The campaign must be READY',
	'PAUSE is only allowed in state RUNNING',
	'PAUSE is only possible while the campaign is RUNNING',
	'PAUSE is only possible while the campaign is running',
	'Valid states: CREATED',
	'Allowed state: RUNNING',
	'Not allowed in the states BUILDING, STARTING, COMPLETE and DELETED',
	'The campaign is not running',
	'Campaign "PAUSED_LEADS" cannot be started',
	'Campaign REBUILDING refuses it',
	'The contact is in state COMPLETE',
	'The build is complete',
	'Campaign is not READY',
	'Campaign is not in READY state',
	"Campaign isn't in the state `READY` yet",
	'Campaign is not yet READY or PAUSED',
	'Campaign not PAUSED',
	'Campaign is no longer RUNNING',
	'Campaign is not in the required state (READY)',
	'Campaign has not reached READY',
	'The campaign is in a state other than READY',
	'There is no RUNNING campaign',
	'Campaign must be READY to START',
	'Campaign has to be READY',
	'The current state must be READY',
	'Campaign state (READY) is required',
	'Expected state (READY)',
	'expected READY',
	'Expected state READY but was not',
	'State != READY',
	'START is allowed only in READY',
	'START is only possible from READY',
	'A RUNNING campaign can be paused',
	'START is not allowed: allowed states are READY',
	'Allowed transition: READY -> STARTING',
	'PAUSE is allowed in RUNNING, but not in READY',
	'Cannot transition to RUNNING',
	'Target state: RUNNING',
	'expectedState: READY',
	'START cannot be sent from any state except READY',
	'Make sure that the campaign is READY',
	'Try again when the campaign is READY',
	'When the campaign is RUNNING, it can be paused',
	'PAUSE works if the current state is RUNNING',
	'Wait until it is READY',
	'required current BUILD_ERROR or PAUSED',
	'The campaign is BUILDING. The campaign is READY',
])('%j does not say which state it is in', (detail) => {
	expect(named(detail)).toBeUndefined();
});

it('gives a state or nothing, whatever the text', () => {
	const word = fc.oneof(
		fc.constantFrom(...STATES, 'campaign', 'is', 'in', 'state', 'but', 'from', 'to', 'not', 'only'),
		fc.string({ maxLength: 5 }),
	);
	fc.assert(
		fc.property(fc.array(word, { maxLength: 12 }), (words) => {
			expect([undefined, ...STATES]).toContain(named(words.join(' ')));
		}),
	);
});

it.each([
	['BUILDING', ['READY'], true],
	['BUILDING', ['PAUSED'], false],
	['STARTING', ['RUNNING'], true],
	['STARTING', ['READY'], false],
	['PENDING', ['RUNNING'], false],
	['RUNNING', ['READY'], false],
	['DISABLED', ['READY'], false],
] as const)('from %s a campaign comes to %j by itself: %s', (state, wanted, comes) => {
	expect(comesTo(state, wanted)).toBe(comes);
});

it.each(CAMPAIGN_ACTIONS)(
	'%s has been done where the campaign is in the state it leads to',
	(action) => {
		const { from, to } = TRANSITIONS[action];
		for (const state of to === 'same' ? from : [to]) expect(isResult(action, state)).toBe(true);
		expect(isResult(action, 'DELETED')).toBe(false);
	},
);
