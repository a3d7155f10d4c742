import type { IExecuteFunctions } from 'n8n-workflow';

import type { Failure } from '../../client/failure';
import { invalid, isEmpty, type RawFields } from '../../delivery/fields';
import { readable, shown } from '../../delivery/shown';
import { fitsMessage } from '../errors';
import { errorReader } from '../expressions/failing';
import { isBareCode, segmentsOf } from '../expressions/segments';
import { isReference } from '../fieldReference';
import { FIELDS } from './automatic';
import { emptyParts } from './emptyParts';
import type { Field } from './inputNames';

/** What is wrong with a field; the message goes on after its name. */
interface Problem {
	code: string;
	message: string;
	description: string;
}

type Check = (value: unknown, itemIndex: number) => Problem | undefined;

/**
 * Why what the expressions gave for an item cannot be meant, where that is so. A text without its part
 * is the ID of another person, or another time. A field whose expression failed would be left out, and
 * 8x8 would call at once.
 *
 * @param given the fields as the workflow stores them
 * @throws what n8n throws when an expression fails
 */
export function expressionCheck(
	context: IExecuteFunctions,
	given: RawFields,
): (fields: RawFields, itemIndex: number) => Failure | undefined {
	const checks = FIELDS.flatMap((field) => {
		const check = checkOf(context, given[field]);
		return check ? [[field, check] as const] : [];
	});
	return (fields, itemIndex) => {
		const problems: Array<Problem & { field: Field }> = [];
		for (const [field, check] of checks) {
			const problem = check(fields[field], itemIndex);
			if (problem) problems.push({ field, ...problem });
		}
		return problems.length > 0 ? refused(problems, fields) : undefined;
	};
}

function refused(problems: Array<Problem & { field: Field }>, fields: RawFields): Failure {
	const failure = {
		...invalid(problems.map(({ field, code, message }) => ({ field, code, message }))),
		description: [...new Set(problems.map(({ description }) => description))].join(' '),
	};
	const { crmRecordId } = fields;
	const isNamed =
		!problems.some(({ field }) => field === 'crmRecordId') &&
		(typeof crmRecordId === 'string' || typeof crmRecordId === 'number');
	return isNamed ? { ...failure, crmRecordId: String(crmRecordId) } : failure;
}

function checkOf(context: IExecuteFunctions, expression: unknown): Check | undefined {
	if (typeof expression !== 'string' || !expression.startsWith('=')) return undefined;
	const segments = segmentsOf(expression);
	if (!segments || segments.codes.length === 0) return undefined;
	const failures = segments.codes.flatMap((code) => failureReader(context, code) ?? []);
	const failed = (itemIndex: number): Problem | undefined => {
		for (const failure of failures) {
			const problem = failure(itemIndex);
			if (problem) return problem;
		}
		return undefined;
	};
	if (isBareCode(segments)) {
		if (failures.length === 0) return undefined;
		return (value, itemIndex) => (value === undefined ? failed(itemIndex) : undefined);
	}
	const empty = emptyParts(context, segments);
	return (value, itemIndex) => {
		if (isEmpty(value)) return failed(itemIndex);
		if (typeof value !== 'string') return undefined;
		const codes = empty(value, itemIndex);
		return codes.length > 0 ? withoutPart(value, codes) : undefined;
	};
}

/** Tells for an item how code failed that gave nothing there. Undefined for code that cannot fail. */
function failureReader(
	context: IExecuteFunctions,
	code: string,
): ((itemIndex: number) => Problem | undefined) | undefined {
	const unknown = unknownName(code);
	if (unknown) return () => unknown;
	const read = errorReader(context, code);
	return (
		read &&
		((itemIndex) => {
			const error = read(itemIndex);
			return error === undefined ? undefined : failedCode(code, error);
		})
	);
}

const withoutPart = (value: string, codes: readonly string[]): Problem => ({
	code: 'NoValue',
	message: `is ${shown(value)}, in which ${codes.map(nothingIn).join(' and ')}`,
	description:
		'Correct the source. If the part may be empty, use one pair of braces, as in {{ ($json.prefix ?? "") + $json.id }}.',
});

const nothingIn = (code: string) =>
	`${inBraces(code)} ${isReference(code) ? 'is empty' : 'gives nothing'}`;

/** n8n gives undefined for a name by itself that it does not know, where JavaScript has an error. */
function unknownName(code: string): Problem | undefined {
	const name = NAME.exec(code)?.[1];
	if (name === undefined || name === 'undefined' || name === 'null') return undefined;
	return {
		code: 'Expression',
		message: FAILED,
		description: `n8n knows no name in ${inBraces(code)}. For a field of the item, write ${inBraces(`$json.${name.replace(/^\$+/, '')}`)}.`,
	};
}

const NAME = /^\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)[\s;]*$/u;

const FAILED = 'has no value: its expression failed';

const failedCode = (code: string, error: string): Problem => ({
	code: 'Expression',
	message: FAILED,
	description: `${inBraces(code)} gives ${readable(error, LONGEST_ERROR)}. Correct the expression or the source. If a value may be missing, write ?. behind it, as in {{ $json.date?.trim() }}.`,
});

/** Of code in a message, in characters. */
const LONGEST_CODE = 60;

/** Of an error of JavaScript, in characters. */
const LONGEST_ERROR = 120;

function inBraces(code: string): string {
	const line = readable(code.replace(/\s+/g, ' ').trim(), LONGEST_CODE);
	return fitsMessage(line) ? `{{ ${line} }}` : 'an expression';
}
