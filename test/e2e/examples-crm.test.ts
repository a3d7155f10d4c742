import { crm, crmCredential } from './crmStandIn';
import {
	hubspotContact,
	hubspotEvent,
	pipedrivePerson,
	salesforceLead,
	sheetRow,
} from './exampleData';
import { CAMPAIGN, held, outcomes, run } from './exampleRuns';
import { itemsOf, type SetUp } from './exampleWorkflows';
import { simulator } from './simulated';
import type { Json } from './n8n';

/** What a template that asks 8x8's CRM needs besides the campaign. */
const withCrm = (pinned: Record<string, Json[]>): Partial<SetUp> => ({
	pinned,
	parameters: { 'Ask the CRM': { url: crm.url } },
	credentials: { httpCustomAuth: crmCredential },
});

/** Who was left to a person, by HubSpot's ID: whether nobody, several or something unclear was found. */
const forAPerson = (execution: Awaited<ReturnType<typeof run>>) =>
	itemsOf(execution, 'For a person').map(({ hubspotId, match }) => [hubspotId, match]);

describe('hubspot-new-contact.json', () => {
	const hubspot = (contacts: Json[]) =>
		withCrm({
			'HubSpot Trigger': contacts.map(({ vid }) => hubspotEvent(vid as number)),
			'Get contact': contacts,
		});
	const ADA = hubspotContact(101, { email: 'ada@example.com', phone: '+1 (212) 555-0101' });

	it('adds who is found by e-mail, else by phone, by account number, with a priority by lead score', async () => {
		crm.customers = [
			{ ACCOUNTNUM: '10000001', EMAIL: "o'neil&<sons>@example.com" },
			{ ACCOUNTNUM: '10000002', EMAIL: 'Ben@Example.com', VOICE: '1' },
			{ ACCOUNTNUM: '10000003', VOICE: '12125550103' },
			{ ACCOUNTNUM: '10000004', VOICE: '+1 212 555 0104' },
			{ ACCOUNTNUM: '10000005', EMAIL: 'eve@example.com' },
			{ ACCOUNTNUM: '10000006', EMAIL: 'fay@example.com' },
		];
		const contacts = [
			hubspotContact(101, { email: "o'neil&<sons>@example.com", hubspotscore: '92' }),
			hubspotContact(102, { email: ' ben@example.com ', phone: '12125550103', hubspotscore: '70' }),
			hubspotContact(103, {
				email: 'unknown@example.com',
				phone: '+1 (212) 555-0103',
				hubspotscore: '69.5',
			}),
			hubspotContact(104, { phone: '', mobilephone: '+1 212 555 0104', hubspotscore: '40' }),
			hubspotContact(105, { email: 'eve@example.com', hubspotscore: '' }),
			hubspotContact(106, { email: 'fay@example.com' }),
		];
		const execution = await run('hubspot-new-contact.json', {}, hubspot(contacts));
		expect(execution.status).toBe('success');
		expect(held()).toEqual([
			['10000001', 'HIGH'],
			['10000002', 'HIGH'],
			['10000003', 'MEDIUM'],
			['10000004', 'MEDIUM'],
			['10000005', 'LOW'],
			['10000006', 'LOW'],
		]);
		expect(crm.queries.map(({ action, fields }) => [action, fields])).toEqual(
			[
				{ EMAIL: "o'neil&<sons>@example.com" },
				{ EMAIL: 'ben@example.com' },
				{ EMAIL: 'unknown@example.com' },
				{ VOICE: '12125550103' },
				{ VOICE: '12125550104' },
				{ EMAIL: 'eve@example.com' },
				{ EMAIL: 'fay@example.com' },
			].map((fields) => ['GET', fields]),
		);
	});

	it('leaves to a person whom it cannot tell for certain, adds the others, and fails the run', async () => {
		crm.customers = [
			{ ACCOUNTNUM: '10000001', EMAIL: 'twins@example.com' },
			{ ACCOUNTNUM: '10000002', EMAIL: 'twins@example.com', VOICE: '12125550102' },
			{ ACCOUNTNUM: '', EMAIL: 'numberless@example.com' },
			{ ACCOUNTNUM: '10000005', EMAIL: 'known@example.com' },
			{ ACCOUNTNUM: '10000006', EMAIL: 'refused@example.com' },
			{ ACCOUNTNUM: '10000007', EMAIL: 'there@example.com' },
		];
		const contacts = [
			hubspotContact(101, { email: 'twins@example.com', phone: '12125550102' }),
			hubspotContact(102, { email: 'nobody@example.com', phone: '12125550199' }),
			hubspotContact(103, {}),
			hubspotContact(104, { email: 'numberless@example.com' }),
			hubspotContact(105, { email: 'known@example.com' }),
			hubspotContact(106, { email: 'refused@example.com' }),
			hubspotContact(107, { email: 'there@example.com' }),
			hubspotContact(108, { phone: 'none yet' }),
		];
		const execution = await run(
			'hubspot-new-contact.json',
			{ refusedIds: ['10000006'], records: ['10000007'] },
			hubspot(contacts),
		);
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toMatch(/^Not everybody was added/);
		expect(forAPerson(execution)).toEqual([
			['101', 'several'],
			['102', 'none'],
			['103', 'none'],
			['104', 'unclear'],
			['108', 'none'],
		]);
		expect(itemsOf(execution, 'For a person')[0]).toMatchObject({
			email: 'twins@example.com',
			phone: '12125550102',
			priority: 'LOW',
			reason: expect.stringMatching(/2 customers .*10000001, 10000002/) as string,
		});
		expect(itemsOf(execution, 'Not added')).toEqual([
			expect.objectContaining({
				hubspotId: '106',
				email: 'refused@example.com',
				code: 'invalidRecord',
			}),
		]);
		expect(outcomes(execution, 'Add record')).toEqual([
			['10000005', 'added'],
			['10000007', 'alreadyInCampaign'],
		]);
	});

	it.each([
		['emptyReply', 'attributes', 'user'],
		['emptyReply', 'none', 'user'],
		['error', 'attributes', 'wapi'],
		['error', 'none', 'user'],
	] as const)(
		'asks by phone after a miss that comes as %s, with status %s',
		async (miss, status, root) => {
			crm.dialect = { miss, status, root };
			crm.customers = [{ ACCOUNTNUM: '10000001', VOICE: '12125550101' }];
			const execution = await run('hubspot-new-contact.json', {}, hubspot([ADA]));
			expect(execution.status).toBe('success');
			expect(held()).toEqual([['10000001', 'LOW']]);
		},
	);

	const item = (more: string) => `<ITEM><ACCOUNTNUM>10000001</ACCOUNTNUM>${more}</ITEM>`;
	const BEN = '<EMAIL>ben@example.com</EMAIL>';
	it.each([
		['a failure of HTTP', { status: 500, body: 'failed' }],
		['a redirect', { status: 302, body: '', headers: { location: 'http://127.0.0.1:9/' } }],
		['a page', { status: 200, body: '<html><body>Log in</body></html>' }],
		['a text', { status: 200, body: 'OK' }],
		['nothing', { status: 200, body: '' }],
		['XML that is cut', { status: 200, body: '<CRMAPI><REPLY STATUS="0"><ITEM>' }],
		['no reply', { status: 200, body: '<CRMAPI/>' }],
		['a refusal', { status: 200, body: '<CRMAPI><REPLY STATUS="-1" ERROR_STR="No."/></CRMAPI>' }],
		[
			'a refusal with a customer',
			{ status: 200, body: `<C><REPLY STATUS="-1">${item(BEN)}</REPLY></C>` },
		],
		['somebody else', { status: 200, body: `<C><REPLY STATUS="0">${item(BEN)}</REPLY></C>` }],
		[
			'somebody without an e-mail',
			{ status: 200, body: `<C><REPLY>${item('<EMAIL/>')}</REPLY></C>` },
		],
	])('leaves everybody to a person when the CRM answers %s, and adds nobody', async (_, answer) => {
		crm.answerInstead(answer);
		const ben = hubspotContact(102, { email: 'x@example.com', phone: '12125550102' });
		const execution = await run('hubspot-new-contact.json', {}, hubspot([ADA, ben]));
		expect(execution.status).toBe('error');
		expect(forAPerson(execution)).toEqual([
			['101', 'unclear'],
			['102', 'unclear'],
		]);
		expect(crm.requestCount).toBe(2);
		expect(simulator.requests).toEqual([]);
		expect(JSON.stringify(execution)).not.toContain('secret');
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
		expect(itemsOf(execution, 'Not added')).toEqual(
			leads.map((lead) => expect.objectContaining({ ...lead, code: 'campaignState' }) as Json),
		);
		expect(held()).toEqual([]);
	});

	it('does not run at all before the campaign is chosen', async () => {
		const pinned = { 'Salesforce Trigger': leads };
		const execution = await run('salesforce-new-lead.json', {}, { pinned, campaignId: '' });
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toMatch(/issues/);
		expect(simulator.requests).toEqual([]);
	});
});

