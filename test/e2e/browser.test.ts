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
	sitesOffered,
} from './browser/credentialDialog';
import {
	canvasNode,
	choose,
	creator,
	iconsShown,
	listedItems,
	logIn,
	openWorkflow,
	searchFor,
	searchNode,
} from './browser/editor';
import {
	addOption,
	chooseCampaign,
	chooseMapping,
	chooseOnError,
	closeNode,
	errorShown,
	executeStep,
	idle,
	labels,
	listedCampaigns,
	mapField,
	nameCampaign,
	nodeDialog,
	offered,
	openCampaignList,
	output,
	outputRows,
	parameters,
	readCampaignIssue,
	removeOption,
	searchCampaigns,
	set,
	switchOn,
} from './browser/nodeDialog';
import { IDS, savedContacts } from './browser/savedWorkflows';
import { owner } from './browser/owner';
import { visit } from './browser/visit';
import { saveCredential as savedCredential, url } from './n8n';

const BY_NAME = '5d8f2c40-3f1e-4b7a-9c62-0a1b2c3d4e5f';
const BY_TEXT = '7b1e9a52-64c8-4d3f-8e07-1f2e3d4c5b6a';

/** What a person writes into the credential: the last line lacks the ID. */
const CAMPAIGNS = `Spring sale = ${BY_NAME}
Renewals, UK = ${BY_TEXT}
Autumn sale =`;
const NAMES = ['Spring sale', 'Renewals, UK'];
const TOLD = 'Line 3 of Campaigns in the credential: no ID';

/** What people type who look for such a node. */
const SEARCHES = [
	'add contact',
	'phone call',
	'add record',
	'start campaign',
	'8 x 8',
	'vcc',
	'dialer',
	'call list',
	'outbound',
];

/** `Build a campaign` and so on, as n8n's creator lists them: what is used most comes first. */
const ACTION_TEXTS = [
	'Add records to a campaign',
	...Object.values(ACTIONS)
		.map(({ task }) => task)
		.sort(),
];

const NAME = '8x8 Contact Center Campaigns';

const person = visit();
const { step, picture } = person;

let simulator: Simulator;
let workflow: string;

