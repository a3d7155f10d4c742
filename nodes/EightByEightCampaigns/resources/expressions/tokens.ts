export interface Token {
	kind: 'name' | 'number' | 'string' | 'regex' | 'text of a template' | 'sign';
	text: string;
	/** How many brackets are open around it. */
	depth: number;
}

const sticky = (pattern: string) => new RegExp(pattern, 'uy');

const BLANK = sticky(String.raw`\s+`);
const NAME = sticky(String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*`);
const NUMBER = sticky(
	String.raw`(?:0[xXoObB][\da-fA-F_]+|\d[\d_]*(?:\.\d*)?(?:[eE][+\-]?\d+)?|\.\d+(?:[eE][+\-]?\d+)?)n?`,
);
const LINE_END = String.raw`\r\n\u2028\u2029`;
const STRING = sticky(
	[`'`, `"`]
		.map((quote) => `${quote}(?:[^${quote}\\\\${LINE_END}]|\\\\[^${LINE_END}])*${quote}`)
		.join('|'),
);
const TEXT_OF_A_TEMPLATE = sticky('(?:[^`\\\\$]|\\\\[\\s\\S]|\\$(?!\\{))+');
const REGEX = sticky(
	String.raw`\/(?![*\/])(?:[^\/\\\[${LINE_END}]|\\[^${LINE_END}]|\[(?:[^\]\\${LINE_END}]|\\[^${LINE_END}])*\])+\/[a-z]*`,
);
// A comment, a backslash outside of a text, `#` and `@` are no signs: what has them is left to n8n.
const SIGN = sticky(
	String.raw`\.{3}|===|!==|>>>=?|\*\*=?|<<=?|>>=?|&&=?|\|\|=?|\?\?=?|=>|[=!<>+\-*%&|^]=|\?\.(?!\d)|\+\+|--|\/=|\/(?![\/*])|[{}()[\];,<>+\-*%&|^!~?:=.]`,
);

const CLOSED_BY: Record<string, string> = { '(': ')', '[': ']', '{': '}', '${': '}' };

/** After these, and where nothing stands before it, `/` begins a regular expression. */
const OPERATORS = new Set('return typeof instanceof in void new'.split(' '));

/**
 * The tokens of the code between `{{` and `}}`; undefined where it is not certain that they are
 * read as JavaScript reads them, and where brackets are not closed.
 */
export function tokensOf(code: string): Token[] | undefined {
	const tokens: Token[] = [];
	const open: string[] = [];
	let position = 0;
	const next = (pattern: RegExp) => {
		pattern.lastIndex = position;
		const text = pattern.exec(code)?.[0];
		if (text !== undefined) position += text.length;
		return text;
	};
	const add = (kind: Token['kind'], text: string) =>
		tokens.push({ kind, text, depth: open.length });

	while (position < code.length) {
		const inTemplate = open.at(-1) === '`';
		if (inTemplate) {
			const literal = next(TEXT_OF_A_TEMPLATE);
			if (literal !== undefined) add('text of a template', literal);
			if (code.startsWith('${', position)) {
				position += 2;
				add('sign', '${');
				open.push('${');
			} else if (code[position] === '`') {
				position += 1;
				open.pop();
				add('sign', '`');
			} else {
				return undefined;
			}
			continue;
		}
		if (next(BLANK) !== undefined) continue;
		if (code[position] === '`') {
			position += 1;
			add('sign', '`');
			open.push('`');
			continue;
		}
		const slash = code[position] === '/' ? meaningOfSlash(tokens) : undefined;
		if (slash === 'doubtful') return undefined;
		let text: string | undefined;
		if (slash === 'regex') {
			if ((text = next(REGEX)) === undefined) return undefined;
			add('regex', text);
		} else if ((text = next(NAME)) !== undefined) {
			add('name', text);
		} else if ((text = next(NUMBER)) !== undefined) {
			add('number', text);
		} else if ((text = next(STRING)) !== undefined) {
			add('string', text);
		} else if ((text = next(SIGN)) !== undefined) {
			if (')]}'.includes(text) && CLOSED_BY[open.pop() ?? ''] !== text) return undefined;
			add('sign', text);
			if (text in CLOSED_BY) open.push(text);
		} else {
			return undefined;
		}
	}
	return open.length === 0 ? tokens : undefined;
}

function meaningOfSlash(tokens: Token[]): 'regex' | 'division' | 'doubtful' {
	const before = tokens.at(-1);
	if (!before) return 'regex';
	if (before.kind === 'name') return OPERATORS.has(before.text) ? 'regex' : 'division';
	if (before.kind !== 'sign') return 'division';
	// The end of a block or of an object; the end of a condition or of a value.
	if (before.text === '}') return 'doubtful';
	if (before.text === ')')
		return tokens.some(({ text }) => text === 'if') ? 'doubtful' : 'division';
	return before.text === ']' || before.text === '`' ? 'division' : 'regex';
}
