import {
	addRecords,
	judgeAddRecords,
	type Stored,
} from '../../../nodes/EightByEightCampaigns/client/addRecords';
import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import { CAMPAIGN, recordsOf } from '../helpers/entries';
import { NOW, answer, type ProblemBody } from '../helpers/replies';

const isDuplicate = (body: ProblemBody) => {
	const refusal = judgeAddRecords(answer(409, body), recordsOf('a', 'b'), NOW) as NoSuccess;
	return refusal.failure.code === 'duplicateRecord';
};

const DUPLICATES = [
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
	'"a" already exists',
	'Campaign already has this contact',
	'Campaign already had a customer of that name',
	'These campaigns already have an entry for it',
	'The campaign already holds the records',
	'The campaign already includes such a record',
	'The campaign already contains that contact',
	'The campaign already contains these entries',
	'The customer is already known',
	'The customers are already there',
	'An entry with it is already used',
	'Entries with it already exist',
	'The ids have already been used',
	'Contacts that are already in the campaign',
	'The record is already enrolled in this campaign',
	'The record is already in campaign 7',
	'The customer exists',
	'Campaigns already hold the record',
	'Campaigns already include the record',
	'Campaigns already contain the record',
	'The record is already present',
	'The id is already used',
	'CRM-12345 already exists',
	'crmKey already exists',
	'The record cannot be added: it exists',
	'Note: the record exists',
	'The record exists, so it is not added to the existing ones',
	'The request was not accepted. The record exists',
	'Records are duplicated',
	'The request holds duplicates',
	'Duplicate record',
	'Duplicate',
	'The contact is a duplicate of one in the campaign',
	'Duplicate in this campaign',
	'The contact exists in the call list',
	'crmRecordId must be unique',
	'crmRecordId has already been taken',
	'Record a is not unique',
	'Unique constraint violated',
	'UNIQUE_VIOLATION',
	'ALREADY_EXISTS',
	'AlreadyExists',
	'already exists',
	'Already in the campaign',
	'DuplicateRecordException',
	'duplicate_record',
	'recordAlreadyExists',
	'The record is already a member of the campaign',
	'The specified record is already associated with this campaign',
	'Record "a" is already part of the campaign',
	'The contact is already on the call list',
	'Campaign has record "a" already',
	'The campaign contains already a record for Id: a',
	'Operation failed: the record already exists',
	'Import failed, record Id: a already exists',
	'The campaign already contains records with Ids: a, b',
	'El registro ya existe en la campaña',
	'La campaña ya contiene un registro con Id: a',
	'Der Datensatz ist bereits in der Kampagne vorhanden',
	'Die Kampagne enthält bereits einen Eintrag zu Id: a',
	'L’enregistrement existe déjà',
	'O registro já existe',
	'Il contatto esiste già',
	'De klant bestaat al',
	'CRM record ID "a" already exists in the campaign',
	'CRM record ID a already exists',
	'The record is already in the campaign twice',
	'Campaign contains record for Id: a in state COMPLETE',
	'Campaign contains a record for Id: a with status PENDING',
	'Record for Id: a exists and cannot be added again. It has a number',
	'Record exists: "a"',
	'duplicate key value violates unique constraint "uq_campaign_crm_record_id"',
	"Duplicate entry 'a' for key 'campaign_record.PRIMARY'",
	'Campaign ID 7 already contains record for Id: a',
	'Customer ID a already exists',
	'CRM ID a already exists',
	'A record with the same ID already exists',
	'Duplicate ID',
	'Record already exists. Request ID: 7f3a',
	'Record already exists (trace ID 7f3a)',
	'Request ID 7f3a: record for Id: a already exists',
	'The record exists already',
	'The record exists already in this campaign',
	'The record exists, skipped',
	'The record exists - cannot insert',
	'A record exists for Id: a',
	'The id is already used by another record',
	'Record a was already added on 2027-01-30',
	'The record already exists: no record was added',
	'The record already exists (number of attempts: 1)',
];

describe('a text that says that the campaign has a record', () => {
	it.each(DUPLICATES)('is a duplicate: %j', (detail) => {
		expect(isDuplicate({ detail })).toBe(true);
	});
});