beforeAll(async () => {
	simulator = await startSimulator();
	simulator.createCampaign({ id: BY_NAME, records: ['CRM-1003'] });
	simulator.createCampaign({ id: BY_TEXT });
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

step('finds the node by what people type', async () => {
	const { page } = person;
	await searchNode(page, '8x8');
	const found = listedItems(page).filter({ hasText: NAME });
	for (const words of SEARCHES) {
		await searchFor(page, 'no such node');
		await found.waitFor({ state: 'hidden' });
		await searchFor(page, words);
		await found.waitFor();
	}
});

step('finds it by "8x8", and sees what it can do', async () => {
	const { page } = person;
	await searchFor(page, '8x8');
	const found = listedItems(page).filter({ hasText: NAME });
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
	await parameters(page).getByText('To find the ID: open the campaign list').waitFor();
	expect(await iconsShown(page)).toEqual(['campaigns.svg']);
});

step('reads how campaigns get names, while the credential has none', async () => {
	const { page } = person;
	await openCampaignList(page);
	await page
		.getByText('The credential names no campaigns yet. Open it, and write a name and a campaign ID')
		.waitFor();
});

step('makes a credential, whose test is red for a bad key and green for a good one', async () => {
	const { page } = person;
	await newCredential(page);
	const dialog = credentialDialog(page);
	for (const hint of [
		/API Product "Contact Center Campaigns".*permission "Application Credentials"/,
		/under Home > Profile/,
		/The connection test checks the key only/,
		/Names for campaign IDs, one on each line/,
	]) {
		await dialog.getByText(hint).waitFor();
	}
	expect(await sitesOffered(page)).toEqual([
		'UK3 (United Kingdom)',
		'US1 (US East)',
		'US2 (US West)',
		'Other',
	]);
	await choose(page, 'US1');
	const other = { tenant: 'acme', campaigns: CAMPAIGNS, baseUrl: simulator.url };
	await fillCredential(page, { ...other, apiKey: 'eght_from_an_old_note' });
	await saveCredential(page);
	await dialog.getByText('Couldn’t connect with these settings').waitFor();
	await dialog.getByText('More details').click();
	await dialog
		.getByText(/^8x8 does not accept the API key\..*Admin Console shows it under API Keys/)
		.waitFor();
	await picture('credential-refused', credentialBox(page), { height: 375 });

	await fillCredential(page, { apiKey: GOOD_KEY });
	await saveCredential(page);
	await dialog.waitFor({ state: 'hidden' });
	await editCredential(page);
	await dialog.getByTestId('credentials-config-container-test-success').waitFor();
	await dialog.getByText('Connection tested successfully').waitFor();
	await picture('credential', credentialBox(page), { height: 665 });
	await dialog.getByText('Change it only for a gateway').scrollIntoViewIfNeeded();
	await picture('credential-campaigns', credentialBox(page));
	await closeCredential(page);
});

step('chooses the campaign by its name, and reads which line names none', async () => {
	const { page } = person;
	expect(await listedCampaigns(page)).toEqual([...NAMES, TOLD]);
	await picture('campaign-by-name', nodeDialog(page), { width: 888, height: 640 });
	expect(await searchCampaigns(page, 'SPRING', 2)).toEqual(['Spring sale', TOLD]);
	expect(await chooseCampaign(page, TOLD)).toBe(TOLD);
	await readCampaignIssue(page, 'This is no campaign. Open the credential');
	expect(await listedCampaigns(page)).toContain('Spring sale');
	expect(await chooseCampaign(page, 'Spring sale')).toBe('Spring sale');
});

step('maps the fields by hand', async () => {
	const { page } = person;
	await mapField(page, 'crmRecordId', 'crmRecordId');
	await mapField(page, 'nextCall', 'scheduleAt');
	await set(page, 'priority', 'Medium');
	await addOption(page, 'On Duplicate');
	expect(await offered(page, 'onDuplicate')).toEqual([
		expect.stringMatching(/^Error: /),
		expect.stringMatching(/^Skip: /),
	]);
	await choose(page, /^Skip/);
	await parameters(page).getByText('CRM-1001').waitFor();
	await parameters(page).getByText('2027-03-01T09:00:00Z').waitFor();
	await picture('map-by-hand', nodeDialog(page), { width: 888 });
});

step('checks with "Validate Only" what would be sent, and sends nothing', async () => {
	const { page } = person;
	const sent = simulator.requestCount;
	await addOption(page, 'Validate Only');
	await switchOn(page, 'validateOnly');
	await executeStep(page);
	await output(page)
		.getByText(/\b4 valid/)
		.first()
		.waitFor();
	const rows = await outputRows(page);
	expect(rows.map(({ crmRecordId, outcome }) => [crmRecordId, outcome])).toEqual(
		IDS.map((id) => [id, 'valid']),
	);
	expect(simulator.requestCount).toBe(sent);
	await idle(page);
	await parameters(page).getByText('Validate Only').scrollIntoViewIfNeeded();
	await picture('validate-only', nodeDialog(page));
	await removeOption(page, 'validateOnly');
});

step('adds the records, and reads the hint and the table', async () => {
	const { page } = person;
	await executeStep(page);
	await output(page)
		.getByText(/3 added, 1 already in the campaign/)
		.waitFor();
	const rows = await outputRows(page);
	expect(rows.map(({ crmRecordId, outcome }) => [crmRecordId, outcome])).toEqual([
		['CRM-1001', 'added'],
		['CRM-1002', 'added'],
		['CRM-1003', 'alreadyInCampaign'],
		['CRM-1004', 'added'],
	]);
	expect(rows[0]).toMatchObject({
		campaignId: BY_NAME,
		priority: 'MEDIUM',
		nextAttemptAfter: '2027-03-01T09:00:00.000Z',
		state: 'PENDING',
	});
	expect(simulator.campaign(BY_NAME).crmRecordIds().sort()).toEqual(IDS);
});

step('executes again without "Skip", and reads what went wrong and what to do', async () => {
	const { page } = person;
	await set(page, 'onDuplicate', /^Error/);
	await executeStep(page);
	const { message, description } = await errorShown(page);
	expect(message).toMatch(/CRM-1001/);
	expect(description).toMatch(/Skip/);
	expect(description).toMatch(/4 failed/);
	await idle(page);
	await picture('error', nodeDialog(page), { height: 560 });
});

step('lets the workflow go on, and reads the failed rows on the error branch', async () => {
	const { page } = person;
	await chooseOnError(page, /using error output/);
	await executeStep(page);
	await output(page).getByText('Error Branch (4 items)').click();
	const rows = await outputRows(page);
	expect(rows.map(({ name }) => name)).toEqual([
		'Ada Okafor',
		'Ben Silva',
		'Chloé Martin',
		'Dev Patel',
	]);
	expect(rows.map(({ error }) => error)).toEqual(
		IDS.map((id) => expect.stringContaining(id) as string),
	);
	await idle(page);
	await page.setViewportSize({ width: 1760, height: 1080 });
	await picture('error-branch', nodeDialog(page));
	await page.setViewportSize({ width: 1400, height: 1080 });
	await chooseOnError(page, 'Stop Workflow');
});

step('maps the fields automatically, into a campaign whose ID stands in a text', async () => {
	const { page } = person;
	await nameCampaign(page, 'id', 'Renewals, UK');
	await readCampaignIssue(page, 'There is no campaign ID in it. An ID looks like 123e4567-');
	await nameCampaign(page, 'url', `https://vcc.example/campaigns/${BY_TEXT}/edit`);
	await chooseMapping(page, 'Map Automatically');
	await parameters(page).getByText('Input fields are matched by name').waitFor();
	await executeStep(page);
	await output(page)
		.getByText(/\b4 added/)
		.waitFor();
	const rows = await outputRows(page);
	expect(rows.map(({ crmRecordId, priority }) => [crmRecordId, priority])).toEqual([
		['CRM-1001', 'LOW'],
		['CRM-1002', 'HIGH'],
		['CRM-1003', 'MEDIUM'],
		['CRM-1004', 'HIGH'],
	]);
	expect(simulator.campaign(BY_TEXT).crmRecordIds()).toEqual(IDS);
	await idle(page);
	await picture('map-automatically', nodeDialog(page), { width: 888, height: 610 });
});

step('reads what can be done with a campaign, and pauses it behind four items', async () => {
	const { page } = person;
	await set(page, 'resource', 'Campaign');
	const [build, cancel, pause] = await offered(page, 'operation');
	expect([build, cancel]).toEqual([
		'Build: Prepare the records of a campaign for dialling',
		'Cancel: End a campaign permanently; it cannot be started again',
	]);
	expect(pause).toMatch(/^Pause: Pause a campaign; records that are already queued/);
	await choose(page, /^Pause/);
	await nameCampaign(page, 'id', BY_TEXT);
	await chooseOnError(page, /^Continue(?! \(using)/);
	await executeStep(page);
	await output(page).getByText('PAUSED').first().waitFor();
	const rows = await outputRows(page);
	expect(rows).toHaveLength(IDS.length);
	for (const row of rows) expect(row).toMatchObject({ id: BY_TEXT, state: 'PAUSED' });
	expect(simulator.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
	expect(simulator.campaign(BY_TEXT).state).toBe('PAUSED');
	await idle(page);
	await picture('campaign-action', nodeDialog(page), { height: 700 });
	await closeNode(page);
	await page.getByTestId('canvas-node').getByText('pause campaign').waitFor();
});
