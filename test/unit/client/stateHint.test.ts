import { judgeAddRecords } from '../../../nodes/EightByEightCampaigns/client/addRecords';
import { judgeChange } from '../../../nodes/EightByEightCampaigns/client/changeCampaign';
import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import { recordsOf } from '../helpers/entries';
import { NOW, answer, type ProblemBody } from '../helpers/replies';

const adding = (body: ProblemBody, status = 409) => {
	const { verdict, failure } = judgeAddRecords(
		answer(status, body),
		recordsOf('x1', 'x150'),
		NOW,
	) as NoSuccess;
	return [verdict, failure.code];
};
const starting = (body: ProblemBody) => {
	const asked = { verb: 'start', from: ['READY'], change: { action: 'START' } } as const;
	const { verdict, failure } = judgeChange(answer(409, body), asked, NOW) as NoSuccess;
	return [verdict, failure.code];
};

describe('the state of one record', () => {
	it.each([
		'Cannot add record for Id: x150: the record is COMPLETE in this campaign',
		'Record x150 is in state COMPLETE in the campaign and cannot be added again',
		'Record x150 was DELETED from the campaign',
		'Contacts in state COMPLETE cannot be added to the campaign',
		'The campaign takes no records that are COMPLETE',
		'Records were DELETED from the campaign',
		'Record "x150" was DELETED from the campaign',
		'The record was DELETED. The campaign keeps no such record',
		'Contact "x150" is DELETED in the CRM of the campaign',
		'Campaign has ended for record x150',
		'Campaign is disabled for this contact',
		'The campaign is temporarily disabled for Id: x150',
		'In the campaign, the interaction of the contact has not started',
		'The campaign refuses the state COMPLETE of the record',
		'Id: x150 belongs to a campaign of the year before, which is COMPLETE',
		'Campaign contains record for Id: x150 in state DELETED',
	])('does not stop the campaign: %j', (detail) => {
		expect(adding({ detail })).toEqual(['split', 'refusedUnexplained']);
	});

	it.each(['schedule time', 'scheduled time', 'schedule_date_time', 'scheduleDate-time'])(
		'is not that of the campaign which has ended by its %s',
		(time) => {
			const [verdict] = adding({ detail: `The campaign has ended at the ${time} of the record` });
			expect(verdict).toBe('split');
		},
	);

	it('does not stop the campaign where the schedule time of the record lies behind its end', () => {
		for (const detail of [
			'scheduleAt is after the campaign has ended',
			'schedule-date-time is outside: campaign is COMPLETE by then',
			'scheduleAt for Id: x150 is not possible after the campaign has ended',
			'scheduleDateTime is outside: the campaign has ended',
			'schedule-at is outside: the campaign has ended',
		]) {
			expect(adding({ detail })).toEqual(['split', 'invalidRecord']);
		}
	});
});

describe('the state of the campaign, beside a record', () => {
	it.each([
		['Cannot add record: campaign is COMPLETE', 'stopCampaign'],
		['Cannot add record for Id: x150: campaign is in state COMPLETE', 'stopCampaign'],
		['Record cannot be added to a COMPLETE campaign', 'stopCampaign'],
		['The record cannot be added. The campaign has ended', 'stopCampaign'],
		['The campaign has stopped. No additional customers can be added.', 'stopCampaign'],
		['The campaign refuses it. It is COMPLETE', 'stopCampaign'],
		['The record cannot be added, the campaign is disabled', 'stopCampaign'],
		['Cannot add record for Id: x150 while the campaign is BUILDING', 'wait'],
		['The campaign takes no record in state STARTING', 'wait'],
		['Record not added: the campaign has not started', 'wait'],
		['Record not added, COMPLETE: campaign takes no more', 'stopCampaign'],
		['The record cannot be added.Campaign is BUILDING', 'wait'],
	])('is read: %j', (detail, verdict) => {
		expect(adding({ detail })).toEqual([verdict, 'campaignState']);
	});
});

describe('the state of the campaign in a field error', () => {
	const building = ['state', 'status', 'campaign.state', 'enabled', 'campaign', 'action', ''];

	it.each(building)('BUILDING is waited for, under the field %j', (field) => {
		const errors = [{ field, code: 'INVALID_STATE', message: 'Campaign is BUILDING' }];
		expect(adding({ title: 'Conflict', errors })).toEqual(['wait', 'campaignState']);
		expect(starting({ title: 'Conflict', errors })).toEqual(['wait', 'campaignState']);
	});

	it('is the reason of an action', () => {
		const said = (state: string) => ({
			errors: [{ field: 'action', message: `Action START is not allowed in state ${state}` }],
		});
		expect(starting(said('BUILDING'))).toEqual(['wait', 'campaignState']);
		expect(starting(said('PAUSED'))).toEqual(['stopCampaign', 'campaignState']);
	});

	it.each([
		[{ field: 'state', code: 'COMPLETE', message: 'must not be COMPLETE' }, 'stopCampaign'],
		[{ field: 'campaignId', message: 'Campaign is COMPLETE' }, 'stopCampaign'],
		[{ field: 'status', message: 'DELETED' }, 'stopCampaign'],
		[{ field: 'enabled', message: 'must be true' }, 'stopCampaign'],
		[{ field: 'enabled', code: 'false', message: 'Campaign is disabled' }, 'stopCampaign'],
		[{ field: 'records', message: 'Campaign is BUILDING' }, 'wait'],
		[{ field: 'state', message: 'must be RUNNING' }, 'wait'],
	])('is read for records: %j', (error, verdict) => {
		expect(adding({ title: 'Conflict', errors: [error] })).toEqual([verdict, 'campaignState']);
	});

	it('says that the campaign is not dynamic', () => {
		const errors = [{ field: 'campaign', message: 'Campaign is not dynamic' }];
		expect(adding({ title: 'Invalid Operation', errors }, 400)).toEqual([
			'stopCampaign',
			'campaignNotDynamic',
		]);
	});

	it.each([
		{ field: 'records[1].state', message: 'COMPLETE' },
		{ field: 'x150', message: 'The campaign is COMPLETE for it' },
		{ field: 'crmRecordId', message: 'The record of the campaign is COMPLETE' },
		{ field: 'scheduleAt', message: 'The campaign has ended' },
		{ field: 'phone', message: 'was DELETED' },
		{ field: 'records', message: 'size must be between 0 and 50' },
	])('is not read from an error of a record: %j', (error) => {
		expect(adding({ title: 'Conflict', errors: [error] })).toEqual(['split', 'invalidRecord']);
	});

	it('is not read from an error of a field beside a word about the campaign', () => {
		const errors = [{ field: 'phone', message: 'was DELETED' }];
		expect(adding({ detail: 'The campaign refuses it', errors })).toEqual([
			'split',
			'invalidRecord',
		]);
	});

	it('is not read where a field beside it is about something else', () => {
		const errors = [
			{ field: 'state', message: 'must be RUNNING' },
			{ field: 'phone', message: 'is missing' },
		];
		expect(adding({ title: 'Conflict', errors })).toEqual(['split', 'invalidRecord']);
	});

	it('is not read from the options of an action', () => {
		const errors = [{ field: 'buildOnStart', message: 'must be null' }];
		expect(starting({ errors })).toEqual(['stopCampaign', 'refusedUnexplained']);
	});

	it('does not wait for a disabled campaign, which only a person enables', () => {
		expect(starting({ detail: 'Not allowed for a disabled campaign' })).toEqual([
			'stopCampaign',
			'campaignState',
		]);
	});
});
