import type { IncomingHttpHeaders } from 'node:http';
import { acceptance, type RefusedRecord, type ShownRecord } from './acceptances';
import { errorAnswer, jsonAnswer, MEDIA_TYPE, type Answer } from './answers';
import { campaignAnswer } from './campaignAnswer';
import type { CampaignStore } from './campaignStore';
import type { Dialect } from './dialect';
import type { Campaign, RecordToAdd } from './model';
import { wordRefusal, type Refusal } from './refusals';
import { shuffled } from '../random';
import { alreadyThere, isRefused, recordAnswer, storeRecords } from './recordStore';
import { checkOrder, checkRecords } from './requestRules';
import { applyOrder, STATES_WITHOUT_ADDING } from './transitions';

/** What a key may do: whether it has the API product. */
export interface KeyRights {
	product: boolean;
}

/** A request that has been read to its end. */
export interface ApiRequest {
	/** Counts the requests of the simulator. */
	number: number;
	method: string;
	/** Without the query. */
	path: string;
	headers: IncomingHttpHeaders;
	hasBody: boolean;
	/** Undefined when the body is not JSON. */
	json: unknown;
}

/** What the API needs to answer. */
export interface ApiContext {
	keys: Record<string, KeyRights>;
	store: CampaignStore;
	dialect(): Dialect;
	now(): number;
	random(): number;
}

interface Operation {
	method: string;
	handle: (campaign: Campaign, body: unknown, context: ApiContext) => Answer | Refusal;
}

const PATH = /^\/cc\/([^/]+)\/campaigns\/v1\/([^/]+)(\/records)?$/;

const OPERATIONS: { campaign: Operation; records: Operation } = {
	campaign: { method: 'PATCH', handle: modifyCampaign },
	records: { method: 'POST', handle: addRecords },
};

/** Answers a request as the API would, in one go: nothing comes between check and store. */
export function answerRequest(request: ApiRequest, context: ApiContext): Answer {
	const answer = route(request, context);
	if (!('kind' in answer)) return answer;
	const dialect = context.dialect();
	const problem = wordRefusal(answer, dialect);
	const place = { path: request.path, occurrence: request.number, now: context.now() };
	const refused = errorAnswer(problem, place, dialect);
	if (answer.kind === 'method') refused.headers.allow = answer.allow;
	return refused;
}

/** The checks in the order of a gateway and the service behind it. */
function route(request: ApiRequest, context: ApiContext): Answer | Refusal {
	const { method, path, headers, hasBody, json } = request;
	const key = headers['x-api-key'];
	const tenant = headers['x-8x8-tenant'];

	const rights = typeof key === 'string' && key.startsWith('eght_') && ownRights(context, key);
	if (!rights) return { kind: 'keyRefused' };
	if (!rights.product) return { kind: 'noProduct' };
	if (hasBody && mediaType(headers) !== MEDIA_TYPE) return { kind: 'mediaType' };

	const [, site, campaignId, records] = PATH.exec(path) ?? [];
	if (site === undefined || campaignId === undefined) return { kind: 'notFound' };
	const operation = OPERATIONS[records ? 'records' : 'campaign'];
	if (method !== operation.method) return { kind: 'method', allow: operation.method };

	const campaign = context.store.find(campaignId);
	if (campaign?.site !== site || campaign.tenant !== tenant) return { kind: 'notFound' };
	if (json === undefined) return { kind: 'notJson' };
	return operation.handle(campaign, json, context);
}

function ownRights({ keys }: ApiContext, key: string): KeyRights | undefined {
	return Object.hasOwn(keys, key) ? keys[key] : undefined;
}

function mediaType(headers: IncomingHttpHeaders): string | undefined {
	return headers['content-type']?.split(';')[0]?.trim().toLowerCase();
}

function modifyCampaign(campaign: Campaign, body: unknown, context: ApiContext): Answer | Refusal {
	const order = checkOrder(body);
	if ('problems' in order) return { kind: 'invalid', ...order };
	const { action } = order.value;
	const { state } = campaign;
	const verdict = applyOrder(campaign, order.value, context.now(), context.dialect());
	if (verdict !== 'applied') return { kind: verdict, action, state };
	return jsonAnswer(200, campaignAnswer(campaign), true);
}

const RANK_FORMS = {
	number: (rank: number) => rank,
	text: String,
	none: () => undefined,
} satisfies Record<Dialect['answeredRanks'], (rank: number) => unknown>;

function addRecords(campaign: Campaign, body: unknown, context: ApiContext): Answer | Refusal {
	const checked = checkRecords(body);
	if ('problems' in checked) return { kind: 'invalid', ...checked };
	const records = checked.value;
	if (!campaign.dynamic) return { kind: 'notDynamic' };
	if (STATES_WITHOUT_ADDING.has(campaign.state)) return { kind: 'state', state: campaign.state };

	const dialect = context.dialect();
	if (!dialect.atomic) return addEach(campaign, records, context);

	const problems = records.flatMap(({ crmRecordId }, index) =>
		isRefused(campaign, crmRecordId)
			? [{ index, field: 'crmRecordId', code: 'Unknown', message: 'is not known to the CRM' }]
			: [],
	);
	if (problems.length > 0) return { kind: 'invalid', problems };
	const ids = alreadyThere(campaign, records);
	if (ids.length > 0) return { kind: 'duplicate', ids };
	const stored = inOrder(store(campaign, records, context), context);
	return jsonAnswer(dialect.addedStatus, acceptance(stored, dialect), true);
}

/** Stores what can be stored, and tells of each record, as the legacy API does. */
function addEach(campaign: Campaign, records: RecordToAdd[], context: ApiContext): Answer {
	const there = new Set(alreadyThere(campaign, records));
	const refused = records.flatMap(({ crmRecordId }): RefusedRecord[] => {
		if (isRefused(campaign, crmRecordId)) {
			return [{ crmRecordId, status: 400, message: 'The customer-id has not been found.' }];
		}
		return there.has(crmRecordId)
			? [{ crmRecordId, status: 409, message: 'Duplicate customer' }]
			: [];
	});
	const not = new Set(refused.map(({ crmRecordId }) => crmRecordId));
	const good = records.filter(({ crmRecordId }) => !not.has(crmRecordId));
	const list = inOrder([...store(campaign, good, context), ...refused], context);
	return jsonAnswer(207, acceptance(list, context.dialect()), good.length > 0);
}

/** @returns the records as the dialect shows them */
function store(campaign: Campaign, records: RecordToAdd[], context: ApiContext): ShownRecord[] {
	const { answeredRanks, rankCount } = context.dialect();
	const nextSerial = () => context.store.nextSerial();
	return storeRecords(campaign, records, { now: context.now(), nextSerial, rankCount })
		.map(recordAnswer)
		.map((record) => ({ ...record, rank: RANK_FORMS[answeredRanks](record.rank) }));
}

function inOrder<T>(list: T[], context: ApiContext): T[] {
	const ordered = {
		request: () => list,
		reversed: () => list.reverse(),
		shuffled: () => shuffled(list, () => context.random()),
	};
	return ordered[context.dialect().answerOrder]();
}
