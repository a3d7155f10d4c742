import { fieldsOf, textOrNumber, type Fields } from './jsonFields';
import { errorStatusOf, saysFailed, saysSucceeded } from './ownFailure';

export type JsonObject = Record<string, unknown>;

/** That a record was not added, as an answer of success says of it alone. */
export interface OwnRefusal {
	status: number;
	body: JsonObject;
}

/** The id under which a listed record was sent. */
export const idOf = (record: JsonObject): unknown =>
	record.crmRecordId ?? fieldsOf(record).get('crmrecordid');

/** The fields of a record in 8x8's documentation. None of them says that it was not added. */
const DOCUMENTED = new Set([
	'id',
	'type',
	'crmRecordId',
	'priority',
	'rank',
	'nextAttemptAfter',
	'retryCount',
	'state',
	'stateReason',
	'result',
]);

/** States in which 8x8 has a record that it will not dial; such a record may come with a complaint. */
const NOT_DIALLED = ['REJECTED', 'ERROR'];

/**
 * States of a record that a campaign holds ("RecordState", and READY of 8x8's own examples). A state that
 * is not listed proves nothing.
 */
const KEPT: ReadonlySet<unknown> = new Set([
	'PENDING',
	'READY',
	'REQUESTED',
	'QUEUED',
	'CANCEL_REQUESTED',
	'AGENT_ACCEPTED',
	'COMPLETE',
	...NOT_DIALLED,
]);

/**
 * Whether a listed record has what 8x8 gives only to one that it has stored: an id of its own, and a
 * state. That outweighs what the answer says of the whole request.
 */
export function isKept(record: JsonObject): boolean {
	const fields = fieldsOf(record);
	const id = textOrNumber(fields.get('id'));
	return id !== undefined && id !== textOrNumber(idOf(record)) && KEPT.has(fields.get('state'));
}

/** Whether a listed record says nothing of itself. In a failure of the whole, that is what was sent. */
export const isEcho = (record: JsonObject) => !isKept(record) && !saysFailed(fieldsOf(record));

/**
 * What a listed record says of itself. A `state` is that of a record which 8x8 has, also REJECTED and
 * ERROR. A complaint without a state says that it was not added. Undefined where it cannot be told.
 */
export function ownRefusal(record: JsonObject, status: number): OwnRefusal | 'none' | undefined {
	// Most records have nothing else, and there may be a million of them.
	if (Object.keys(record).every((name) => DOCUMENTED.has(name))) return 'none';
	const fields = fieldsOf(record);
	const state = fields.get('state');
	const hasState = state !== undefined && state !== null;
	if (!saysFailed(fields)) return hasState || !isDoubtful(fields) ? 'none' : undefined;
	if (!hasState) return refusalOf(record, status);
	return fields.get('id') && NOT_DIALLED.includes(state as string) ? 'none' : undefined;
}

/** A remark without a state, unless it comes with a status that says yes: `{crmRecordId, message}`. */
const isDoubtful = (fields: Fields) =>
	!saysSucceeded(fields) &&
	['status', 'code', 'message', 'reason'].some((name) => fields.get(name) !== undefined);

/** The refusal, unless its status says that nobody knows, or that it was only the moment. */
export function refusalOf(body: JsonObject, status: number): OwnRefusal | undefined {
	const own = errorStatusOf(fieldsOf(body)) ?? status;
	return own >= 500 || THE_MOMENT.has(own) ? undefined : { status: own, body };
}

const THE_MOMENT: ReadonlySet<number> = new Set([408, 425, 429, 499]);
