import type { Action } from './api';
import type { Words } from './texts';

/** The states of a campaign ("Campaign state machine"), and `DISABLED`, which forbids most of what they allow. */
export const STATES = [
	'CREATED',
	'BUILDING',
	'READY',
	'PENDING',
	'STARTING',
	'RUNNING',
	'PAUSED',
	'COMPLETE',
	'BUILD_ERROR',
	'RUN_ERROR',
	'DELETED',
	'DISABLED',
] as const;

export type State = (typeof STATES)[number];

/** States are written in capitals; in small letters the words mean anything. */
const NAME = `(?<![\\w-])(?:${STATES.join('|')})(?!\\w|-\\w)`;
const EACH_NAME = new RegExp(NAME, 'g');

/** Small letters, where the sentence leaves no doubt: "the campaign is not running" does. */
const OF_WORD: Record<string, State> = {
	'being built': 'BUILDING',
	building: 'BUILDING',
	starting: 'STARTING',
	running: 'RUNNING',
	paused: 'PAUSED',
	complete: 'COMPLETE',
	completed: 'COMPLETE',
	deleted: 'DELETED',
	disabled: 'DISABLED',
	'not enabled': 'DISABLED',
};
const WORD = `(?:${Object.keys(OF_WORD).join('|')})\\b`;

const IS =
	'[Cc]ampaign (?:is|was|has been) (?:(?:already|still|currently|now|in|the|state|status) )*';
const IS_IN = new RegExp(`${IS}["'\`]?(${NAME}|${WORD})`);
const CURRENT = /\b(?:current|present|actual)/i;

/** What should be, will be or was, as in "must be READY". */
const WANTED =
	/\b(?:must|only|requires?|required|expect(?:s|ed|ing)?|should|shall|need(?:s|ed)?|ha(?:s|ve) to|unless|until|once|before|a?wait(?:s|ing)?|will|becom(?:es?|ing)|prerequisite|precondition|ensure|make sure|verify|check that|so that|(?:target|desired|requested|next|new|previous)(?=[_ ]?stat(?:e|us)))(?:\b|(?=_?stat(?:e|us)))|!=/i;

/** "Allowed: PAUSED" says what should be, "not allowed in PAUSED" what is. */
const ALLOWED =
	"(?:valid|allow(?:s|ed)?|permit(?:s|ted)?|accept(?:s|ed)?|support(?:s|ed)?|possible|legal|eligible|available|works?|may|can(?! ?not\\b| no\\b| never\\b|['’]t))(?:\\b|(?=_?stat(?:e|us)))";
const SAYS_ALLOWED = new RegExp(`\\b${ALLOWED}`, 'i');
const NOT_ALLOWED = new RegExp(
	`(?:\\b(?:not|cannot|never|no|nothing|nor)|n['’]t)(?: ["'\`]?\\w+["'\`]?){0,3}? ${ALLOWED}`,
	'gi',
);

