import {
	MAX_CRM_RECORD_ID_LENGTH,
	PRIORITIES,
	type FieldError,
	type NewRecord,
	type Priority,
} from '../client/api';
import { isFailure, type Failure } from '../client/failure';
import { scheduleTime } from './scheduleTime';

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

const invalid = (fieldErrors: FieldError[]): Failure => ({
	code: 'invalidRecord',
	message: `The record is not valid: ${fieldErrors
		.map(({ field, message }) => `${LABELS[field as keyof NewRecord]} ${message}`)
		.join('; ')}`,
	description: 'It was not sent. Correct the value, or how the field is mapped.',
	fieldErrors,
});

/** Optional fields that an item leaves empty are not sent. */
const isEmpty = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * Strings are taken as they are: an id that is cut or trimmed names another person.
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
	if (id.length > MAX_CRM_RECORD_ID_LENGTH) {
		return wrong(
			'crmRecordId',
			'Size',
			`is longer than ${MAX_CRM_RECORD_ID_LENGTH} characters (${id.length})`,
		);
	}
	return id;
}

/** In any case of letters, with blanks around it. Rule: "Add records", field `priority`. */
export function checkPriority(value: unknown): Priority | undefined | Failure {
	if (isEmpty(value)) return undefined;
	const name = typeof value === 'string' ? value.trim().toUpperCase() : '';
	const priority = PRIORITIES.find((known) => known === name);
	if (priority) return priority;
	return wrong('priority', 'Value', `is ${shown(value)}, not HIGH, MEDIUM or LOW`);
}

/** A decimal number as people and CSV files write it; `0x10` and `Infinity` are not ranks. */
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** A number, or text that is a decimal number. Rule: "Add records", field `rank` (a double). */
export function checkRank(value: unknown): number | undefined | Failure {
	if (isEmpty(value)) return undefined;
	const text = typeof value === 'string' ? value.trim() : undefined;
	const rank = text !== undefined && DECIMAL.test(text) ? Number(text) : value;
	if (typeof rank === 'number' && Number.isFinite(rank)) return rank;
	return wrong('rank', 'Type', `is ${shown(value)}, not a number`);
}

/** @param timeZone IANA name, for times without offset */
export function checkScheduleAt(value: unknown, timeZone: string): string | undefined | Failure {
	if (isEmpty(value)) return undefined;
	const time = scheduleTime(value, timeZone);
	if (time !== undefined) return time;
	return wrong(
		'scheduleAt',
		'Format',
		`is ${shown(value)}, which is not a valid date and time such as 2027-01-31T09:00:00Z`,
	);
}

/** A whole record: ready to be sent, or everything that is wrong with it. */
export function checkRecord(fields: RawFields, timeZone: string): NewRecord | Failure {
	const crmRecordId = checkCrmRecordId(fields.crmRecordId);
	const scheduleAt = checkScheduleAt(fields.scheduleAt, timeZone);
	const priority = checkPriority(fields.priority);
	const rank = checkRank(fields.rank);
	if (isFailure(crmRecordId) || isFailure(scheduleAt) || isFailure(priority) || isFailure(rank)) {
		const failures = [crmRecordId, scheduleAt, priority, rank].filter(isFailure);
		return invalid(failures.flatMap(({ fieldErrors = [] }) => fieldErrors));
	}
	const record: NewRecord = { crmRecordId };
	if (scheduleAt !== undefined) record.scheduleAt = scheduleAt;
	if (priority !== undefined) record.priority = priority;
	if (rank !== undefined) record.rank = rank;
	return record;
}

const kindOf = (value: unknown) =>
	Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;

/** Long enough to recognise a value, short enough for a message. */
const SHOWN_LENGTH = 40;

/** In the quotation marks of JSON, so that a reader can tell where the value ends. */
function shown(value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') return kindOf(value);
	const text = String(value);
	return JSON.stringify(text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text);
}
