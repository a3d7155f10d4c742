import { CAMPAIGN_ACTIONS, PRIORITIES, type RecordToAdd } from './model';
import { isObject } from '../checkSpec';
import { parseTimestamp } from './timestamps';
import type { Order } from './transitions';

/** Both limits are those of 8x8's field reference. */
const MAX_RECORDS = 100;
const MAX_ID_LENGTH = 32;

export interface FieldProblem {
	/** Place of the record in the request; absent where the problem is no record's. */
	index?: number;
	field: string;
	code: string;
	message: string;
}

export type Checked<T> = { value: T } | { problems: FieldProblem[] };

function one(field: string, code: string, message: string): { problems: FieldProblem[] } {
	return { problems: [{ field, code, message }] };
}

/** The rules of a lifecycle request's body. */
export function checkOrder(body: unknown): Checked<Order> {
	if (!isObject(body)) return one('action', 'NotNull', 'must not be null');
	const { action, enabled, buildOnStart } = body;
	if (!(CAMPAIGN_ACTIONS as readonly unknown[]).includes(action)) {
		return one('action', 'Enum', `must be one of ${CAMPAIGN_ACTIONS.join(', ')}`);
	}
	for (const [field, value] of Object.entries({ enabled, buildOnStart })) {
		if (value !== undefined && typeof value !== 'boolean') {
			return one(field, 'Type', 'must be a boolean');
		}
	}
	if (buildOnStart !== undefined && action !== 'START') {
		return one('buildOnStart', 'Unexpected', 'is only allowed with START');
	}
	return { value: { action, enabled, buildOnStart } as Order };
}

/** The rules of an add's body: its own, then those of each record, all of them at once. */
export function checkRecords(body: unknown): Checked<RecordToAdd[]> {
	const records: unknown = isObject(body) ? body.records : undefined;
	if (!Array.isArray(records)) return one('records', 'NotNull', 'must not be null');
	if (records.length < 1 || records.length > MAX_RECORDS) {
		return one('records', 'Size', `size must be between 1 and ${MAX_RECORDS}`);
	}
	const seen = new Set<unknown>();
	const problems = records.flatMap((record: unknown, index) => {
		const found = recordProblems(record);
		const id = isObject(record) ? record.crmRecordId : undefined;
		if (typeof id === 'string' && seen.has(id)) {
			found.push(['crmRecordId', 'Unique', 'must be unique in the request']);
		}
		seen.add(id);
		return found.map(([field, code, message]) => ({ index, field, code, message }));
	});
	return problems.length > 0 ? { problems } : { value: records as RecordToAdd[] };
}

type Found = [field: string, code: string, message: string];

function recordProblems(record: unknown): Found[] {
	if (!isObject(record)) return [['crmRecordId', 'NotBlank', 'must not be blank']];
	const { crmRecordId, scheduleAt, priority, rank } = record;
	const found: Found[] = [];
	if (typeof crmRecordId !== 'string' || crmRecordId.trim() === '') {
		found.push(['crmRecordId', 'NotBlank', 'must not be blank']);
	} else if (crmRecordId.length > MAX_ID_LENGTH) {
		found.push(['crmRecordId', 'Size', `size must be between 1 and ${MAX_ID_LENGTH}`]);
	}
	if (
		scheduleAt !== undefined &&
		(typeof scheduleAt !== 'string' || parseTimestamp(scheduleAt) === undefined)
	) {
		found.push(['scheduleAt', 'DateTime', 'must be ISO 8601 with offset']);
	}
	if (priority !== undefined && !(PRIORITIES as readonly unknown[]).includes(priority)) {
		found.push(['priority', 'Enum', `must be one of ${PRIORITIES.join(', ')}`]);
	}
	if (rank !== undefined && (typeof rank !== 'number' || !Number.isFinite(rank))) {
		found.push(['rank', 'Number', 'must be a finite number']);
	}
	return found;
}
