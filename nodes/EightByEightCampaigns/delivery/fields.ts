import {
	MAX_CRM_RECORD_ID_LENGTH,
	PRIORITIES,
	type FieldError,
	type NewRecord,
	type Priority,
} from '../client/api';
import { isFailure, type Failure } from '../client/failure';
import { NO_DATE, standsForNoDate, whyNoTime } from './noDate';
import { noId, noValue } from './noValue';
import { dateKind, scheduleTime } from './scheduleTime';
import { INVISIBLE, kindOf, shown } from './shown';

/** The fields of a record as an item brings them. */
export type RawFields = { readonly [field in keyof NewRecord]?: unknown };

/** The fields as the form shows them. */
export const LABELS: Record<keyof NewRecord, string> = {
	crmRecordId: 'CRM Record ID',
	scheduleAt: 'Schedule At',
	priority: 'Priority',
	rank: 'Rank',
};

/** @param message goes on after the name of the field, as in "Rank is not a number" */
const wrong = (field: keyof NewRecord, code: string, message: string): Failure =>
	invalid([{ field, code, message }]);

/** An item whose fields are wrong; each message goes on after the name of its field. */
export function invalid(errors: Array<Required<FieldError>>): Failure {
	const fields = errors.map(({ field }) => field as keyof NewRecord);
	return {
		code: 'invalidRecord',
		message: errors.map(({ message }, index) => `${LABELS[fields[index]!]} ${message}`).join('; '),
		description: fields.map((field) => HELP[field]).join(' '),
		fieldErrors: errors,
	};
}

/** What to do, in a few words: a person reads it in the cell of a table. */
const HELP: Record<keyof NewRecord, string> = {
	crmRecordId: 'Map the ID that the CRM has for the customer.',
	scheduleAt: 'For another format: {{ DateTime.fromFormat($json.date, "dd.MM.yyyy HH:mm") }}.',
	priority: 'For other words: {{ $json.level === "urgent" ? "HIGH" : "LOW" }}.',
	rank: 'If it is empty, 8x8 appends the record.',
};

const BLANK = new RegExp(String.raw`^[\s${INVISIBLE}]*$`, 'u');

/** Nothing, or nothing that can be seen. Optional fields that an item leaves empty are not sent. */
export const isEmpty = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && BLANK.test(value));

/** A number as sheets write a long one; digits are lost. `12e5` may be an id. */
const SCIENTIFIC = /^\s*[+-]?\d+([.,]\d+)?e[+-]\d+\s*$|^\s*[+-]?\d+[.,]\d+e\d+\s*$/i;

/** Of a GUID: 32 hexadecimal digits with four hyphens, in braces or not. */
const GUID = /^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;

/**
 * Strings are taken as they are: an id that is cut or trimmed names another person. A text that cannot
 * be the id of a person is refused.
 *
 * Rules: "Add records", field `crmRecordId`: not blank, 1 to 32 characters.
 */
export function checkCrmRecordId(value: unknown): string | Failure {
	if (isEmpty(value)) return wrong('crmRecordId', 'Required', 'is empty');
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) {
			return wrong(
				'crmRecordId',
				'Type',
				'is not a usable number (NaN or Infinity); check the expression',
			);
		}
		if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
			return wrong(
				'crmRecordId',
				'Precision',
				'is a number too large to be exact, so it may name another person; pass it as text',
			);
		}
	}
	if (typeof value !== 'string' && typeof value !== 'number') {
		return wrong('crmRecordId', 'Type', `is ${kindOf(value)}, not text`);
	}
	const id = String(value);
	if (id.length > MAX_CRM_RECORD_ID_LENGTH) return wrong('crmRecordId', 'Size', tooLong(id));
	if (SCIENTIFIC.test(id)) {
		return wrong(
			'crmRecordId',
			'Precision',
			`is ${shown(id)}, a number in scientific notation, which has lost digits and may name another person; format the column as text before the file is saved`,
		);
	}
	const nothing = noId(id);
	return nothing === undefined
		? id
		: wrong('crmRecordId', 'NoValue', `is ${shown(id)}, ${nothing}`);
}

