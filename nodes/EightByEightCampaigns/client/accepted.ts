import type { CampaignRecord, NewRecord } from './api';
import { complaintsIn, ID, MOST_COMPLAINTS } from './complaints';
import { fieldsOf, first, textOrNumber } from './jsonFields';
import {
	idOf,
	isEcho,
	isKept,
	ownRefusal,
	refusalOf,
	type JsonObject,
	type OwnRefusal,
} from './listedRecord';
import { namedIds } from './naming';
import { errorStatusOf, saysWhollyFailed } from './ownFailure';
import { problemIn } from './problem';
import { isObject } from './reply';
import { sentIds, type SentIds } from './sentIds';

/** What an answer of success says of the records that were sent, by their ids as they were sent. */
export interface Accepted {
	added: Map<string, CampaignRecord>;
	refused: Map<string, OwnRefusal>;
}

/**
 * Reads a success record by record. A record of which it says nothing, or two things, is in neither
 * map: sending it again tells.
 *
 * @param status of the answer, or that of an error which its body gives itself
 * @returns undefined where it tells of no record, or in no way that can be read: then the request may be lost
 */
export function acceptedIn(
	json: unknown,
	sent: readonly NewRecord[],
	status: number,
): Accepted | undefined {
	const ids = sentIds(sent.map(({ crmRecordId }) => crmRecordId));
	const failed = status >= 400 || (isObject(json) && saysWhollyFailed(fieldsOf(json)));
	const listed = recordList(json, ids);
	const list = !failed || listed?.some((one) => isObject(one) && isKept(one)) ? listed : undefined;
	// Without a list of what was stored, "errors" speak of the whole request, and others may mean anything.
	const names = list ? ['errors', 'skipped', ...REFUSED_LISTS] : REFUSED_LISTS;
	const known = list ? KNOWN_LISTS : [];
	const refused = refusedApart(isObject(json) ? json : {}, { names, known }, { sent, ids, status });

	const added = new Map<string, CampaignRecord>();
	const matched = ids.match((list ?? []).filter(isObject), idOf);
	for (const [id, records] of matched) {
		const said = records.map((record) =>
			failed && isEcho(record) ? undefined : ownRefusal(record, status),
		);
		const refusals = said.filter((one) => typeof one === 'object');
		if (refusals.length === said.length) refused.set(id, refusals[0]!);
		else if (refused.has(id) || said.some((one) => one !== 'none')) refused.delete(id);
		// The id as it was sent, so that items find their rows again.
		else added.set(id, { ...records[0], crmRecordId: id });
	}
	if (failed && list && isObject(json)) {
		const refusal = refusalOf(json, status);
		for (const id of namedIds(problemIn(json, status), sent)) {
			// It may list the record that stood in the way, which has an id and a state too.
			if (matched.has(id)) added.delete(id);
			else if (refusal && !refused.has(id)) refused.set(id, refusal);
		}
	}
	return added.size + refused.size > 0 ? { added, refused } : undefined;
}

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