const NO_DUPLICATES = [
	'The request is invalid: a build already exists for this campaign',
	'A build with id 5 already exists',
	'The grid is already in use',
	'externalId already exists',
	'CRM record does not exist',
	"CRM record doesn't exist",
	'The record with Id: a does not exist in the CRM',
	'The record no longer exists',
	'No duplicates exist',
	"Duplicates don't exist",
	"The record exists in the CRM, but doesn't\n  exist in this tenant",
	'The record never existed in this CRM',
	'The contact has not been found; it may not exist',
	'No CRM record exists for Id: a',
	'No such record exists',
	'None of the records exists in the CRM',
	'There is no contact that exists under Id: a',
	'Nothing that the record stands for exists',
	'A campaign without records exists',
	'It is not true that the record exists',
	'Such a record never exists here',
	'The records were deduplicated',
	'Duplicated request',
	'Duplicate request',
	'Duplicate job for this campaign',
	'A duplicate build was refused',
	'Duplicate operation',
	'Duplicate header',
	'Campaign already contains recordings',
	'Identity already exists',
	'The campaign already contains a build of records',
	'The record is invalid. The campaign already exists',
	'The record is invalid. Another one is already in the campaign',
	'Records cannot be added. A build exists',
	'The record is a preexisting one',
	'The record already existed elsewhere',
	'Campaign is already in state COMPLETE',
	'Campaign is already in COMPLETE state',
	'Campaign is already building, no records can be added',
	'Campaign is already being built: records have to be added later',
	'Campaign has already ended',
	'Another request is already in progress',
	'A build already exists for this campaign',
	'Another job already exists; campaign is BUILDING',
	'Rank 5 is already used in this priority group',
	'Contact CRM-7 exists in the CRM, but has no valid phone number',
	'The record exists, but its number is on a do-not-call list',
	'The contact exists in another tenant',
	'Duplicate rank 5 in priority group HIGH',
	'Customer has duplicate phone numbers',
	'Contact Id: a already exists in another campaign',
	'The record was already added to a different campaign',
	'Record Id: a has already been used in a previous campaign',
	'Record Id: a already exists on the do-not-call list',
	'The contact is already present on the DNC list',
	'The record is already known to the suppression list',
	'The customer already exists in the CRM but has no phone',
	'The record must already exist in the CRM',
	'Only records that already exist in the CRM can be added',
	'Records can only be added if they already exist in the CRM',
	'The record does not already exist in the CRM',
	'Could not check whether record Id: a already exists',
	'Unable to determine if the record already exists',
	'The phone number of record Id: a is already in use',
	'The phone number of the contact already exists',
	'The phone number for Id: a already exists',
	'The phone numbers for Ids:[a, b] already exist',
	'Transaction ID has already been used',
	'Batch ID 77 already exists',
	'Session Id: a already exists',
	'Message ID already exists',
	'Correlation-ID already used',
	'Agent ID a is already in use',
	'Campaign ID has already been used',
	'could not execute statement: violates unique constraint uk_request_id',
	'duplicate key value violates unique constraint "uq_rank"',
	"Duplicate entry 'a' for key 'campaign_record.uk_rank'",
	'Record for Id: a is already in use by another transaction',
	'Record a is already used by another session',
	'The time slot of record a is already taken',
	'Position 5 of record Id: a is already taken',
	'Duplicate value for rank',
	'Duplicate values in the column priority',
	'Customer for Id: a already exists in the archive',
	'Record a already exists in the recycle bin',
	'The phone number for Id :a already exists',
	'The rank of record Id: a is already used',
	'A lock on the record is already in use',
	'An import of records is already present',
	'A request with this id already exists',
	'Request id already used',
	'The campaign already contains records, reset it first',
	'Campaign already contains 100000 records',
	'Duplicate record type',
	'Duplicate customer site',
	'Duplicate record request',
	'La campaña ya existe',
	'El registro ya existe en otra campaña',
	'Duplicate customers found in the CRM for Id: a',
	'Duplicate customers found in your CRM',
	'Duplicates found in CRM for Id: a',
	'Duplicate customers in the connected CRM for Id: a',
	'CRM record ID a is not unique in the CRM (2 matches)',
	'CRM record ID must be unique within the CRM',
	'Customer id is not unique in CRM',
	'Contact a exists twice in the CRM',
	'Contact "a" exists twice',
	'More than one customer exists for Id: a',
	'Multiple contacts found: the customer already exists under another phone',
	'Record for Id: a exists multiple times',
	'Duplicate customers: 2 matches for Id: a',
	'Contact for Id: a exists and has no valid number',
	'Contact for Id: a exists. It has no valid number',
	'Record for Id: a exists: phone number missing',
	'Record for Id: a exists; its phone number is invalid',
	'Record for Id: a exists, without a phone number',
	'Record for Id: a already exists, phone number missing',
	'The customer exists (no phone number)',
	'Customer record exists and is inactive',
	'Record for Id: a exists only as a lead',
	'Record for Id: a exists and is on the DNC list',
	'Contact "a" already added to the do not contact registry',
	'Contact already registered on TPS',
	'Contact already registered as a complaint',
	'Contact already enrolled in the do-not-contact list',
	'Contact a was already taken by another agent',
	'Record for Id: a is already in use by agent 5',
	'Id: a is already used in a callback',
	'Customer a is already known as invalid',
	'Customer already has record in wrap-up',
	'The CRM already has this contact locked',
	'Duplicate contact points for Id: a',
	'Duplicate customer email',
	'The CRM returned duplicate contacts for Id: a',
	'Duplicate customers in Salesforce',
	'Duplicate customers must be merged',
	'The record exists already but has no number',
	'The record exists already in the CRM',
	'Campaign contains record for Id: a in state DELETED',
	'Campaign contains record for Id: a, which is invalid',
];

