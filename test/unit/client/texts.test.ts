import fc from 'fast-check';

import { judgeAddRecords } from '../../../nodes/EightByEightCampaigns/client/addRecords';
import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import { wordsOf } from '../../../nodes/EightByEightCampaigns/client/texts';
import { recordsOf } from '../helpers/entries';
import { NOW, answer, type ProblemBody } from '../helpers/replies';

const judge = (body: ProblemBody, ...ids: string[]) =>
	judgeAddRecords(answer(409, body), recordsOf(...ids), NOW) as NoSuccess;

describe('a text that has a word like "isDynamic"', () => {
	it.each(['isDynamicList is unknown', 'Records are not dynamically created'])(
		'is not about a dynamic campaign: %j',
		(detail) => {
			expect(judge({ detail }, 'a').verdict).toBe('split');
		},
	);

	it('is not about a dynamic campaign where a field only has a similar name', () => {
		const errors = [{ field: 'isDynamicList', message: 'is unknown' }];
		expect(judge({ errors }, 'a').failure.code).toBe('invalidRecord');
	});
});

describe('a text about the campaign', () => {
	it.each([
		'Campaign is already in state COMPLETE',
		'Campaign is in status DELETED',
		'Not allowed while the campaign is completed',
		'State COMPLETE does not accept records',
		'Campaign with id: 123e4567-e89b-12d3-a456-426614174000 is in state COMPLETE',
		'Campaign is in state `COMPLETE`',
		'No transition from COMPLETE',
		'The campaign is complete',
		'The campaign is already completed',
		'This campaign was deleted',
		'Campaign has been deleted',
	])('stops it: %j', (detail) => {
		expect(judge({ detail }, 'a').verdict).toBe('stopCampaign');
	});

	it.each([
		'Campaign is BUILDING',
		'Records cannot be added in state STARTING',
		'Campaign is already in state BUILDING',
		'Campaign with id: 123e4567-e89b-12d3-a456-426614174000 is in state BUILDING',
		'Campaign is in state "BUILDING"',
		'The campaign is building',
		'The campaign is starting',
		'The campaign is still being built',
		'The campaign is currently starting',
		'The campaign is already building',
		'Records are not allowed in the states BUILDING, STARTING, COMPLETE and DELETED',
	])('can be waited for: %j', (detail) => {
		expect(judge({ detail }, 'a').verdict).toBe('wait');
	});

	it.each([
		'Adding records is not allowed until the build is complete',
		'Adding records is not allowed before the build has completed',
		'The campaign is not yet complete',
		'Data of the campaign is INCOMPLETE',
		'The campaign is completely blocked',
		'Campaign "COMPLETED_LEADS" refuses the record',
		'A COMPLETE statement is needed',
	])('does not end it where it says something else: %j', (detail) => {
		expect(judge({ detail }, 'a').verdict).not.toBe('stopCampaign');
	});

	it.each([
		'The CRM record was DELETED',
		'CRM record with Id: a is in state DELETED',
		'Status of the contact is COMPLETE',
		'The contact is in state COMPLETE',
		'The customer is in state DELETED',
		'Campaign "REBUILDING" refuses the value',
		'Campaign "BUILDING_2" refuses the value',
	])('is not what speaks of something else: %j', (detail) => {
		expect(judge({ detail }, 'a', 'b').verdict).toBe('split');
	});
});

describe('an id that looks like a word of 8x8', () => {
	it.each(['duplicate-1', 'already in', 'it exists', 'exists'])(
		'does not make a duplicate of its record: %j',
		(id) => {
			const { failure } = judge({ title: 'Validation failed', detail: `Id: ${id}` }, id, 'b');
			expect(failure.code).not.toBe('duplicateRecord');
		},
	);

	it.each(['does not exist', 'never exists', 'not exist', 'no longer exist'])(
		'does not hide a duplicate: %j',
		(id) => {
			const detail = `Campaign already contains record for Id: ${id}`;
			expect(judge({ detail }, id, 'b')).toMatchObject({
				named: [id],
				failure: { code: 'duplicateRecord' },
			});
		},
	);

	it.each(['BUILDING 7', 'COMPLETE', 'DELETED', 'Starting', 'isDynamic', 'not dynamic'])(
		'does not stop or hold up the campaign: %j',
		(id) => {
			const detail = `Value is not allowed for Id: ${id}`;
			expect(judge({ title: 'Validation failed', detail }, id, 'b').verdict).toBe('split');
		},
	);

	it('is a duplicate where 8x8 says so, whatever it is', () => {
		const words = fc
			.array(fc.constantFrom('not', 'exist', 'no', 'COMPLETE', 'state', ',', '"', '.', '1'), {
				minLength: 1,
				maxLength: 5,
			})
			.map((parts) => parts.join(' '));
		const id = fc.oneof(fc.string({ minLength: 1, maxLength: 32 }), words);
		fc.assert(
			fc.property(
				id.filter((one) => one.trim() !== ''),
				(one) => {
					const detail = `Campaign already contains record for Id: ${one}`;
					expect(judge({ detail }, one).failure.code).toBe('duplicateRecord');
				},
			),
		);
	});
});

describe('what is read', () => {
	it('is nothing where 8x8 says nothing', () => {
		expect(wordsOf({ errors: [] }, recordsOf('a'))).toEqual({ detail: '', fields: [] });
	});

	it('is title and detail, and each error with what it has', () => {
		const { detail, fields } = wordsOf(
			{
				title: 'Validation failed',
				detail: 'Two records are refused',
				errors: [
					{ field: 'rank', message: 'is too high', code: 'Max' },
					{ field: 'phone', message: 'is unknown' },
					{ field: 'state', code: 'Enum' },
				],
			},
			recordsOf('a'),
		);
		expect(detail).toBe('Validation failed. Two records are refused');
		expect(fields).toEqual(['rank is too high. Max', 'phone is unknown', 'state. Enum']);
	});

	it('is an id as such, where it is the name of a field', () => {
		const { fields } = wordsOf({ errors: [{ field: 'a', message: 'is bad' }] }, recordsOf('a'));
		expect(fields).toEqual(['# is bad']);
	});

	it.each([
		['RECORD_7_EXISTS', 'RECORD 7 EXISTS'],
		['See RECORD_EXISTS', 'See RECORD_EXISTS'],
		['RECORD_EXISTS now', 'RECORD_EXISTS now'],
		['RECORD_Exists', 'RECORD Exists'],
	])('is a code in words, and a sentence as it is: %s', (detail, read) => {
		expect(wordsOf({ detail, errors: [] }, []).detail).toBe(read);
	});

	it('is a title alone', () => {
		expect(wordsOf({ title: 'Conflict', errors: [] }, []).detail).toBe('Conflict');
	});
});

it('keeps the texts of 8x8 out of the message', () => {
	fc.assert(
		fc.property(
			fc.constantFrom('', 'already exists', 'not dynamic', 'campaign is COMPLETE', 'is BUILDING'),
			fc.array(fc.record({ field: fc.string(), message: fc.string() }), { maxLength: 2 }),
			(words, errors) => {
				const { failure } = judge({ detail: `The run was canceled ${words}`, errors }, 'canceled');
				expect(failure.message).not.toMatch(/canceled/);
				expect(failure.description).toContain('The run was canceled');
			},
		),
	);
});
