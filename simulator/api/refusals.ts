import { STATUS_CODES } from 'node:http';
import type { Dialect } from './dialect';
import type { Problem } from './envelopes';
import type { CampaignAction, CampaignState } from './model';
import type { FieldProblem } from './requestRules';

/** Why the API refuses a request, before a dialect puts it into words. */
export type Refusal =
	| { kind: 'keyRefused' }
	| { kind: 'noProduct' }
	| { kind: 'mediaType' }
	| { kind: 'method'; allow: string }
	| { kind: 'notFound' }
	| { kind: 'notJson' }
	| { kind: 'invalid'; problems: FieldProblem[] }
	| { kind: 'notDynamic' }
	| { kind: 'state'; state: CampaignState }
	| { kind: 'wrongState'; action: CampaignAction; state: CampaignState }
	| { kind: 'disabled'; action: CampaignAction }
	| { kind: 'duplicate'; ids: string[] };

type Wording<Kind> = (refusal: Extract<Refusal, { kind: Kind }>, dialect: Dialect) => Problem;

const WORDINGS: { [Kind in Refusal['kind']]: Wording<Kind> } = {
	keyRefused: () => plain(401, 'API key is missing or not valid'),
	noProduct: () => plain(403, 'API key has no access to this API product'),
	mediaType: () => plain(415, 'Content-Type is not supported'),
	method: ({ allow }) => plain(405, `Supported: ${allow}`),
	notFound: () => plain(404, 'Campaign not found'),
	notJson: () => plain(400, 'Failed to read request'),
	invalid: invalidRecords,
	notDynamic: (_refusal, dialect) => ({
		status: 400,
		title: 'Invalid Operation',
		detail: spoken(dialect, 'Campaign is not dynamic: isDynamic is false'),
	}),
	state: ({ state }, dialect) =>
		plain(
			dialect.stateStatus,
			spoken(dialect, `Records cannot be added while the campaign is in state ${state}`),
		),
	wrongState: ({ action, state }, dialect) =>
		plain(
			dialect.transitionStatus,
			spoken(dialect, `Action ${action} is not allowed in state ${state}`),
		),
	disabled: ({ action }, dialect) =>
		plain(
			dialect.transitionStatus,
			spoken(dialect, `Action ${action} is not allowed while the campaign is disabled`),
		),
	duplicate: duplicateRecords,
};

/** Puts a refusal into the words of a dialect. */
export function wordRefusal(refusal: Refusal, dialect: Dialect): Problem {
	// The table gives each kind its own wording. TypeScript cannot follow that through a lookup.
	const wording = WORDINGS[refusal.kind] as (refusal: Refusal, dialect: Dialect) => Problem;
	return wording(refusal, dialect);
}

function plain(status: number, detail: string): Problem {
	return { status, title: STATUS_CODES[status] ?? 'Error', detail };
}

const NOTHING_SAID = 'The request was not accepted';

function spoken(dialect: Dialect, detail: string): string {
	return dialect.campaignText === 'named' ? detail : NOTHING_SAID;
}

function invalidRecords(
	{ problems }: Extract<Refusal, { kind: 'invalid' }>,
	{ invalidText }: Dialect,
): Problem {
	const problem = { status: 400, title: 'Validation failed', detail: 'Request is not valid' };
	if (invalidText === 'opaque') return problem;
	const errors = problems.map(({ index, field, code, message }) => ({
		field: index !== undefined && invalidText === 'indexed' ? `records[${index}].${field}` : field,
		code,
		message,
	}));
	return { ...problem, errors };
}

function duplicateRecords(
	{ ids }: Extract<Refusal, { kind: 'duplicate' }>,
	{ duplicateStatus, duplicateText }: Dialect,
): Problem {
	const named = `Campaign already contains record for Id: ${ids[0]}`;
	const details: Record<Dialect['duplicateText'], string> = {
		named,
		listed: `Campaign already contains record for Id(s): ${ids.join(', ')}`,
		reworded: `Record "${ids[0]}" exists`,
		opaque: NOTHING_SAID,
		sample: named,
	};
	const problem = plain(duplicateStatus, details[duplicateText]);
	if (duplicateText !== 'sample') return problem;
	// 8x8's own sample: the detail names the id, errors[] speak of something else.
	const misleading = { field: 'crmRecordId', code: 'NotBlank', message: 'must not be blank' };
	return { ...problem, title: 'Validation failed', errors: [misleading] };
}
