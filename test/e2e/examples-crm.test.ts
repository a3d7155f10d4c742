import {
	hubspotContact,
	hubspotEvent,
	pipedrivePerson,
	salesforceLead,
	sheetRow,
} from './exampleData';
import { held, outcomes, run } from './exampleRuns';
import { simulator } from './simulated';
import { campaignField, itemsOf, readExample } from './exampleWorkflows';

describe('hubspot-new-contact.json', () => {
	const scores = {
		101: '92',
		102: '70',
		103: '69.5',
		104: '40',
		105: '12',
		106: '',
		107: undefined,
	};
	const contacts = Object.entries(scores).map(([id, score]) => hubspotContact(Number(id), score));
	const pinned = {
		'HubSpot Trigger': contacts.map(({ vid }) => hubspotEvent(vid as number)),
		'Get contact': contacts,
	};

	it('adds each new contact, with a priority by its lead score', async () => {
		const execution = await run('hubspot-new-contact.json', {}, { pinned });
		expect(execution.status).toBe('success');
		expect(held()).toEqual([
			['101', 'HIGH'],
			['102', 'HIGH'],
			['103', 'MEDIUM'],
			['104', 'MEDIUM'],
			['105', 'LOW'],
			['106', 'LOW'],
			['107', 'LOW'],
		]);
	});

	it('fails the run for a contact that 8x8 refuses, adds the others, and passes over known ones', async () => {
		const execution = await run(
			'hubspot-new-contact.json',
			{ refusedIds: ['103'], records: ['101'] },
			{ pinned },
		);
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toMatch(/^1 not added .* 103: /);
		expect(itemsOf(execution, 'Not added')).toEqual([
			expect.objectContaining({ record: '103', code: 'invalidRecord' }),
		]);
		expect(outcomes(execution, 'Add record')).toEqual([
			['101', 'alreadyInCampaign'],
			...['102', '104', '105', '106', '107'].map((id) => [id, 'added']),
		]);
		expect(held().map(([id]) => id)).toEqual(['101', '102', '104', '105', '106', '107']);
	});
});

describe('salesforce-new-lead.json', () => {
	const leads = ['00Q5e00000AbCdEEAV', '00Q5e00000aBcDeEAF'].map((id) => salesforceLead(id, 'Doe'));

	it('adds the leads by their 18 characters, told apart by case', async () => {
		const pinned = { 'Salesforce Trigger': leads };
		const execution = await run('salesforce-new-lead.json', {}, { pinned });
		expect(execution.status).toBe('success');
		expect(held()).toEqual(leads.map(({ Id }) => [Id, 'HIGH']));
	});

	it('fails the run when the campaign is over', async () => {
		const pinned = { 'Salesforce Trigger': leads };
		const execution = await run('salesforce-new-lead.json', { state: 'COMPLETE' }, { pinned });
		expect(execution.status).toBe('error');
		expect(itemsOf(execution, 'Not added').map(({ record }) => record)).toEqual(
			leads.map(({ Id }) => Id),
		);
		expect(held()).toEqual([]);
	});
});

describe('pipedrive-new-person.json', () => {
	it('adds the person by its ID', async () => {
		const pinned = { 'Pipedrive Trigger': [pipedrivePerson(8124)] };
		const execution = await run('pipedrive-new-person.json', {}, { pinned });
		expect(execution.status).toBe('success');
		expect(outcomes(execution, 'Add record')).toEqual([['8124', 'added']]);
		expect(held()).toEqual([['8124', 'HIGH']]);
	});
});

it('asks for the campaign when none was filled in, and sends nothing', async () => {
	const campaignId = campaignField(readExample('pipedrive-new-person.json').nodes).value;
	const pinned = { 'Pipedrive Trigger': [pipedrivePerson(8124)] };
	const execution = await run('pipedrive-new-person.json', {}, { pinned, campaignId });
	expect(execution.status).toBe('error');
	expect(itemsOf(execution, 'Not added')).toEqual([
		expect.objectContaining({ record: '8124', code: 'invalidCampaignId' }),
	]);
	expect(simulator.requests).toEqual([]);
});

describe('google-sheets-rows.json', () => {
	it('adds the rows that are not in, and writes the result to each row', async () => {
		const rows = [
			sheetRow(2, 15820400141, { Priority: 'Low', 'Next Call': '2027-05-18 17:00' }),
			sheetRow(3, 'A-in-before', { '8x8 Result': 'added' }),
			sheetRow(4, 'A-known', { '8x8 Result': '' }),
			sheetRow(5, '', { '8x8 Result': '' }),
			sheetRow(6, 'A-corrected', { '8x8 Result': 'invalidRecord' }),
			sheetRow(7, 'DNC-1'),
			sheetRow(8, 'A-8', { Priority: 'urgent' }),
			sheetRow(9, 'A-known'),
		];
		const pinned = { 'Get rows': rows, 'Write results': [{}] };
		const execution = await run('google-sheets-rows.json', { records: ['A-known'] }, { pinned });
		expect(execution.status).toBe('success');
		const written = (row: number, result: string, state: string, reason: unknown = '') => ({
			row_number: row,
			'8x8 Result': result,
			'8x8 State': state,
			'8x8 Reason': reason,
		});
		expect(itemsOf(execution, 'Results')).toEqual([
			written(2, 'added', 'PENDING'),
			written(4, 'alreadyInCampaign', ''),
			written(5, 'invalidRecord', '', expect.stringMatching(/\w/)),
			written(6, 'added', 'PENDING'),
			written(7, 'added', 'REJECTED', expect.anything()),
			written(8, 'invalidRecord', '', expect.stringMatching(/priority/i)),
			written(9, 'alreadyInCampaign', ''),
		]);
		expect(held()).toEqual([
			['A-known', 'HIGH'],
			['15820400141', 'LOW'],
			['A-corrected', 'HIGH'],
			['DNC-1', 'HIGH'],
		]);
	});
});