/** "If READY" says what should be, "cannot START if READY" what is. */
const CONDITION = /\b(?:if|when)\b/i;
const DENIED =
	/\b(?:not|cannot|never|no|invalid|illegal|unable|failed|refused|denied|forbidden|conflict|error)\b|n['’]t\b/i;

const GAP = '[\\s"\'`(\\[:=]+';
const FILLER =
	'(?:yet|in|the|an?|any|one|of|its|either|longer|states?|status|campaign|currently|now|still|already|be|been|become|enter(?:ed)?|reach(?:ed)?|(?:correct|right|required|expected|proper|valid|allowed)(?<=\\bin(?: an?| the)? \\w+)(?= stat(?:e|us)))';
const NAMES = `${NAME}(?:[\\s"'\`\\])]*(?:,|/|\\||\\bor\\b|\\band\\b|\\bnor\\b)[\\s"'\`(\\[]*${NAME})*`;

/** Names of what the campaign is not, as in "not yet in state READY". */
const NEGATED = new RegExp(
	`(?:\\b(?:[Nn]ot|[Nn]ever|[Cc]annot|[Nn]o|[Nn]either|[Nn]or|[Ff]ailed to|[Uu]nable to|other than|rather than|instead of|except|lacks|without)|n['’]t)(?:${GAP}${FILLER})*${GAP}${NAMES}`,
	'g',
);

/** Names of where a transition leads, as in "from BUILDING to READY". */
const TARGET = new RegExp(
	`(?:(?<!\\b(?:due|(?:is|was|been)(?: already| now)? (?:set|changed|moved|switched)) )\\bto|->|=>|→) ?(?:the )?(?:state )?["'\`]?${NAME}`,
	'g',
);

/** A bracket is a clause of its own, unless a name stands first in it: "the required state (READY)". */
const ASIDE = new RegExp(`\\((?!${NAME})([^()]*)\\)`, 'g');

/** Commas between names part no clauses. */
const BETWEEN_CLAUSES = new RegExp(
	`[.;?\\n]|!(?!=)|,(?! ?(?:or |and )?[["'\`(]*${NAME})| [-–—] |\\b(?:but|however|though|although|whereas)\\b|\\band (?=(?:(?:it|the campaign|the state|its state) )?(?:is|was)\\b)`,
);

/** A contact or a record has states of its own. */
const OF_ANOTHER = /\b(?:record|contact|customer|interaction)\b/i;

/**
 * The state that the texts of a refusal give as the campaign's. Undefined where they name none, or
 * leave it open which one it is. A name counts by its clause: "it is BUILDING but must be READY".
 */
export function stateNamed({ detail }: Words): State | undefined {
	if (OF_ANOTHER.test(detail) && !/\bcampaign\b/i.test(detail)) return undefined;
	const clauses = clausesOf(detail.replace(NEGATED, '…').replace(TARGET, '…'));
	const said = clauses.map(saidToBe).filter((state) => state !== undefined);
	return onlyOne(said.length > 0 ? said : clauses.filter(isFact).flatMap(namesIn));
}

const OF_STATE = new RegExp(
	`${NAME}|\\b[Cc]ampaign (?:stat(?:e|us) )?(?:is|isn['’]t|was|has|must|should|needs) [^.]{0,80}?\\b(?:${STATES.join('|').toLowerCase()})\\b`,
);

/** Whether the texts speak of a state at all, be it one that should be: "the campaign is not ready". */
export const speaksOfState = ({ detail }: Words): boolean => OF_STATE.test(detail);

const clausesOf = (text: string) =>
	[text.replace(ASIDE, ' '), ...Array.from(text.matchAll(ASIDE), ([, aside]) => aside!)].flatMap(
		(part) => part.split(BETWEEN_CLAUSES),
	);

/** Given by a clause in so many words, whatever else it names. */
function saidToBe(clause: string): State | undefined {
	const is = IS_IN.exec(clause);
	if (is && isFact(clause.slice(0, is.index))) return OF_WORD[is[1]!] ?? (is[1] as State);
	let end = 0;
	for (const { 0: name, index } of clause.matchAll(EACH_NAME)) {
		const before = clause.slice(end, index);
		if (CURRENT.test(before) && isFact(before)) return name as State;
		end = index + name.length;
	}
	return undefined;
}

const isFact = (clause: string) =>
	!WANTED.test(clause) &&
	!SAYS_ALLOWED.test(clause.replace(NOT_ALLOWED, '')) &&
	(!CONDITION.test(clause) || DENIED.test(clause));

const namesIn = (clause: string) =>
	Array.from(clause.matchAll(EACH_NAME), ([name]) => name as State);

function onlyOne(states: State[]): State | undefined {
	const [only, ...more] = new Set(states);
	return more.length === 0 ? only : undefined;
}

/** Where a passing state leads by itself. From every other, only a request or a start time leads on. */
const LEADS_TO: Partial<Record<State, State[]>> = {
	// With "buildOnStart", on to the start.
	BUILDING: ['READY', 'BUILD_ERROR', 'RUNNING'],
	STARTING: ['RUNNING', 'BUILD_ERROR'],
};

/** Whether a campaign in that state comes by itself, and soon, into one from which the action works. */
export const comesTo = (state: State, wanted: readonly State[]) =>
	LEADS_TO[state]?.some((next) => wanted.includes(next)) ?? false;

/** Where an action leads, with the states that the campaign passes on its way. */
const RESULTS: Record<Action, State[]> = {
	BUILD: ['BUILDING', 'READY'],
	CANCEL: ['COMPLETE'],
	PAUSE: ['PAUSED'],
	// It leaves the state as it is.
	PURGE: ['PAUSED', 'RUN_ERROR', 'COMPLETE'],
	RESET: ['CREATED'],
	RESUME: ['STARTING', 'RUNNING'],
	RETRY: ['STARTING', 'RUNNING'],
	// BUILDING leaves it open: a build that came before is as likely as "buildOnStart".
	START: ['PENDING', 'STARTING', 'RUNNING'],
};

/** Whether a campaign in that state looks as if the action had been carried out. */
export const isResult = (action: Action, state: State) => RESULTS[action].includes(state);
