/** What n8n itself makes of a parameter for the item at that index; throws what n8n throws. */
export type AskN8n<T = unknown> = (itemIndex: number) => T;

/** What reading a parameter for an item came to. */
export type Reading<T = unknown> = { value: T } | { error: unknown };

export function readingOf<T>(ask: AskN8n<T>, itemIndex: number): Reading<T> {
	try {
		return { value: ask(itemIndex) };
	} catch (error) {
		return { error };
	}
}

/** The value that was read; throws the error that was met. */
export function valueIn<T>(reading: Reading<T>): T {
	if ('value' in reading) return reading.value;
	throw reading.error;
}
