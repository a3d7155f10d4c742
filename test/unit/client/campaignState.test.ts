import fc from 'fast-check';

import {
	STATES,
	comesTo,
	stateNamed,
} from '../../../nodes/EightByEightCampaigns/client/campaignState';
import { CAMPAIGN_STATES } from '../../../simulator';

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
