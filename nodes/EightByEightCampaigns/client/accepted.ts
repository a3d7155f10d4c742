import type { CampaignRecord, NewRecord } from './api';
import { complaintsIn, ID, MOST_COMPLAINTS } from './complaints';
import { fieldsOf, first, textOrNumber, type Fields } from './jsonFields';
import { namedIds } from './naming';
import { errorStatusOf, saysFailed, saysSucceeded, saysWhollyFailed } from './ownFailure';
import { problemIn } from './problem';
import { isObject } from './reply';
import { sentIds, type SentIds } from './sentIds';

type JsonObject = Record<string, unknown>;

/** That a record was not added, as an answer of success says of it alone. */
export interface OwnRefusal {
	status: number;
	body: JsonObject;
}

/** What an answer of success says of the records that were sent, by their ids as they were sent. */
export interface Accepted {
	added: Map<string, CampaignRecord>;
	refused: Map<string, OwnRefusal>;
}

/**
 * Reads a success record by record. A record of which it says nothing, or two things, is in neither
 * map: sending it again tells.
 *
 * @param status of the answer
 * @returns undefined where it tells of no record, or in no way that can be read: then the request may be lost
 */
export function acceptedIn(
	json: unknown,
	sent: readonly NewRecord[],
	status: number,
): Accepted | undefined {
	const ids = sentIds(sent.map(({ crmRecordId }) => crmRecordId));
	// Where it says that all has failed, being listed means nothing.
	const failed = isObject(json) && saysWhollyFailed(fieldsOf(json));
	const list = failed ? undefined : recordList(json, ids);
	// Without a list of what was stored, "errors" speak of the whole request, and others may mean anything.
	const names = list ? ['errors', 'skipped', ...REFUSED_LISTS] : REFUSED_LISTS;
	const known = list ? KNOWN_LISTS : [];
	const refused = refusedApart(isObject(json) ? json : {}, { names, known }, { sent, ids, status });

	const added = new Map<string, CampaignRecord>();
	for (const [id, records] of ids.match((list ?? []).filter(isObject), idOf)) {
		const said = records.map((record) => ownRefusal(record, status));
		const refusals = said.filter((one) => typeof one === 'object');
		if (refusals.length === said.length) refused.set(id, refusals[0]!);
		else if (refused.has(id) || said.some((one) => one !== 'none')) refused.delete(id);
		// The id as it was sent, so that items find their rows again.
		else added.set(id, { ...records[0], crmRecordId: id });
	}
	return added.size + refused.size > 0 ? { added, refused } : undefined;
}

const idOf = (record: JsonObject): unknown =>
	record.crmRecordId ?? fieldsOf(record).get('crmrecordid');

/** Other names under which servers list what they have stored; `_embedded` holds a list of any name. */
const NAMES = new Set([
	'records',
	'data',
	'items',
	'content',
	'results',
	'result',
	'response',
	'embedded',
	'added',
	'created',
	'accepted',
	'succeeded',
	'successful',
]);

/** `{data: {_embedded: {records: […]}}}` has three. */
const DEEPEST = 3;

/**
 * The list of stored records: `records` as 8x8 documents it. Under another name, or without one, only
 * a list in which each element is a record of the request.
 */
function recordList(json: unknown, ids: SentIds): unknown[] | undefined {
	if (isObject(json) && Array.isArray(json.records)) return json.records as unknown[];
	const isOurs = (list: unknown[]) =>
		list.length > 0 && list.every((one) => isObject(one) && ids.find(idOf(one)) !== undefined);
	const search = (value: unknown, depth: number, parent?: string): unknown[] | undefined => {
		if (Array.isArray(value)) return isOurs(value) ? value : undefined;
		if (!isObject(value) || depth === DEEPEST) return undefined;
		for (const [name, inner] of fieldsOf(value)) {
			if (!NAMES.has(name) && parent !== 'embedded') continue;
			const found = search(inner, depth + 1, name);
			if (found) return found;
		}
		return undefined;
	};
	return search(json, 0);
}

/** Names under which a success lists what it did not take. */
const REFUSED_LISTS = ['failed', 'failures', 'rejected', 'invalid', 'notadded'];

/** Names under which it lists what the campaign has already, and what that says of each. */
const KNOWN_LISTS: ReadonlyArray<readonly [name: string, says: string]> = [
	['duplicates', 'duplicates'],
	['duplicate', 'duplicates'],
	['duplicaterecords', 'duplicates'],
	['existing', 'already exists'],
	['alreadyexists', 'already exists'],
];

/** The records that such a list names one by one: by an id, a position or a text. */
function refusedApart(
	json: JsonObject,
	{ names, known }: { names: readonly string[]; known: typeof KNOWN_LISTS },
	{ sent, ids, status }: { sent: readonly NewRecord[]; ids: SentIds; status: number },
): Map<string, OwnRefusal> {
	const refused = new Map<string, OwnRefusal>();
	const fields = fieldsOf(json);
	const listed = (name: string): unknown[] => {
		const list = fields.get(name);
		return Array.isArray(list) ? list : [];
	};
	const idIn = (one: unknown) =>
		ids.find(isObject(one) ? first(fieldsOf(one), textOrNumber, [...ID, 'id']) : one);
	for (const [name, says] of known) {
		for (const one of listed(name)) {
			const id = idIn(one);
			if (id !== undefined) refused.set(id, { status, body: { title: says } });
		}
	}
	for (const one of names.flatMap(listed).slice(0, MOST_COMPLAINTS)) {
		const whole = { errors: [one] };
		const id = idIn(one);
		const named = id === undefined ? namedIds(problemIn(whole, status), sent) : [id];
		const ofField = complaintsIn(fieldsOf(whole))[0]?.field !== undefined;
		const own = isObject(one) ? errorStatusOf(fieldsOf(one)) : undefined;
		const refusal = refusalOf(isObject(one) && !ofField ? one : whole, own ?? status);
		if (named.length === 1 && refusal) refused.set(named[0]!, refusal);
	}
	return refused;
}

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
export const NOT_DIALLED = ['REJECTED', 'ERROR'];

/**
 * What a listed record says of itself. A `state` is that of a record which 8x8 has, also REJECTED and
 * ERROR. A complaint without a state says that it was not added. Undefined where it cannot be told.
 */
function ownRefusal(record: JsonObject, status: number): OwnRefusal | 'none' | undefined {
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
function refusalOf(body: JsonObject, status: number): OwnRefusal | undefined {
	const own = errorStatusOf(fieldsOf(body)) ?? status;
	return own >= 500 || THE_MOMENT.has(own) ? undefined : { status: own, body };
}

const THE_MOMENT: ReadonlySet<number> = new Set([408, 425, 429, 499]);
