import type { FieldError } from '../../../nodes/EightByEightCampaigns/client/api';
import { problemOf as readProblem } from '../../../nodes/EightByEightCampaigns/client/problem';
import {
	jsonOf,
	type Answer,
	type NoAnswer,
} from '../../../nodes/EightByEightCampaigns/client/reply';

/** A moment at which every test of this folder takes place: 31 January 2027, 09:00 UTC. */
export const NOW = Date.UTC(2027, 0, 31, 9);

/** A body in the form of 8x8's problems, or something else that it may hold. */
export interface ProblemBody {
	title?: string;
	detail?: string;
	instance?: string;
	time?: string;
	errors?: Array<Partial<FieldError> & Record<string, unknown>>;
	[other: string]: unknown;
}

/** An answer with JSON, or with the text as it is. */
export const answer = (
	status: number,
	body: ProblemBody | string = '',
	headers: Record<string, string> = {},
): Answer => ({
	kind: 'answer',
	status,
	headers,
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** What an answer says, as the client reads it. */
export const problemOf = (reply: Answer) => readProblem(reply, jsonOf(reply));

export const HTML = '<html><body><h1>Something in between</h1></body></html>';

export const noAnswer = (reason: NoAnswer['reason'], detail = 'ECONNRESET'): NoAnswer => ({
	kind: 'noAnswer',
	reason,
	detail,
});

/** What 8x8's OpenAPI document gives as its example: detail and errors speak of different things. */
export const SAMPLE: ProblemBody = {
	title: 'Validation failed',
	status: 400,
	detail: 'Campaign already contains record for Id: CRM-12345',
	instance: '/campaigns/123e4567-e89b-12d3-a456-426614174000',
	time: '2024-01-15T10:30:00Z',
	errors: [{ field: 'crmRecordId', code: 'NotBlank', message: 'must not be blank' }],
};
