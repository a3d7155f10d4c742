import { ACTIONS } from '../../nodes/EightByEightCampaigns/resources/campaign/actions';
import { GOOD_KEY, startSimulator, type Simulator } from '../../simulator';
import {
	closeCredential,
	credentialBox,
	credentialDialog,
	editCredential,
	fillCredential,
	newCredential,
	saveCredential,
} from './browser/credentialDialog';
import {
	canvasNode,
	choose,
	creator,
	iconsShown,
	listedItems,
	logIn,
	openWorkflow,
	searchNode,
} from './browser/editor';
import {
	addOption,
	chooseMapping,
	closeNode,
	errorShown,
	executeStep,
	idle,
	labels,
	mapField,
	nameCampaign,
	nodeDialog,
	offered,
	output,
	outputRows,
	parameters,
	readCampaignIssue,
	set,
} from './browser/nodeDialog';
import { IDS, savedContacts } from './browser/savedWorkflows';
import { owner } from './browser/owner';
import { visit } from './browser/visit';
import { saveCredential as savedCredential, url } from './n8n';

const BY_HAND = '5d8f2c40-3f1e-4b7a-9c62-0a1b2c3d4e5f';
const AUTOMATICALLY = '7b1e9a52-64c8-4d3f-8e07-1f2e3d4c5b6a';

/** As n8n's creator lists them. */
const ACTION_TEXTS = [
	...Object.values(ACTIONS).map(({ task }) => task),
	'Add records to a campaign',
];

const person = visit();
const { step, picture } = person;

let simulator: Simulator;
let workflow: string;

beforeAll(async () => {
	simulator = await startSimulator();
	simulator.createCampaign({ id: BY_HAND, records: ['CRM-1003'] });
	simulator.createCampaign({ id: AUTOMATICALLY });
	workflow = await savedContacts();
	// n8n shows a button instead of the menu of credentials until there is one.
	await savedCredential(simulator.url);
	await person.start();
});
afterAll(async () => {
	await person.end();
	await simulator.close();
});

step('logs in', async () => {
	await openWorkflow(person.page, url, workflow);
	await logIn(person.page, owner);
	await canvasNode(person.page, 'New contacts').waitFor();
});

step('finds the node by "8x8", and sees what it can do', async () => {
	const { page } = person;
	await searchNode(page, '8x8');
	const found = listedItems(page).filter({ hasText: '8x8 Contact Center Campaigns' });
	await creator(page)
		.getByText('Run 8x8 Contact Center campaigns and add records to their call lists')
		.waitFor();
	expect(await found.count()).toBe(1);
	await found.click();
	await creator(page).getByText(`Actions (${ACTION_TEXTS.length})`).waitFor();
	await found.waitFor({ state: 'hidden' });
	expect(await listedItems(page).allInnerTexts()).toEqual(ACTION_TEXTS);
	await picture('node-creator', creator(page), { height: 730 });
});

step('picks "Add records", and sees its fields from top to bottom', async () => {
	const { page } = person;
	await listedItems(page).getByText('Add records').click();
	await nodeDialog(page).getByText('Values to Send').waitFor();
	expect(await labels(page)).toEqual([
		'Credential',
		'Resource',
		'Operation',
		'Campaign',
		'Mapping Column Mode',
		'Values to Send',
		'CRM Record ID',
		'Schedule At',
		'Priority',
		'Rank',
		'Options',
	]);
	expect(await iconsShown(page)).toEqual(['campaigns.svg']);
});

step('makes a credential, whose test is red for a bad key and green for a good one', async () => {
	const { page } = person;
	await newCredential(page);
	const dialog = credentialDialog(page);
	await dialog.getByText('The connection test checks the key only.').waitFor();
	const other = { tenant: 'acme', baseUrl: simulator.url };
	await fillCredential(page, { ...other, apiKey: 'eght_from_an_old_note' });
	await saveCredential(page);
	await dialog.getByText('Couldn’t connect with these settings').waitFor();
	await dialog.getByText('More details').click();
	await dialog.getByText(/^8x8 does not know this key\..*Admin Console, under API Keys/).waitFor();
	await picture('credential-refused', credentialBox(page), { height: 375 });

	await fillCredential(page, { apiKey: GOOD_KEY });
	await saveCredential(page);
	await dialog.waitFor({ state: 'hidden' });
	await editCredential(page);
	await dialog.getByTestId('credentials-config-container-test-success').waitFor();
	await dialog.getByText('Connection tested successfully').waitFor();
	await picture('credential', credentialBox(page), { height: 665 });
	await closeCredential(page);
});

