import type { IExecuteFunctions } from 'n8n-workflow';

import { runsAsTool } from './asTool';
import type { AskN8n } from './expressions/askN8n';
import { expressionReader } from './expressions/reader';
import { ASK_N8N, fieldOf, referencedField, type FieldPath } from './fieldReference';

/** An expression of n8n, wherever in the parameter it stands. */
export function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	if (typeof raw !== 'object' || raw === null) return false;
	return Object.values(raw).some(hasExpression);
}

/** The parameter as it is stored, expressions and all: 0.6 µs, where evaluating one takes 250 µs. */
export const rawParameter = (context: IExecuteFunctions, name: string, fallback: unknown = {}) =>
	context.getNodeParameter(name, 0, fallback, { rawExpressions: true }) as unknown;

/** What a parameter is for the item at that index. */
export type ParameterReader<T> = AskN8n<T>;

/**
 * Reads a parameter for each item: once a run when it has no expression, straight from the item
 * when the expression is only a reference to one of its fields, otherwise with as few evaluations
 * by n8n as give the same.
 *
 * @throws what n8n throws when an expression fails
 */
export function parameterReader<T>(
	context: IExecuteFunctions,
	name: string,
	fallback: T,
): ParameterReader<T> {
	const raw = rawParameter(context, name, fallback);
	if (!hasExpression(raw)) return () => raw as T;
	const evaluate = (itemIndex: number) => context.getNodeParameter(name, itemIndex, fallback) as T;
	return typeof raw === 'string' ? readerOf(context, raw, evaluate) : evaluate;
}

/**
 * Reads one code of an expression by itself.
 *
 * @param code what stands between `{{` and `}}`
 * @throws what n8n throws when it fails
 */
export const codeReader = (context: IExecuteFunctions, code: string): ParameterReader<unknown> =>
	readerOf<unknown>(context, `={{${code}}}`, (itemIndex) =>
		context.evaluateExpression(`{{${code}}}`, itemIndex),
	);

function readerOf<T>(
	context: IExecuteFunctions,
	expression: string,
	evaluate: ParameterReader<T>,
): ParameterReader<T> {
	// In a tool, $json is the input of the agent, not the item.
	if (runsAsTool(context)) return evaluate;
	const field = referencedField(expression);
	return field
		? fieldReader(context, field, evaluate)
		: expressionReader(context, expression, evaluate);
}

/**
 * Reads a parameter that is an object, each of its values by itself: an expression in one of them
 * does not make n8n evaluate the whole for each item.
 *
 * @param object what is read of it, as it is stored; default: all
 * @throws what n8n throws when an expression fails
 */
export function objectReader<T extends object>(
	context: IExecuteFunctions,
	name: string,
	object = rawParameter(context, name) as T,
): ParameterReader<T> {
	// The whole may be an expression, or anything in an imported workflow.
	if (typeof object !== 'object' || object === null) {
		return parameterReader(context, name, {} as T);
	}
	const readers = Object.entries(object)
		.filter(([, value]) => hasExpression(value))
		.map(([key]) => [key, parameterReader<unknown>(context, `${name}.${key}`, null)] as const);
	if (readers.length === 0) return () => object;
	return (itemIndex) => {
		const values = { ...object };
		for (const [key, read] of readers) values[key as keyof T] = read(itemIndex) as T[keyof T];
		return values;
	};
}

/**
 * The first value that is read directly is compared with n8n's own. What differs is left to n8n: it
 * refuses some field names (`caller`, `binding`), and which ones depends on its version.
 */
function fieldReader<T>(
	context: IExecuteFunctions,
	path: FieldPath,
	evaluate: ParameterReader<T>,
): ParameterReader<T> {
	const items = context.getInputData();
	let trusted: boolean | undefined;
	return (itemIndex) => {
		const value = trusted === false ? ASK_N8N : fieldOf(items[itemIndex]?.json, path);
		if (value === ASK_N8N) return evaluate(itemIndex);
		if (trusted) return value as T;
		trusted = false;
		const evaluated = evaluate(itemIndex);
		trusted = isSame(value, evaluated);
		return evaluated;
	};
}

const isSame = (value: unknown, other: unknown) =>
	value instanceof Date && other instanceof Date
		? Object.is(value.getTime(), other.getTime())
		: Object.is(value, other);
