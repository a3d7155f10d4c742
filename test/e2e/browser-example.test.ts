import { idsInCampaign, readContacts } from '../../scripts/stage/contactsFile';
import { ADD_RECORDS, ROWS_TO_CORRECT } from '../../scripts/stage/demoWorkflow';
import { startSimulator, type Simulator } from '../../simulator';
import { credentialDialog, editCredential } from './browser/credentialDialog';
import { canvasNode, chooseTheme, iconsShown, logIn, openWorkflow } from './browser/editor';
import {
	closeNode,
	nodeDialog,
	openNode,
	output,
	outputRows,
	parameters,
	widenOutput,
} from './browser/nodeDialog';
import { owner } from './browser/owner';
import { savedExample } from './browser/savedWorkflows';
import { visit } from './browser/visit';
import { url } from './n8n';

const CAMPAIGN = '8a8e8c1d-7c5b-4f0e-9d2a-2f6d3b1c0e58';

const person = visit();
const { step, picture } = person;

let simulator: Simulator;
let example: Awaited<ReturnType<typeof savedExample>>;

beforeAll(async () => {
	simulator = await startSimulator();
	const records = idsInCampaign(await readContacts());
	simulator.createCampaign({
		id: CAMPAIGN,
		state: 'CREATED',
		records,
		buildMs: 300,
		startMs: 300,
	});
	example = await savedExample(simulator, CAMPAIGN);
	await person.start();
});
afterAll(async () => {
	await person.end();
	await example.forgetCredential();
	await simulator.close();
});

step('logs in', async () => {
	await openWorkflow(person.page, url, example.workflow);
	await logIn(person.page, owner);
	await canvasNode(person.page, ADD_RECORDS).waitFor();
	expect(await iconsShown(person.page)).toEqual(['campaigns.svg']);
});

step('runs the example, and sees how many rows took which way', async () => {
	const { page } = person;
	await page.setViewportSize({ width: 1760, height: 780 });
	await page.getByTestId('execute-workflow-button').first().click();
	for (const count of ['1200 items', '1175 items', '25 items']) {
		await page.getByTestId('edge-label').getByText(count).first().waitFor();
	}
	await page.getByText('Workflow executed successfully').waitFor({ state: 'attached' });
	await page.getByTestId('zoom-to-fit').click();
	await picture('workflow');
});

step('reads the outcome of each row of the example', async () => {
	const { page } = person;
	await page.setViewportSize({ width: 1760, height: 1000 });
	await openNode(page, ADD_RECORDS);
	await output(page)
		.getByText(/1,152 added, 23 already in the campaign, 25 failed/)
		.waitFor();
	await output(page).getByText('Success Branch (1175 items)').waitFor();
	await output(page).getByText('Error Branch (25 items)').waitFor();
	expect((await outputRows(page))[0]).toMatchObject({ priority: 'MEDIUM', outcome: 'added' });
	await widenOutput(page, 330);
	await picture('add-records', nodeDialog(page));
	await closeNode(page);
});

step('reads why rows of the example are to be corrected', async () => {
	const { page } = person;
	await openNode(page, ROWS_TO_CORRECT);
	await output(page).getByText('25 items').waitFor();
	const rows = await outputRows(page);
	expect(rows).toHaveLength(25);
	expect(rows.filter(({ Reason }) => !Reason)).toEqual([]);
	expect(rows.map(({ Reason }) => Reason)).toContainEqual(
		expect.stringContaining('Priority is "urgent", not HIGH, MEDIUM or LOW'),
	);
	await picture('rows-to-correct', nodeDialog(page));
	await closeNode(page);
});

step('sees icons and dialogs in the dark theme too', async () => {
	const { page } = person;
	await chooseTheme(page, 'Dark theme');
	await page.goBack();
	await canvasNode(page, ADD_RECORDS).waitFor();
	expect(await iconsShown(page)).toEqual(['campaigns.dark.svg']);
	await openNode(page, ADD_RECORDS);
	await parameters(page).getByText('Values to Send').waitFor();
	expect(await iconsShown(page)).toEqual(['campaigns.dark.svg']);
	await editCredential(page);
	await credentialDialog(page).getByText('Connection tested successfully').waitFor();
	expect(await iconsShown(page)).toEqual(['campaigns.dark.svg']);
});
