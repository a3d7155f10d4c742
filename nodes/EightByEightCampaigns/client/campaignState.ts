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
const NAME = `["'\`]?(?<![\\w-])(${STATES.join('|')})(?![\\w-])["'\`]?`;

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
const WORD = `(${Object.keys(OF_WORD).join('|')})\\b`;

/** What should be, as in "must be READY", or "only possible while the campaign is RUNNING". */
const WANTED =
	/\b(?:must|only|requires?|required|expect(?:s|ed)?|should|needs?|unless|until|before)\b/i;
/** "Allowed: PAUSED" says what should be, "not allowed in PAUSED" what is. */
const ALLOWED = /\b(?:valid|allowed|permitted|accepted|possible)\b/i;
const DENIED = /\b(?:not|cannot|never|no|invalid|illegal)\b|n't\b/i;

const IS =
	'[Cc]ampaign (?:is|was|has been) (?:(?:already|still|currently|now|in|the|state|status) )*';

// The look ahead is only for speed: looking back from everywhere would take long.
const NOT_WANTED = `(?=[Cc]ampaign )(?<!(?:${WANTED.source})[^.]*)`;

/** Sentences that give the present state, whatever else is named. */
const PRESENT = [
	`\\b(?:[Cc]urrent(?:ly)?|[Pp]resent|[Aa]ctual)\\b[^.,;]*?${NAME}`,
	`\\bbut\\b[^.,;]*?${NAME}`,
	`\\bfrom (?:the )?(?:state )?${NAME}`,
	`${NAME} ?(?:->|=>|→|\\bto\\b)`,
	`${NOT_WANTED}${IS}${NAME}`,
	`${NOT_WANTED}${IS}${WORD}`,
].map((source) => new RegExp(source));

/** A contact or a record has states of its own. */
const OF_ANOTHER = /\b(?:record|contact|customer|interaction)\b/i;

/**
 * The state that the texts of a refusal give as the campaign's. Undefined where they name none, or
 * leave it open which one it is.
 */
export function stateNamed({ detail }: Words): State | undefined {
	if (OF_ANOTHER.test(detail) && !/\bcampaign\b/i.test(detail)) return undefined;
	for (const pattern of PRESENT) {
		const found = pattern.exec(detail)?.[1];
		if (found !== undefined) return OF_WORD[found] ?? (found as State);
	}
	if (WANTED.test(detail) || (ALLOWED.test(detail) && !DENIED.test(detail))) return undefined;
	const names = new Set(Array.from(detail.matchAll(new RegExp(NAME, 'g')), ([, name]) => name));
	const [only, ...more] = names;
	return more.length === 0 ? (only as State | undefined) : undefined;
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
