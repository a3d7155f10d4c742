import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isEmpty } from '../../delivery/fields';
import { runsAsTool } from '../asTool';
import { fieldsIn, isReference, type FieldPath } from '../fieldReference';
import { readingOf, type AskN8n } from './askN8n';
import { namesIn } from './names';
import { readerByNames } from './reader';

/** Tells how the code failed for an item, in the words of JavaScript; undefined where it did not. */
type ErrorReader = (itemIndex: number) => string | undefined;

/**
 * Tells where code failed: n8n gives undefined for errors such as a TypeError, as it does where the
 * code gives nothing. Where all fields are empty that the code reads, it counts as not failed:
 * `$json.at.trim()` means no time there. Only to be asked for items where the code gave nothing, since
 * the code is evaluated once more.
 *
 * @param code what stands between `{{` and `}}`
 * @returns undefined for what only refers to a field, which does not fail
 */
export function errorReader(context: IExecuteFunctions, code: string): ErrorReader | undefined {
	if (isReference(code)) return undefined;
	const items = context.getInputData();
	// In a tool, $json is the input of the agent, not the item.
	const names = runsAsTool(context) ? undefined : namesIn(code);
	const fields = names?.fields && !names.otherNode ? fieldsIn(code) : undefined;
	const ask: AskN8n = (itemIndex) => context.evaluateExpression(`{{ ${caught(code)} }}`, itemIndex);
	let read: AskN8n | undefined;
	return (itemIndex) => {
		const json = items[itemIndex]?.json;
		if (fields?.every((path) => holdsNothing(json, path))) return undefined;
		read ??= names
			? // Whether it fails does not change from one moment to the next.
				readerByNames(context, caughtAlone(code), { ...names, time: false }, ask)
			: ask;
		const reading = readingOf(read, itemIndex);
		// What n8n does not take in this form, such as several statements, counts as not failed.
		const error = 'value' in reading ? reading.value : undefined;
		return typeof error === 'string' ? error.replace(COMPILED, '') : undefined;
	};
}

/** How errors call what n8n puts before the names in code. */
const COMPILED = /(?:\(intermediate value\))+\./g;

/**
 * Code that gives the error of other code, or null. The other code may end with a semicolon. What is
 * added has no quotes: see `forManyItems`.
 */
const caught = (code: string) =>
	`(() => { try { (${code.replace(/[\s;]+$/, '')}\n) } catch ($error) { return String($error) } return null })()`;

const caughtAlone = (code: string) => ({ texts: ['', ''], codes: [caught(code)] });

/** Whether the item has nothing there, or nothing above it. A list and a Date have no fields. */
function holdsNothing(json: IDataObject | undefined, path: FieldPath): boolean {
	let value: unknown = json;
	for (const key of path) {
		if (typeof value !== 'object' || value === null || value instanceof Date) break;
		const inside = (value as IDataObject)[key];
		if (Array.isArray(value) && inside === undefined) return false;
		value = inside;
	}
	return isEmpty(value);
}
