import type { IDataObject } from 'n8n-workflow';

import { failureOf, type Failure } from './failure';

/** What the credential holds, as n8n hands it over: an expression may have made anything of it. */
export interface KeyData {
	apiKey?: unknown;
	tenant?: unknown;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

/** The headers that let a request in. */
export const keyHeaders = ({ apiKey, tenant }: KeyData): IDataObject => ({
	'X-API-Key': textOf(apiKey),
	'X-8x8-Tenant': textOf(tenant),
});

/** A header can hold no others. axios leaves them out, and would send another key than the credential shows. */
const SENDABLE = /^[\x20-\x7e]+$/;

/** Why the credential lets nothing in, where that is known before asking 8x8. */
export function keyFlaw({ apiKey, tenant }: KeyData): Failure | undefined {
	return flawOf('API key', apiKey) ?? flawOf('tenant', tenant);
}

function flawOf(field: string, value: unknown): Failure | undefined {
	const text = textOf(value);
	if (SENDABLE.test(text)) return undefined;
	return failureOf({
		code: 'notSent',
		message: `The ${field} in the credential ${isOf(text, value)}`,
		nextStep: `Enter the ${field} in the credential again. If it comes from an expression or an external secret, check what that gives.`,
	});
}

function isOf(text: string, value: unknown): string {
	if (text !== '') return 'holds a line break or another character that cannot be sent';
	return ['string', 'undefined'].includes(typeof value) || value === null
		? 'is empty'
		: 'is not a text';
}

/** A shorter text is no key, and replacing it would damage answers. */
const SHORTEST_KEY = 8;

/** Takes the key out of an answer: a proxy's error page may print the headers that it received. */
export function redacted(apiKey: unknown): (text: string) => string {
	const key = textOf(apiKey);
	if (key.length < SHORTEST_KEY) return (text) => text;
	// In any case: some servers print headers in capitals.
	const plain = new RegExp(key.replace(/\W/g, '\\$&'), 'gi');
	const escaped = new RegExp(key.split('').map(inJson).join(''), 'gi');
	return (text) => {
		const withoutKey = text.replace(plain, REDACTED);
		return text.includes('\\') ? withoutKey.replace(escaped, REDACTED) : withoutKey;
	};
}

const REDACTED = '[API key]';

/** A character as a regular expression that finds it escaped too, as JSON may write it. */
function inJson(character: string): string {
	const hex = character.charCodeAt(0).toString(16).padStart(4, '0');
	return `(?:\\\\?\\u${hex}|\\\\u${hex})`;
}
