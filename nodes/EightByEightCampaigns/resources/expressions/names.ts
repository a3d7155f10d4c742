import { tokensOf, type Token } from './tokens';

/** What the code of an expression refers to. */
export interface Names {
	/** Something of the item: `$json` or `$itemIndex`. */
	item: boolean;
	/** The time, so that no two evaluations give the same. */
	time: boolean;
	/** What another node put out. */
	otherNode: boolean;
	/** The fields of the item's json; undefined where any field may be meant. */
	fields: ReadonlySet<string> | undefined;
}

/** The same for all items of a run, or made only of what they are given. */
const SAME_FOR_ALL = new Set(
	'$vars $env $workflow $execution $if $ifEmpty $min $max $average $not $jmespath $jmesPath'.split(
		' ',
	),
);

/** Would change something outside of the code, or mean something else inside a function. */
const REFUSED = new Set(
	(
		'this arguments await async yield class var for while do switch try catch throw delete with import export ' +
		'super debugger eval global globalThis window self process crypto performance'
	).split(' '),
);

/** Give the time. */
const TIME = new Set('$now $today Date DateTime Intl Temporal'.split(' '));

/** Members that compare with the time, such as `diffToNow`, or give it. */
const OF_NOW = /^(?:now|isInLast)$|Now$|Relative/;

/** A draw: `Math.random`, `.randomItem()`. */
const DRAW = /random/i;

/** Parts of a second: another draw for each item, where they are not the same by chance. */
const PART_OF_A_SECOND = /millis/i;

/** Methods that change what they belong to, which may be the item. */
const CHANGES =
	/^(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|assign|set[A-Z].*|__.*)$/;

/**
 * The names in the code between `{{` and `}}`. Undefined where it has a name whose value depends on
 * the item in a way that only n8n knows (`$input`, `$('…').item`), where it may change something,
 * where chance decides, which must not become one draw for many items, and where it cannot be read with
 * certainty.
 */
export function namesIn(code: string): Names | undefined {
	const tokens = tokensOf(code);
	if (!tokens || tokens.length === 0) return undefined;
	const names = { item: false, time: false, otherNode: false };
	const fields = new Set<string>();
	let anyField = false;
	let draws = false;
	let partOfASecond = false;
	for (const [index, token] of tokens.entries()) {
		if (token.kind === 'sign' && isRefusedSign(tokens, index)) return undefined;
		if (token.kind === 'string') {
			const member = token.text.slice(1, -1);
			if (CHANGES.test(member)) return undefined;
			names.time ||= OF_NOW.test(member);
		}
		draws ||= DRAW.test(token.text);
		partOfASecond ||= PART_OF_A_SECOND.test(token.text) || isRemainder(tokens, index);
		if (token.kind !== 'name') continue;
		if (isProperty(tokens, index)) {
			if (CHANGES.test(token.text)) return undefined;
			names.time ||= OF_NOW.test(token.text);
		} else if (token.text === 'Math') {
			// Any other use may lead to `Math.random` under a name that is not seen.
			if (memberAfter(tokens, index) === undefined) return undefined;
		} else if (token.text === '$execution') {
			// What an expression may write and the next one reads.
			if ([undefined, 'customData'].includes(memberAfter(tokens, index))) return undefined;
		} else if (token.text === '$json') {
			names.item = true;
			const field = fieldAfter(tokens, index);
			if (field === undefined) anyField = true;
			else fields.add(field);
		} else if (token.text === '$itemIndex') {
			names.item = true;
		} else if (TIME.has(token.text)) {
			names.time = true;
		} else if (token.text === '$') {
			if (!isWholeOutput(tokens, index)) return undefined;
			names.otherNode = true;
		} else if (token.text.startsWith('$') ? !SAME_FOR_ALL.has(token.text) : isRefused(token.text)) {
			return undefined;
		}
	}
	// Code with the item runs for each item, and draws for each; but `$now` is the same for many.
	if ((draws && !names.item) || (partOfASecond && names.time)) return undefined;
	return { ...names, fields: anyField ? undefined : fields };
}

const isRefused = (name: string) => REFUSED.has(name) || name.startsWith('__');

const signs = (tokens: Token[], index: number) =>
	tokens[index]?.kind === 'sign' ? tokens[index].text : '';

function isProperty(tokens: Token[], index: number): boolean {
	const before = signs(tokens, index - 1);
	return before === '.' || before === '?.';
}

/** The name behind the dot. */
const memberAfter = (tokens: Token[], index: number) =>
	isProperty(tokens, index + 2) && tokens[index + 2]?.kind === 'name'
		? tokens[index + 2]?.text
		: undefined;

/** A remainder, such as that of the time by 2; the index spreads the items evenly. */
const isRemainder = (tokens: Token[], index: number) =>
	/^[%&]$/.test(signs(tokens, index)) && tokens[index - 1]?.text !== '$itemIndex';

/** An assignment to anything but a new constant or variable, and the end of a statement. */
function isRefusedSign(tokens: Token[], index: number): boolean {
	const { text, depth } = tokens[index]!;
	if (text === ';') return depth === 0;
	if (text === '=') return !/^(?:const|let)$/.test(tokens[index - 2]?.text ?? '');
	if (text === '++' || text === '--') return true;
	return text.endsWith('=') && !/^(?:[=!]==?|[<>]=)$/.test(text);
}

/** The field in `$json.field` or `$json["field"]`, where it is not called. */
function fieldAfter(tokens: Token[], index: number): string | undefined {
	const [first, second, third] = [1, 2, 3].map((step) => tokens[index + step]);
	let field: string | undefined;
	let end = index + 3;
	if (isProperty(tokens, index + 2) && second?.kind === 'name') {
		field = second.text;
	} else {
		const bracket = first?.text === '?.' ? 1 : 0;
		if (signs(tokens, index + 1 + bracket) !== '[') return undefined;
		const [key, close] = bracket ? [third, tokens[index + 4]] : [second, third];
		if (key?.kind !== 'string' || key.text.includes('\\') || close?.text !== ']') return undefined;
		field = key.text.slice(1, -1);
		end = index + 4 + bracket;
	}
	const after = signs(tokens, end);
	const called =
		after === '(' || after === '`' || (after === '?.' && signs(tokens, end + 1) === '(');
	// What every object has, n8n reads in its own way.
	return called || field in Object.prototype ? undefined : field;
}

/** `$('Node').first()`, `.last()` or `.all()`, with numbers as arguments at most. */
function isWholeOutput(tokens: Token[], index: number): boolean {
	const texts = tokens
		.slice(index + 1, index + 11)
		.map(({ kind, text }) => (kind === 'string' ? '""' : text));
	return /^\( "" \) \. (?:first|last|all) \( (?:\d+ (?:, \d+ )?)?\)/.test(texts.join(' '));
}
