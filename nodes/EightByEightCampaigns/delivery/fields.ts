import {
	MAX_CRM_RECORD_ID_LENGTH,
	PRIORITIES,
	type FieldError,
	type NewRecord,
	type Priority,
} from '../client/api';
import { fitsMessage } from '../client/failure';
import { scheduleTime } from './scheduleTime';

/** The fields of a record as an item brings them. */
export type RawFields = { readonly [field in keyof NewRecord]?: unknown };

/** A value that can be sent, or what is wrong with it. */
export type Checked<T> = { value: T } | { error: Required<FieldError> };

/** The fields as the form shows them. */
export const LABELS: Record<keyof NewRecord, string> = {
	crmRecordId: 'CRM Record ID',
	scheduleAt: 'Schedule At',
	priority: 'Priority',
	rank: 'Rank',
};

const wrong = (field: keyof NewRecord, code: string, message: string) => ({
	error: { field, code, message },
});

/** Optional fields that an item leaves empty are not sent. */
const isEmpty = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * Strings are taken as they are: an id that is cut or trimmed names another person.
 *
 * Rules: "Add records", field `crmRecordId`: not blank, 1 to 32 characters.
 */
export function checkCrmRecordId(value: unknown): Checked<string> {
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
	return { value: id };
}

/** In any case of letters, with blanks around it. Rule: "Add records", field `priority`. */
export function checkPriority(value: unknown): Checked<Priority | undefined> {
	if (isEmpty(value)) return { value: undefined };
	const name = typeof value === 'string' ? value.trim().toUpperCase() : '';
	const priority = PRIORITIES.find((known) => known === name);
	if (priority) return { value: priority };
	return wrong('priority', 'Value', `is ${shown(value)}, not HIGH, MEDIUM or LOW`);
}

/** A decimal number as people and CSV files write it; `0x10` and `Infinity` are not ranks. */
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** A number, or text that is a decimal number. Rule: "Add records", field `rank` (a double). */
export function checkRank(value: unknown): Checked<number | undefined> {
	if (isEmpty(value)) return { value: undefined };
	const text = typeof value === 'string' ? value.trim() : undefined;
	const rank = text !== undefined && DECIMAL.test(text) ? Number(text) : value;
	if (typeof rank === 'number' && Number.isFinite(rank)) return { value: rank };
	return wrong('rank', 'Type', `is ${shown(value)}, not a number`);
}

/** @param timeZone IANA name, for times without offset */
export function checkScheduleAt(value: unknown, timeZone: string): Checked<string | undefined> {
	if (isEmpty(value)) return { value: undefined };
	const time = scheduleTime(value, timeZone);
	if (time !== undefined) return { value: time };
	return wrong(
		'scheduleAt',
		'Format',
		`is ${shown(value)}, which is not a valid date and time such as 2027-01-31T09:00:00Z`,
	);
}

/** A whole record: ready to be sent, or everything that is wrong with it. */
export function checkRecord(fields: RawFields, timeZone: string): NewRecord | FieldError[] {
	const crmRecordId = checkCrmRecordId(fields.crmRecordId);
	const scheduleAt = checkScheduleAt(fields.scheduleAt, timeZone);
	const priority = checkPriority(fields.priority);
	const rank = checkRank(fields.rank);
	if ('error' in crmRecordId || 'error' in scheduleAt || 'error' in priority || 'error' in rank) {
		return [crmRecordId, scheduleAt, priority, rank].flatMap((checked) =>
			'error' in checked ? [checked.error] : [],
		);
	}
	const record: NewRecord = { crmRecordId: crmRecordId.value };
	if (scheduleAt.value !== undefined) record.scheduleAt = scheduleAt.value;
	if (priority.value !== undefined) record.priority = priority.value;
	if (rank.value !== undefined) record.rank = rank.value;
	return record;
}

const kindOf = (value: unknown) =>
	Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;

/** Long enough to recognise a value, short enough for a message. */
const SHOWN_LENGTH = 40;

function shown(value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') return kindOf(value);
	const text = String(value);
	if (!fitsMessage(text)) return 'a text';
	return `"${text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text}"`;
}
