import fc from 'fast-check';

import { judgeAddRecords } from '../../../nodes/EightByEightCampaigns/client/addRecords';
import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import { recordsOf } from '../helpers/entries';
import { NOW, answer, type ProblemBody } from '../helpers/replies';

const signature = (body: ProblemBody, ...ids: string[]) =>
	(judgeAddRecords(answer(400, body), recordsOf(...ids), NOW) as NoSuccess).signature;

describe('the same refusal of different records', () => {
	const same: Array<[string, ProblemBody, ProblemBody]> = [
		['that is named', { detail: 'Cannot take Id: first' }, { detail: 'Cannot take Id: other' }],
		['that is quoted', { detail: 'Cannot take "first"' }, { detail: 'Cannot take "other"' }],
		[
			'at another time',
			{ detail: 'Refused at 2024-01-15T10:30:00Z' },
			{ detail: 'Refused at 2024-01-15T11:45:59.123+02:00' },
		],
		[
			'under another id of 8x8',
			{ detail: 'Request 123e4567-e89b-12d3-a456-426614174000 refused' },
			{ detail: 'Request 99999999-0000-12d3-a456-426614174abc refused' },
		],
		[
			'at a time in another form',
			{ detail: 'Refused at 2024-01-15T10:30:00Z today' },
			{ detail: 'Refused at 2024-01-15 10:30:00 today' },
		],
		['with a number', { detail: 'Refused 1 of 100' }, { detail: 'Refused 27 of 54' }],
		[
			'under another instance and time',
			{ detail: 'Refused', instance: '/x/1', time: '2024-01-15T10:30:00Z' },
			{ detail: 'Refused', instance: '/x/2', time: '2024-01-16T10:30:00Z' },
		],
	];
	it.each(same)('is recognised: one %s', (_, one, other) => {
		expect(signature(one, 'first')).toBe(signature(other, 'other'));
	});

	it('is recognised between a batch and one of its records', () => {
		const body = { detail: 'Cannot take Id: CRM-12' };
		expect(signature(body, 'CRM-1', 'CRM-12')).toBe(signature(body, 'CRM-12'));
	});

	it('is recognised between a batch of which several are named and one of its records', () => {
		const batch = { detail: 'Cannot take Ids: a, b, c. Try later' };
		const single = { detail: 'Cannot take Ids: b. Try later' };
		expect(signature(batch, 'a', 'b', 'c')).toBe(signature(single, 'b'));
	});

	it('is recognised whatever the ids are', () => {
		const id = fc.oneof(
			fc.string({ minLength: 1, maxLength: 32 }).filter((one) => one.trim() !== ''),
			fc.constantFrom('a', 'e', 'The', 'was', 'request', '#', '400', 'not accepted'),
		);
		const body = { title: 'Bad Request', detail: 'The request was not accepted' };
		fc.assert(
			fc.property(id, id, (one, other) => {
				expect(signature(body, one)).toBe(signature(body, other));
			}),
		);
	});
});

describe('different refusals', () => {
	const different: Array<[string, [number, ProblemBody], [number, ProblemBody]]> = [
		['in status', [400, { detail: 'Refused' }], [409, { detail: 'Refused' }]],
		['in title', [400, { title: 'Bad Request' }], [400, { title: 'Conflict' }]],
		['in detail', [400, { detail: 'Refused' }], [400, { detail: 'No' }]],
		['in where a word ends', [400, { detail: 'No table' }], [400, { detail: 'Not able' }]],
		[
			'in whether there is a number',
			[400, { detail: 'Not 5 more' }],
			[400, { detail: 'Not more' }],
		],
		['in what follows a number', [400, { detail: '5 times' }], [400, { detail: '5 hours' }]],
	];
	it.each(different)('are told apart: %s', (_, one, other) => {
		const signature = ([status, body]: [number, ProblemBody]) =>
			(judgeAddRecords(answer(status, body), recordsOf('a'), NOW) as NoSuccess).signature;
		expect(signature(one)).not.toBe(signature(other));
	});
});
