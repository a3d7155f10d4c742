import type { NewRecord } from '../../../nodes/EightByEightCampaigns/client/api';
import type { Answer } from '../../../nodes/EightByEightCampaigns/client/reply';
import type { Cause, Decision, Row } from './server';

/** One reading of 8x8's documents, which contradict each other and leave texts open. */
export interface Dialect {
	created: 200 | 201;
	conflict: 400 | 409;
	duplicate: keyof typeof DUPLICATES;
	invalid: keyof typeof INVALIDS;
	/** Whether a refusal that is about the campaign says so. */
	campaign: 'told' | 'opaque';
	/** What comes as the body of a refusal; `ok`: a problem, under the status 200. */
	errorBody: 'html' | 'empty' | 'ok' | keyof typeof ENVELOPES;
	/** Where an answer of success lists the records. */
	added: keyof typeof LISTS;
	/** How their ids come back. */
	echo: keyof typeof ECHOES;
	/** Answered records start at this place of the request: their order is not promised. */
	rotate: number;
	/** How the answered records show their ranks. */
	ranks: keyof typeof RANKS;
}

/** 8x8's documents taken at their word. */
export const PLAIN: Dialect = {
	created: 201,
	conflict: 409,
	duplicate: 'first',
	invalid: 'places',
	campaign: 'told',
	errorBody: 'problem',
	added: 'records',
	echo: 'same',
	rotate: 0,
	ranks: 'number',
};

interface Wording {
	title: string;
	detail: string;
	errors?: Array<{ field: string; code: string; message: string }>;
}

const LISTS = {
	records: (records: unknown[]) => ({ records }),
	data: (data: unknown[]) => ({ data }),
	embedded: (records: unknown[]) => ({ _embedded: { records } }),
	bare: (list: unknown[]) => list,
};

const ECHOES = {
	same: (id: string) => id,
	number: (id: string) => (/^\d{1,15}$/.test(id) ? Number(id) : id),
	trimmed: (id: string) => id.trim(),
	upper: (id: string) => id.toUpperCase(),
};

const oneText = ({ detail, errors = [] }: Wording) =>
	[detail, ...errors.map(({ field, message }) => `${field} ${message}`)].join('; ');

/** Those that list field errors separately come first. */
const ENVELOPES = {
	problem: (wording: Wording) => wording,
	spring: ({ title, detail, errors }: Wording) => ({
		error: title,
		message: detail,
		errors: errors?.map(({ message, ...rest }) => ({ ...rest, defaultMessage: message })),
	}),
	fields: ({ detail, errors = [] }: Wording) => ({
		message: detail,
		errors: Object.fromEntries(errors.map(({ field, message }) => [field, [message]])),
	}),
	message: (wording: Wording) => ({ message: oneText(wording) }),
	texts: (wording: Wording) => ({ errors: [oneText(wording)] }),
	google: (wording: Wording) => ({ error: { message: oneText(wording), status: 'ABORTED' } }),
	apigee: (wording: Wording) => ({ fault: { faultstring: oneText(wording) } }),
};

const NOTHING_SAID: Wording = { title: 'Request refused', detail: 'The request was not accepted' };

type Worded = (ids: readonly string[], culprits: readonly number[]) => Wording;

const at = (ids: readonly string[], place: number) => ids[place % ids.length]!;
const exists = (id: string) => `Campaign already contains record for Id: ${id}`;
const conflict = (detail: string): Wording => ({ title: 'Conflict', detail });

export const DUPLICATES = {
	first: (ids, [first]) => conflict(exists(at(ids, first!))),
	listed: (ids, culprits) =>
		conflict(
			`Campaign already contains record for Id(s): ${culprits.map((n) => ids[n]).join(', ')}`,
		),
	reworded: (ids, [first]) => conflict(`Record "${at(ids, first!)}" exists`),
	unnamed: () => conflict('Some of the records already exist in the campaign'),
	/** Names the neighbour of the culprit. */
	misnamed: (ids, [first]) => conflict(exists(at(ids, first! + 1))),
	foreign: () => conflict(exists('NOT-OF-THIS-REQUEST')),
	/** 8x8's own sample: `errors` speak of something else. */
	sample: (ids, [first]) => ({
		title: 'Validation failed',
		detail: exists(at(ids, first!)),
		errors: [{ field: 'records[0].crmRecordId', code: 'NotBlank', message: 'must not be blank' }],
	}),
	opaque: () => NOTHING_SAID,
} satisfies Record<string, Worded>;

