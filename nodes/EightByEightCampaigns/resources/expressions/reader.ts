import type { IExecuteFunctions } from 'n8n-workflow';

import type { AskN8n } from './askN8n';
import { manyItemsReader } from './manyItems';
import { namesIn, type Names } from './names';
import { onceReader } from './once';
import { segmentsOf, type Segments } from './segments';

/** n8n versions or test doubles may lack them. */
type MayEvaluate = Partial<Pick<IExecuteFunctions, 'evaluateExpression' | 'getContext'>>;

/**
 * Reads an expression for each item with as few evaluations as its names allow: one for the run where
 * it has no name of the item, one for many items where `$json` and `$itemIndex` are all it has of the
 * item, and otherwise one for each item, by n8n.
 *
 * @param expression as the workflow stores it, with its `=`
 * @param ask what n8n gives for an item; it has the last word
 */
export function expressionReader<T>(
	context: IExecuteFunctions,
	expression: string,
	ask: AskN8n<T>,
): AskN8n<T> {
	const segments = segmentsOf(expression);
	const each = segments?.codes.map(namesIn);
	if (!segments || !each?.every((one) => one !== undefined)) return ask;
	return readerByNames(context, segments, together(each), ask);
}

/** As `expressionReader`, where the names are known. */
export function readerByNames<T>(
	context: IExecuteFunctions,
	segments: Segments,
	names: Names,
	ask: AskN8n<T>,
): AskN8n<T> {
	if (!names.item) {
		return onceReader(context.getInputData().length, ask, names.time) as AskN8n<T>;
	}
	const { evaluateExpression, getContext } = context as MayEvaluate;
	if (names.otherNode || !evaluateExpression || !getContext) return ask;
	return manyItemsReader(context, segments, names, ask) as AskN8n<T>;
}

function together(each: Names[]): Names {
	const fields = each.map((names) => names.fields);
	return {
		item: each.some(({ item }) => item),
		time: each.some(({ time }) => time),
		otherNode: each.some(({ otherNode }) => otherNode),
		fields: fields.every((some) => some !== undefined)
			? new Set(fields.flatMap((some) => [...some]))
			: undefined,
	};
}