// With "On Duplicate: Skip" a refused record that is taken for a duplicate would be lost in silence.
describe('a text that says something else', () => {
	it.each(NO_DUPLICATES)('is not a duplicate: %j', (detail) => {
		expect(isDuplicate({ detail })).toBe(false);
	});

	it('is not a duplicate where the title speaks of a record, and the detail of something else', () => {
		const body = { title: 'Invalid record', detail: 'A build already exists' };
		expect(isDuplicate(body)).toBe(false);
	});
});

it.each<[code: string, message: string, duplicate: boolean]>([
	['Exists', 'must exist in the CRM', false],
	['NotBlank', 'must not be blank', false],
	['Duplicate', 'is not allowed', true],
	['Unique', 'a record with it already exists', true],
])('a field error with the code %s: %s', (code, message, duplicate) => {
	expect(isDuplicate({ errors: [{ field: 'records[0].crmRecordId', code, message }] })).toBe(
		duplicate,
	);
});

describe('a record that another campaign has', () => {
	const other = '99999999-9999-4999-8999-999999999999';
	const codeOf = (body: ProblemBody, campaignId?: string) =>
		(judgeAddRecords(answer(409, body), recordsOf('a', 'b'), NOW, campaignId) as NoSuccess).failure
			.code;

	it.each([
		(id: string) => ({ detail: `Record "a" already exists in campaign ${id}` }),
		(id: string) => ({ detail: `Campaign with id: ${id} already contains record for Id: a` }),
		(id: string) => ({ detail: `Campaign '${id}' already contains record for Id: a` }),
		(id: string) => ({
			errors: [{ field: 'crmRecordId', message: `already exists in campaign ${id}` }],
		}),
	])('is no duplicate', (body) => {
		expect(codeOf(body(CAMPAIGN), CAMPAIGN)).toBe('duplicateRecord');
		expect(codeOf(body(CAMPAIGN.toUpperCase()), CAMPAIGN)).toBe('duplicateRecord');
		expect(codeOf(body(other))).toBe('duplicateRecord');
		expect(codeOf(body(other), CAMPAIGN)).not.toBe('duplicateRecord');
	});

	it('is no duplicate where the record alone says so in a success', () => {
		const message = `Record already exists in campaign ${other}`;
		const records = [{ crmRecordId: 'a' }, { crmRecordId: 'b', status: 409, message }];
		const reply = answer(207, { records });
		const { refused } = judgeAddRecords(reply, recordsOf('a', 'b'), NOW, CAMPAIGN) as Stored;
		expect(refused?.get('b')?.code).toBe('refusedUnexplained');
	});

	it('is told by the campaign that was asked', async () => {
		const reply = answer(409, { detail: `Record "a" already exists in campaign ${other}` });
		const refusal = await addRecords(() => Promise.resolve(reply), CAMPAIGN, recordsOf('a'), {
			body: '',
			timeout: 1,
			now: () => NOW,
		});
		expect((refusal as NoSuccess).failure.code).toBe('refusedUnexplained');
	});
});

it('is read alike in several lines', () => {
	const broken = (text: string) => isDuplicate({ detail: text.replaceAll(' ', '\r\n  ') });
	expect(DUPLICATES.filter((text) => !broken(text))).toEqual([]);
	expect(NO_DUPLICATES.filter(broken)).toEqual([]);
});
