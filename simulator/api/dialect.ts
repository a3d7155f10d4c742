import { checkSpec, oneOf, type Rules } from '../checkSpec';
import { ENVELOPES, type Envelope } from './envelopes';

/** Bodies of a refusal: 8x8's problem, none in words, then the other envelopes. */
const ERROR_BODIES = [
	'problem',
	'html',
	'empty',
	'text',
	...(Object.keys(ENVELOPES).filter((name) => name !== 'problem') as Array<
		Exclude<Envelope, 'problem'>
	>),
] as const;

/**
 * Where 8x8's pages contradict each other or say nothing, the simulator can speak either way.
 * The first choice of each row is the default.
 */
export const DIALECT_CHOICES = {
	/** Status of a successful add. */
	addedStatus: [200, 201],
	/** Status when an id is already in the campaign. */
	duplicateStatus: [409, 400],
	/** How that refusal speaks of the ids. */
	duplicateText: ['named', 'listed', 'reworded', 'opaque', 'sample'],
	/** How a refusal of invalid records speaks of them. */
	invalidText: ['indexed', 'plain', 'opaque'],
	/** Status of an action that the state, or being disabled, forbids. */
	transitionStatus: [409, 400],
	/** Status of an add that the campaign's state forbids. */
	stateStatus: [409, 400],
	/** Whether refusals that are the campaign's (state, disabled, not dynamic) say why. */
	campaignText: ['named', 'opaque'],
	/** Order of the answered records. */
	answerOrder: ['request', 'reversed', 'shuffled'],
	/** Among which records the rank of one that brings none is counted. */
	rankCount: ['priority', 'campaign'],
	/** How the answered records show their ranks. */
	answeredRanks: ['number', 'text', 'none'],
	/** Body of every refusal. */
	errorBody: ERROR_BODIES,
	/** Where its status stands: over HTTP, or only in the body of a 200. */
	errorStatus: ['http', 'body'],
	/** How a successful add lists the records. */
	addedBody: ['records', 'data', 'items', 'content', 'embedded', 'array'],
	/** How their ids come back: as sent, as a number where it is one, trimmed, in capitals. */
	idEcho: ['same', 'number', 'trimmed', 'upper'],
	/** Whether one refused record sinks its request, or the others are stored and 207 tells of each. */
	atomic: [true, false],
	/** Whether `enabled: true` next to another action counts before that action is judged. */
	enableWithAction: ['allowed', 'refused'],
	/** Whether CANCEL works from READY, as one diagram has it. */
	cancelFromReady: [false, true],
} as const;

export type Dialect = {
	-readonly [Name in keyof typeof DIALECT_CHOICES]: (typeof DIALECT_CHOICES)[Name][number];
};

const rules = Object.fromEntries(
	Object.entries(DIALECT_CHOICES).map(([name, choices]) => [name, oneOf(choices)]),
) as Rules<Dialect>;

export const DEFAULT_DIALECT = Object.fromEntries(
	Object.entries(DIALECT_CHOICES).map(([name, choices]) => [name, choices[0]]),
) as Dialect;

/**
 * The given readings over a base.
 * @throws SpecError for an unknown name or choice
 */
export function completeDialect(base: Dialect, part: unknown): Dialect {
	const given = Object.entries(checkSpec<Partial<Dialect>>('dialect', part, rules));
	return { ...base, ...Object.fromEntries(given.filter(([, choice]) => choice !== undefined)) };
}
