import type { IExecuteFunctions } from 'n8n-workflow';

/** An expression of n8n, wherever in the parameter it stands. */
export function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	if (typeof raw !== 'object' || raw === null) return false;
	return Object.values(raw).some(hasExpression);
}

/** The parameter as it is stored, expressions and all: 0.6 µs, where evaluating one takes 250 µs. */
export const rawParameter = (context: IExecuteFunctions, name: string, fallback: unknown = {}) =>
	context.getNodeParameter(name, 0, fallback, { rawExpressions: true }) as unknown;

/**
 * Reads a parameter for each item: evaluated once when it has no expression, otherwise item by item.
 *
 * @throws what n8n throws when an expression fails
 */
export function parameterReader<T>(
	context: IExecuteFunctions,
	name: string,
	fallback: T,
): (itemIndex: number) => T {
	const raw = rawParameter(context, name, fallback);
	if (hasExpression(raw)) {
		return (itemIndex) => context.getNodeParameter(name, itemIndex, fallback) as T;
	}
	return () => raw as T;
}

export const messageOf = (error: unknown) =>
	error instanceof Error ? error.message : String(error);