step('maps the fields by hand', async () => {
	const { page } = person;
	await nameCampaign(page, 'id', BY_HAND);
	await mapField(page, 'crmRecordId', 'crmRecordId');
	await mapField(page, 'nextCall', 'scheduleAt');
	await set(page, 'priority', 'Medium');
	await addOption(page, 'On Duplicate');
	expect(await offered(page, 'onDuplicate')).toEqual([
		'Error: The item fails with the code "duplicateRecord"',
		'Skip: The item counts as done, with the outcome "alreadyInCampaign"',
	]);
	await choose(page, /^Skip/);
	await parameters(page).getByText('CRM-1001').waitFor();
	await parameters(page).getByText('2027-03-01T09:00:00Z').waitFor();
	await picture('map-by-hand', nodeDialog(page), { width: 888 });
});

step('executes, and reads the hint and the table', async () => {
	const { page } = person;
	await executeStep(page);
	await output(page).getByText('3 added, 1 already in the campaign.').waitFor();
	const rows = await outputRows(page);
	expect(rows.map(({ crmRecordId, outcome }) => [crmRecordId, outcome])).toEqual([
		['CRM-1001', 'added'],
		['CRM-1002', 'added'],
		['CRM-1003', 'alreadyInCampaign'],
		['CRM-1004', 'added'],
	]);
	expect(rows[0]).toMatchObject({
		campaignId: BY_HAND,
		priority: 'MEDIUM',
		nextAttemptAfter: '2027-03-01T09:00:00.000Z',
		state: 'PENDING',
	});
	expect(simulator.campaign(BY_HAND).crmRecordIds().sort()).toEqual(IDS);
});

step('executes again without "Skip", and reads what went wrong and what to do', async () => {
	const { page } = person;
	await set(page, 'onDuplicate', /^Error/);
	await executeStep(page);
	const { message, description } = await errorShown(page);
	expect(message).toMatch(/CRM-1001.*already has a record with this CRM record ID/);
	expect(description).toMatch(/Add the option "On Duplicate" and choose "Skip"/);
	expect(description).toMatch(/Of 4 items: 4 failed/);
	await idle(page);
	await picture('error', nodeDialog(page), { height: 560 });
});

step('maps the fields automatically, into a campaign given by its URL', async () => {
	const { page } = person;
	await nameCampaign(page, 'url', 'https://vcc.example/campaigns/');
	await readCampaignIssue(page, 'No campaign ID found. It looks like 123e4567-');
	await nameCampaign(page, 'url', `https://vcc.example/campaigns/${AUTOMATICALLY}/edit`);
	await chooseMapping(page, 'Map Automatically');
	await parameters(page)
		.getByText(
			'Input fields are matched by name: crmRecordId (required), scheduleAt, priority and rank',
		)
		.waitFor();
	await executeStep(page);
	await output(page).getByText('4 added.').waitFor();
	const rows = await outputRows(page);
	expect(rows.map(({ crmRecordId, priority }) => [crmRecordId, priority])).toEqual([
		['CRM-1001', 'LOW'],
		['CRM-1002', 'HIGH'],
		['CRM-1003', 'MEDIUM'],
		['CRM-1004', 'HIGH'],
	]);
	expect(simulator.campaign(AUTOMATICALLY).crmRecordIds()).toEqual(IDS);
	await idle(page);
	await picture('map-automatically', nodeDialog(page), { width: 888, height: 610 });
});

step('reads what can be done with a campaign, and pauses it', async () => {
	const { page } = person;
	await set(page, 'resource', 'Campaign');
	const [build, cancel, pause] = await offered(page, 'operation');
	expect([build, cancel]).toEqual([
		'Build: Prepare the records of a campaign for dialling',
		'Cancel: End a campaign permanently; it cannot be started again',
	]);
	expect(pause).toMatch(/^Pause: Pause a campaign; records that are already queued/);
	await choose(page, /^Pause/);
	await nameCampaign(page, 'id', 'Spring sale');
	await readCampaignIssue(page, 'A campaign ID looks like 123e4567-');
	await nameCampaign(page, 'id', AUTOMATICALLY);
	await executeStep(page);
	await output(page)
		.getByText('4 items asked to pause one campaign; one request was sent')
		.waitFor();
	expect((await outputRows(page)).map(({ state }) => state)).toEqual(Array(4).fill('PAUSED'));
	await idle(page);
	await executeStep(page);
	const { message, description } = await errorShown(page);
	expect(message).toMatch(/Cannot pause the campaign: it is PAUSED/);
	expect(description).toMatch(/state PAUSED\. It is paused already\./);
	expect(simulator.campaign(AUTOMATICALLY).state).toBe('PAUSED');
	await closeNode(page);
});