const validation = (fields: string[]): Wording => ({
	title: 'Validation failed',
	detail: 'Request is not valid',
	errors: fields.map((field) => ({
		field,
		code: 'Size',
		message: 'size must be between 1 and 32',
	})),
});

export const INVALIDS = {
	places: (_ids, culprits) => validation(culprits.map((n) => `records[${n}].crmRecordId`)),
	firstPlace: (_ids, [first]) => validation([`records[${first!}].crmRecordId`]),
	unplaced: () => validation(['crmRecordId']),
	quoted: (ids, [first]) => ({
		title: 'Bad Request',
		detail: `Record '${at(ids, first!)}' is bad`,
	}),
	/** Names the neighbour of the culprit. */
	misplaced: (ids, [first]) => validation([`records[${(first! + 1) % ids.length}].crmRecordId`]),
	opaque: () => NOTHING_SAID,
} satisfies Record<string, Worded>;

/** What the server decided, as an answer over HTTP. */
export function answerOf(
	decision: Decision,
	records: readonly NewRecord[],
	dialect: Dialect,
	now: number,
): Answer {
	if ('stored' in decision) {
		const { stored } = decision;
		const turn = dialect.rotate % stored.length;
		const turned = [...stored.slice(turn), ...stored.slice(0, turn)];
		const shown = RANKS[dialect.ranks];
		const answered = turned.map(({ record, rank }: Row) => ({
			state: 'PENDING',
			...record,
			rank: shown(rank),
			crmRecordId: ECHOES[dialect.echo](record.crmRecordId),
		}));
		return json(dialect.created, LISTS[dialect.added](answered));
	}
	const ids = records.map(({ crmRecordId }) => crmRecordId);
	const { status, ...wording } = worded(decision.refused, ids, dialect);
	if (dialect.errorBody === 'html') return html(status);
	if (dialect.errorBody === 'empty') return { ...html(status), body: '' };
	const body = ENVELOPES[dialect.errorBody === 'ok' ? 'problem' : dialect.errorBody](wording);
	const time = new Date(now).toISOString();
	return json(dialect.errorBody === 'ok' ? 200 : status, {
		status,
		...body,
		instance: `/campaigns/${now}`,
		time,
	});
}

function worded(cause: Cause, ids: string[], dialect: Dialect): Wording & { status: number } {
	const ofCampaign = (status: number, title: string, detail: string) =>
		dialect.campaign === 'told' ? { status, title, detail } : { status, ...NOTHING_SAID };
	switch (cause.kind) {
		case 'unknown':
			return ofCampaign(404, 'Not Found', 'Campaign not found');
		case 'notDynamic':
			return ofCampaign(400, 'Invalid Operation', 'Campaign is not dynamic: isDynamic is false');
		case 'complete':
			return ofCampaign(dialect.conflict, 'Conflict', 'Campaign is in state COMPLETE');
		case 'busy':
			return ofCampaign(dialect.conflict, 'Conflict', `Campaign is in state ${cause.state}`);
		case 'refusesAll':
			return { status: 400, ...NOTHING_SAID };
		case 'duplicate':
			return { status: dialect.conflict, ...DUPLICATES[dialect.duplicate](ids, cause.places) };
		case 'invalid':
			return { status: 400, ...INVALIDS[dialect.invalid](ids, cause.places) };
	}
}

/** Those that are no number must not be taken for one. */
export const RANKS = {
	number: (rank) => rank,
	text: String,
	null: () => null,
	missing: () => undefined,
	word: () => 'last',
	flag: () => true,
	endless: () => '1e999',
} satisfies Record<string, (rank: number) => unknown>;

const json = (status: number, body: unknown): Answer => ({
	kind: 'answer',
	status,
	headers: { 'content-type': 'application/vnd.campaigns.v1+json' },
	body: JSON.stringify(body),
});

/** What a gateway or proxy answers. */
export const html = (status: number): Answer => ({
	kind: 'answer',
	status,
	headers: { 'content-type': 'text/html' },
	body: `<html><body><h1>${status}</h1></body></html>`,
});
