import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Failure } from '../../../nodes/EightByEightCampaigns/client/failure';
import { checkRecord } from '../../../nodes/EightByEightCampaigns/delivery/fields';
import {
	cancelledError,
	errorItem,
	fitsMessage,
	nodeError,
	thrownText,
	withAdvice,
} from '../../../nodes/EightByEightCampaigns/resources/errors';

const NODE = { id: '1', name: '8x8', type: 'x', typeVersion: 1, position: [0, 0], parameters: {} };
const context = { getNode: () => NODE } as unknown as IExecuteFunctions;

const FAILURE = {
	code: 'duplicateRecord' as const,
	message: 'The campaign has it',
	description: 'Because.',
	httpCode: '409',
	crmRecordId: 'a',
	campaignId: 'c',
	fieldErrors: [{ field: 'rank' }],
	instance: '/x/1',
	time: '2024-01-15T10:30:00Z',
};

describe('a failed item', () => {
	it('has the single key "error" with all that is known, and its input item', () => {
		expect(errorItem(FAILURE, 7)).toEqual({ json: { error: FAILURE }, pairedItem: { item: 7 } });
	});

	it('leaves out what is not known', () => {
		const { json } = errorItem({ code: 'network', message: 'No way', httpCode: undefined }, 0);
		expect(Object.keys(json.error as object)).toEqual(['code', 'message']);
	});
});

describe('the error of the node', () => {
	it('is one of the API where 8x8 has answered', () => {
		const error = nodeError(context, FAILURE, 7);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'The campaign has it',
			description: 'Because. For 8x8 support: instance /x/1, time 2024-01-15T10:30:00Z.',
			httpCode: '409',
			context: { itemIndex: 7 },
		});
	});

	it('is one of the operation where it has not', () => {
		const error = nodeError(context, { code: 'invalidRecord', message: 'Not valid' });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe('Not valid');
	});

	it('of a stopped execution has the word by which n8n knows it', () => {
		expect(cancelledError(context, 'Nothing was sent.')).toMatchObject({
			message: expect.stringContaining('canceled') as string,
			description: 'Nothing was sent.',
		});
	});
});

// n8n takes an error whose message has this word for a stopped execution.
it.each(['canceled', 'Cancelled', 'Meeting CANCELED by customer'])(
	'keeps the text %j of a user out of messages',
	(text) => {
		expect(fitsMessage(text)).toBe(false);
	},
);

it.each(['', 'CRM-12345', 'cancel', 'cancellation'])(
	'lets the text %j of a user into messages',
	(text) => {
		expect(fitsMessage(text)).toBe(true);
	},
);

it.each([
	['"canceled by customer"', 'a text'],
	['"say \\"canceled\\" again"', 'a text'],
	['"ECONNRESET"', 'a text'],
	['"top"', '"top"'],
])('shows the quoted value %s in a message as %s', (quoted, shown) => {
	const message = `The record is not valid: Priority is ${quoted}, not "HIGH"`;
	const expected = `The record is not valid: Priority is ${shown}, not "HIGH"`;
	const failure = { code: 'invalidRecord' as const, message };
	expect(nodeError(context, failure).message).toBe(expected);
	expect(errorItem(failure, 0).json.error).toMatchObject({ message: expected });
});

it.each(['scheduleAt', 'priority', 'rank'])(
	'has no message with "canceled", whatever %s holds',
	(field) => {
		const failure = checkRecord({ crmRecordId: 'a', [field]: 'canceled' }, 'UTC') as Failure;
		expect(nodeError(context, failure).message).toMatch(/ is a text, /);
	},
);

it.each([
	[new Error('No such field'), 'No such field'],
	['just text', 'just text'],
	[undefined, 'undefined'],
])('tells what was thrown: %p', (thrown, message) => {
	expect(thrownText(thrown)).toBe(message);
});

it.each(['No such field', 'No such field.'])('adds what to do: %s', (message) => {
	expect(withAdvice(new Error(message), 'Check it.')).toBe('No such field. Check it.');
});
