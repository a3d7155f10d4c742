/** An expression as n8n cuts it: `texts[0] {{ codes[0] }} texts[1] …`, one text more than codes. */
export interface Segments {
	texts: string[];
	codes: string[];
}

/**
 * Cuts an expression as it is stored, such as `=Hi {{ $json.name }}`. Undefined where a backslash
 * stands outside of the code, which n8n may take for an escape, and where `{{` is not closed or
 * stands inside the code.
 */
export function segmentsOf(expression: string): Segments | undefined {
	const texts: string[] = [];
	const codes: string[] = [];
	let rest = expression.slice(1);
	for (;;) {
		const start = rest.indexOf('{{');
		const text = start < 0 ? rest : rest.slice(0, start);
		if (text.includes('\\')) return undefined;
		texts.push(text);
		if (start < 0) return { texts, codes };
		// n8n looks for the end without regard to quotes.
		const end = rest.indexOf('}}', start + 2);
		const code = rest.slice(start + 2, end);
		if (end < 0 || code.includes('{{') || code.endsWith('\\')) return undefined;
		codes.push(code);
		rest = rest.slice(end + 2);
	}
}

/** Whether the value is what the code gives, and not a text made from it. */
export const isBareCode = ({ texts, codes }: Segments) =>
	codes.length === 1 && texts.every((text) => text === '');
