import type { INodeProperties } from 'n8n-workflow';

/** Options of every operation. The collections that use them are sorted by name. */
export const maxRetries: INodeProperties = {
	displayName: 'Max Retries',
	name: 'maxRetries',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 0 },
	default: 3,
	description:
		'How many times a request is sent again when 8x8 cannot be reached, is too busy or does not process it',
};

export const maxWait: INodeProperties = {
	displayName: 'Max Wait',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'How many seconds to wait for a campaign that is building or starting. With 0 the request fails at once.',
	hint: 'In seconds',
};

export const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 30000,
	description:
		'How many milliseconds to wait for an answer from 8x8. Raise it if answers get lost.',
	hint: 'In milliseconds',
};

/** What the options stand for when they were not added. */
export const SHARED_DEFAULTS = { maxRetries: 3, maxWait: 0, timeout: 30_000 } as const;

/** The options that all operations have. Times in milliseconds. */
export interface SharedOptions {
	maxRetries: number;
	/** Milliseconds. */
	maxWait: number;
	/** Milliseconds. */
	timeout: number;
}

/** Reads what an expression may have turned into anything: text, nothing, a negative number. */
export function sharedOptions(raw: Record<string, unknown>): SharedOptions {
	return {
		maxRetries: Math.floor(numberOf(raw.maxRetries, SHARED_DEFAULTS.maxRetries, 0)),
		maxWait: numberOf(raw.maxWait, SHARED_DEFAULTS.maxWait, 0) * 1000,
		timeout: timeoutOf(raw.timeout),
	};
}

/** Longest time that a timer of Node.js can wait, in milliseconds; beyond it waits for one. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** No time at all would lose every answer; axios takes a part of a millisecond for none. */
const timeoutOf = (value: unknown) =>
	Math.min(LONGEST_TIMER, Math.ceil(numberOf(value, SHARED_DEFAULTS.timeout, 0))) ||
	SHARED_DEFAULTS.timeout;

/** A finite number of at least `least`, or the default. */
export function numberOf(value: unknown, byDefault: number, least: number): number {
	if (value === undefined || value === null) return byDefault;
	if (typeof value === 'string' && value.trim() === '') return byDefault;
	const number = Number(value);
	return Number.isFinite(number) ? Math.max(least, number) : byDefault;
}
