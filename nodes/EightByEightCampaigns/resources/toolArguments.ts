import type { IExecuteFunctions } from 'n8n-workflow';

import { isFailure, type Failure } from '../client/failure';
import { isEmpty, type RawFields } from '../delivery/fields';
import { isTool } from './asTool';

/** What models write for an argument that they leave out. */
const NOTHING = /^(?:null|none|nil|undefined|n\/a)?$/i;

/** Quotation marks and backticks around a value. */
const QUOTED = /^(["'`])([\s\S]*)\1$/;

/** The value of an argument: without the marks around it, and undefined where it stands for nothing. */
export function argument(value: unknown): unknown {
	if (value === null) return undefined;
	if (typeof value !== 'string') return value;
	const trimmed = value.trim();
	const [, , inside] = QUOTED.exec(trimmed) ?? [];
	if (NOTHING.test((inside ?? trimmed).trim())) return undefined;
	return inside ?? value;
}

/** How the options of an action are read: as a model means them, or as they are. An empty cell is none. */
export const optionReader = (context: IExecuteFunctions): ((value: unknown) => unknown) =>
	isTool(context) ? argument : (value) => (isEmpty(value) ? undefined : value);

/**
 * Reads the fields of a record as a model means them. Only in a tool: in the data of a workflow, the
 * same text may come from a mistake that should not pass for "as soon as possible".
 */
export function argumentsReader(
	context: IExecuteFunctions,
	read: (itemIndex: number) => RawFields | Failure,
): (itemIndex: number) => RawFields | Failure {
	if (!isTool(context)) return read;
	return (itemIndex) => {
		const fields = read(itemIndex);
		if (isFailure(fields)) return fields;
		const { crmRecordId, scheduleAt, priority, rank } = fields;
		const given = argument(rank);
		return {
			crmRecordId: argument(crmRecordId),
			scheduleAt: argument(scheduleAt),
			priority: argument(priority),
			// A model has to give a number for an argument of that type, and gives 0. 8x8 counts from 1, so
			// that 0 would come before everybody.
			rank: isZero(given) ? undefined : given,
		};
	};
}

const isZero = (value: unknown) =>
	typeof value === 'string' ? /^[+-]?0+(?:\.0*)?$/.test(value.trim()) : value === 0;