describe('pipedrive-new-person.json', () => {
	const persons = (...given: Json[]) => withCrm({ 'Pipedrive Trigger': given });

	it('adds the person by the account number in 8x8, not by the ID of Pipedrive', async () => {
		crm.customers = [{ ACCOUNTNUM: '10000001', EMAIL: 'ben@example.com' }];
		const execution = await run('pipedrive-new-person.json', {}, persons(pipedrivePerson(8124)));
		expect(execution.status).toBe('success');
		expect(held()).toEqual([['10000001', 'HIGH']]);
	});

	it("reads Pipedrive's time of the next activity as UTC", async () => {
		crm.customers = [
			{ ACCOUNTNUM: '10000001', EMAIL: 'a@example.com' },
			{ ACCOUNTNUM: '10000002', VOICE: '12125550155' },
		];
		const next = { next_activity_date: '2027-06-08', next_activity_time: '12:37:56' };
		const emails = [
			{ value: 'old@example.com', primary: false },
			{ value: 'a@example.com', primary: true },
		];
		const execution = await run(
			'pipedrive-new-person.json',
			{},
			persons(
				pipedrivePerson(1, { emails, ...next }),
				pipedrivePerson(2, { emails: [], ...next, next_activity_time: '' }),
			),
		);
		expect(execution.status).toBe('success');
		const { nextAttemptAfter } = simulator.campaign(CAMPAIGN).record('10000001')!;
		expect(nextAttemptAfter).toBe('2027-06-08T12:37:56.000Z');
		const wholeDay = simulator.campaign(CAMPAIGN).record('10000002')!.nextAttemptAfter;
		expect(wholeDay).toMatch(/^2027-06-0[78]T/);
	});

	it('leaves to a person who is not in 8x8, and adds nobody', async () => {
		const execution = await run('pipedrive-new-person.json', {}, persons(pipedrivePerson(8124)));
		expect(execution.status).toBe('error');
		expect(itemsOf(execution, 'For a person')).toEqual([
			expect.objectContaining({ pipedriveId: '8124', name: 'Ben Fischer', match: 'none' }),
		]);
		expect(crm.queries.map(({ fields }) => fields)).toEqual([
			{ EMAIL: 'ben@example.com' },
			{ VOICE: '12125550155' },
		]);
		expect(simulator.requests).toEqual([]);
	});
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
