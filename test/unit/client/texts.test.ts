import fc from 'fast-check';

import { judgeAddRecords } from '../../../nodes/EightByEightCampaigns/client/addRecords';
import type { Refusal } from '../../../nodes/EightByEightCampaigns/client/refusal';
import { recordsOf } from '../helpers/entries';
import { NOW, answer, type ProblemBody } from '../helpers/replies';

const judge = (body: ProblemBody, ...ids: string[]) =>
	judgeAddRecords(answer(409, body), recordsOf(...ids), NOW) as Refusal;

describe('a text that says of a record that it is there', () => {
	it.each([
		'Campaign already contains record for Id: a',
		'Campaign already contains records for Ids: a, b',
		'Record already exists',
		'Record a has already been added',
		'The record is already present in the campaign',
		'crmRecordId already in use',
		'Duplicate crmRecordId',
		'duplicate key value violates unique constraint',
		'Duplicates found',
		'A record with this id exists.',
		'The record exists. Its rank does not.',
		'Record with Id: a already exists',
		'Record with Id: a exists in the campaign',
		'Records with Ids: a, b already exist in campaign',
		'Campaign with id: 123e4567-e89b-12d3-a456-426614174000 already contains record a',
		'`crmRecordId` must be unique: "a" already exists',
	])('is a duplicate: %j', (detail) => {
		expect(judge({ detail }, 'a', 'b').failure.code).toBe('duplicateRecord');
	});
});

// With "On Duplicate: Skip" a refused record that is taken for a duplicate would be lost in silence.
describe('a text that says something else', () => {
	it.each([
		'CRM record does not exist',
		"CRM record doesn't exist",
		'The record with Id: a does not exist in the CRM',
		'The record no longer exists',
		'The record never existed in this CRM',
		'The contact has not been found; it may not exist',
		'No CRM record exists for Id: a',
		'No such record exists',
		'None of the records exists in the CRM',
		'There is no contact that exists under Id: a',
		'Campaign is already in state COMPLETE',
		'Campaign is already in COMPLETE state',
		'Campaign is already building, no records can be added',
		'Campaign is already being built: records have to be added later',
		'Campaign has already ended',
		'Another request is already in progress',
		'A build already exists for this campaign',
		'Another job already exists; campaign is BUILDING',
		'Rank 5 is already used in this priority group',
	])('is not a duplicate: %j', (detail) => {
		expect(judge({ detail }, 'a', 'b').failure.code).not.toBe('duplicateRecord');
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
	])('stops it: %j', (detail) => {
		expect(judge({ detail }, 'a').verdict).toBe('stopCampaign');
	});

	it.each([
		'Campaign is BUILDING',
		'Records cannot be added in state STARTING',
		'Campaign is already in state BUILDING',
		'Campaign with id: 123e4567-e89b-12d3-a456-426614174000 is in state BUILDING',
		'Campaign is in state "BUILDING"',
		'Records are not allowed in the states BUILDING, STARTING, COMPLETE and DELETED',
	])('can be waited for: %j', (detail) => {
		expect(judge({ detail }, 'a').verdict).toBe('wait');
	});

	it.each([
		'Adding records is not allowed until the build is complete',
		'Adding records is not allowed before the build has completed',
		'The campaign is not yet complete',
	])('does not end it where it says until when: %j', (detail) => {
		expect(judge({ detail }, 'a').verdict).not.toBe('stopCampaign');
	});

	it.each([
		'The CRM record was DELETED',
		'CRM record with Id: a is in state DELETED',
		'Status of the contact is COMPLETE',
	])('is not what speaks of a record: %j', (detail) => {
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
