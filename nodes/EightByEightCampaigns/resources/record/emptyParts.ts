import type { IExecuteFunctions } from 'n8n-workflow';

import { isEmpty } from '../../delivery/fields';
import { INVISIBLE } from '../../delivery/shown';
import type { Segments } from '../expressions/segments';
import { codeReader } from '../parameters';

/** The codes that give nothing in an item, as they stand in the expression. */
export type EmptyParts = (value: string, itemIndex: number) => string[];

/** Longer values are not searched, since that takes the square of their length. Characters. */
const LONGEST = 1000;

/**
 * Finds the codes of an expression that leave nothing in the text that n8n makes of it: undefined, null,
 * blanks, or an error. One code has left what stands between the texts. Of several, a code is read by
 * itself only where the texts beside it come together in the value.
 */
export function emptyParts(context: IExecuteFunctions, { texts, codes }: Segments): EmptyParts {
	if (codes.length === 1) {
		const [before = '', after = ''] = texts;
		const size = before.length + after.length;
		return (value) => {
			// Only n8n knows how it has changed the texts.
			if (value.length < size || !value.startsWith(before) || !value.endsWith(after)) return [];
			return isEmpty(value.slice(before.length, value.length - after.length)) ? codes : [];
		};
	}
	const parts = codes.map((code, place) => ({
		code,
		mayBeEmpty: textsTogether(texts, place),
		read: codeReader(context, code),
	}));
	return (value, itemIndex) =>
		parts
			.filter(
				({ mayBeEmpty, read }) =>
					(value.length > LONGEST || mayBeEmpty.test(value)) && leavesNothing(read(itemIndex)),
			)
			.map(({ code }) => code);
}

/** Both texts beside a code, with nothing between them. */
function textsTogether(texts: readonly string[], place: number): RegExp {
	const [before, after] = [texts[place]!, texts[place + 1]!].map((text) =>
		text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`),
	);
	const start = place === 0 ? '^' : '';
	const end = place === texts.length - 2 ? '$' : '';
	return new RegExp(String.raw`${start}${before}[\s${INVISIBLE}]*${after}${end}`, 'u');
}

/** As n8n puts a value between texts. A list becomes its entries with commas between them. */
function leavesNothing(value: unknown): boolean {
	if (Array.isArray(value)) return value.length === 0 || (value.length === 1 && isEmpty(value[0]));
	return isEmpty(value) || Number.isNaN(value);
}
