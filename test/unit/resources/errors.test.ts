import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import {
	cancelledError,
	errorItem,
	nodeError,
} from '../../../nodes/EightByEightCampaigns/resources/errors';

const NODE = { id: '1', name: '8x8', type: 'x', typeVersion: 1, position: [0, 0], parameters: {} };
const context = { getNode: () => NODE } as unknown as IExecuteFunctions;

const FAILURE = {
	code: 'duplicateRecord' as const,
	message: 'It is there',
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
			message: 'It is there',
			description: 'Because.',
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