function tooLong(id: string): string {
	const size = `is longer than ${MAX_CRM_RECORD_ID_LENGTH} characters (${id.length})`;
	return GUID.test(id)
		? `${size}: it is a GUID, as Dynamics 365 has them; map the ID that 8x8 shows on the customer record in Agent Workspace`
		: size;
}

/** In any case of letters, with blanks around it. Rule: "Add records", field `priority`. */
export function checkPriority(value: unknown): Priority | undefined | Failure {
	if (isEmpty(value)) return undefined;
	const name = typeof value === 'string' ? value.trim().toUpperCase() : '';
	const priority = PRIORITIES.find((known) => known === name);
	if (priority) return priority;
	const problem = nothingIn(value) ?? 'not HIGH, MEDIUM or LOW';
	return wrong('priority', 'Value', `is ${shown(value)}, ${problem}`);
}

/** A decimal number as people and CSV files write it; `0x10` and `Infinity` are not ranks. */
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Two times as long numbers, such as 20270131090000123 and …124, would become one rank. */
const losesDigits = (text: string, rank: number) =>
	/^[+-]?\d{16,}$/.test(text) && BigInt(text) !== BigInt(rank);

/** A number, or text that is a decimal number. Rule: "Add records", field `rank` (a double). */
export function checkRank(value: unknown): number | undefined | Failure {
	if (isEmpty(value)) return undefined;
	const text = typeof value === 'string' ? value.trim() : undefined;
	const rank = text !== undefined && DECIMAL.test(text) ? Number(text) : value;
	if (typeof rank === 'number' && Number.isFinite(rank)) {
		return text !== undefined && losesDigits(text, rank)
			? wrong('rank', 'Precision', `is ${shown(value)}, a number with too many digits to be exact`)
			: rank;
	}
	return wrong('rank', 'Type', `is ${shown(value)}, ${nothingIn(value) ?? 'not a number'}`);
}

const NO_TIME_READ =
	'what it was made from is empty, or not in the format that the expression expects';

/** @param timeZone IANA name, for times without offset */
export function checkScheduleAt(value: unknown, timeZone: string): string | undefined | Failure {
	if (isEmpty(value)) return undefined;
	const time = scheduleTime(value, timeZone);
	if (time === undefined) {
		const kind = dateKind(value);
		if (kind)
			return wrong('scheduleAt', 'Format', `is a ${kind} that is not valid: ${NO_TIME_READ}`);
		const problem =
			whyNoTime(value) ??
			nothingIn(value) ??
			'which is not a valid date and time such as 2027-01-31T09:00:00Z';
		return wrong('scheduleAt', 'Format', `is ${shown(value)}, ${problem}`);
	}
	if (!standsForNoDate(Date.parse(time))) return time;
	// A date of an expression is an object.
	const given = typeof value === 'object' ? time : value;
	return wrong('scheduleAt', 'NoDate', `is ${shown(given)}, ${NO_DATE}`);
}

/** A text that stands for nothing is not left out in silence: 8x8 would call at once, as HIGH. */
const nothingIn = (value: unknown) => (typeof value === 'string' ? noValue(value) : undefined);

/** A whole record: ready to be sent, or everything that is wrong with it. */
export function checkRecord(fields: RawFields, timeZone: string): NewRecord | Failure {
	const crmRecordId = checkCrmRecordId(fields.crmRecordId);
	const scheduleAt = checkScheduleAt(fields.scheduleAt, timeZone);
	const priority = checkPriority(fields.priority);
	const rank = checkRank(fields.rank);
	if (isFailure(crmRecordId) || isFailure(scheduleAt) || isFailure(priority) || isFailure(rank)) {
		const failures = [crmRecordId, scheduleAt, priority, rank].filter(isFailure);
		return invalid(
			failures.flatMap(({ fieldErrors = [] }) => fieldErrors as Array<Required<FieldError>>),
		);
	}
	const record: NewRecord = { crmRecordId };
	if (scheduleAt !== undefined) record.scheduleAt = scheduleAt;
	if (priority !== undefined) record.priority = priority;
	if (rank !== undefined) record.rank = rank;
	return record;
}
