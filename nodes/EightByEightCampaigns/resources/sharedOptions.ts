import type { INodeProperties } from 'n8n-workflow';

/** Options of every operation. The collections that use them are sorted by name. */
export const maxRetries: INodeProperties = {
	displayName: 'Max Retries',
	name: 'maxRetries',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 0 },
	default: 3,
	description:
		"How many times a request is sent again when 8x8 cannot be reached or does not process it. Waiting for the rate limit does not count. Use this rather than n8n's Retry On Fail, which runs the whole node again.",
};

/** In seconds; `sharedOptions` turns it into milliseconds. */
export const maxWait: INodeProperties = {
	displayName: 'Max Wait',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'How many seconds to wait, before the request, for a campaign that is building or starting; Add also waits for one that is not started. It does not wait for the result: Build and Start end as soon as 8x8 has accepted them.',
	hint: 'In seconds',
};

/** In milliseconds. */
export const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 30000,
	description:
		'How many milliseconds to wait until an answer from 8x8 begins. The whole answer may take twice as long. Raise it if answers get lost.',
	hint: 'In milliseconds',
};

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
		maxRetries: numberOf(raw.maxRetries, maxRetries),
		maxWait: numberOf(raw.maxWait, maxWait) * 1000,
		timeout: timeoutOf(raw.timeout),
	};
}

/** Longest time that a timer of Node.js can wait, in milliseconds. It reads a longer one as 1. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** A timeout of 0 would lose every answer, and axios reads a fraction of a millisecond as 0. */
const timeoutOf = (value: unknown) =>
	Math.min(LONGEST_TIMER, Math.ceil(numberOf(Number(value) > 0 ? value : undefined, timeout)));

/**
 * A finite number as the option allows it: no less than its least value, no more than its greatest,
 * and whole where the form takes no fractions. Its default for everything else.
 */
export function numberOf(value: unknown, option: INodeProperties): number {
	const byDefault = Number(option.default);
	if (value === undefined || value === null) return byDefault;
	if (typeof value === 'string' && value.trim() === '') return byDefault;
	const number = Number(value);
	if (!Number.isFinite(number)) return byDefault;
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = option.typeOptions ?? {};
	const allowed = Math.min(maxValue, Math.max(minValue, number));
	return numberPrecision === 0 ? Math.floor(allowed) : allowed;
}

/** Whether an option is on. Expressions and AI agents hand over text and numbers. */
export const isOn = (value: unknown, option: INodeProperties) =>
	switchOf(value) ?? option.default === true;

/** True or false as people, sheets and models write it; undefined for anything else. */
export function switchOf(value: unknown): boolean | undefined {
	const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
	if (ON.includes(text)) return true;
	return OFF.includes(text) ? false : undefined;
}

const ON: unknown[] = [true, 1, 'true', '1', 'yes', 'on'];
const OFF: unknown[] = [false, 0, 'false', '0', 'no', 'off'];
