/** What the form of the lifecycle actions keeps and offers when the operation changes. */
import { canvasNode, logIn, openWorkflow } from './browser/editor';
import { labels, openNode, parameter, parameters, set } from './browser/nodeDialog';
import { owner } from './browser/owner';
import { visit } from './browser/visit';
import { NODE_TYPE, saveWorkflow, url } from './n8n';

const person = visit();
const { step } = person;

beforeAll(() => person.start());
afterAll(() => person.end());

/** The labels below "Campaign". */
const options = async () => {
	const all = await labels(person.page);
	return all.slice(all.indexOf('Campaign') + 1);
};

const optionsOffered = async () => {
	const { page } = person;
	await parameters(page).getByTestId('collection-parameter-add').click();
	const shown = page.getByTestId('collection-parameter-option').filter({ visible: true });
	await shown.first().waitFor();
	const texts = await shown.allInnerTexts();
	await page.keyboard.press('Escape');
	return texts.map((text) => text.trim());
};

step('opens a node whose options are set', async () => {
	const { page } = person;
	const { id } = await saveWorkflow(
		[
			{
				name: 'Node',
				type: NODE_TYPE,
				typeVersion: 1,
				parameters: {
					resource: 'campaign',
					operation: 'start',
					campaignId: { __rl: true, mode: 'id', value: '' },
					options: { buildOnStart: false, maxRetries: 7, maxWait: 61 },
				},
			},
		],
		[],
	);
	await openWorkflow(page, url, id);
	await logIn(page, owner);
	await canvasNode(page, 'Node').waitFor();
	await openNode(page, 'Node');
	expect(await options()).toEqual(['Options', 'Build on Start', 'Max Retries', 'Max Wait']);
});

step('keeps what both operations have, and shows nothing else', async () => {
	const { page } = person;
	for (const operation of ['Pause', 'Build']) {
		await set(page, 'operation', new RegExp(`^${operation}`));
		await parameters(page).getByText('Build on Start').waitFor({ state: 'hidden' });
		expect(await options()).toEqual(['Options', 'Max Retries', 'Max Wait']);
		expect(await parameter(page, 'maxWait').locator('input').inputValue()).toBe('61');
		expect(await parameter(page, 'maxRetries').locator('input').inputValue()).toBe('7');
		expect(await optionsOffered()).toEqual(['Enabled', 'Timeout']);
	}
});

step('offers Build on Start for Start alone', async () => {
	await set(person.page, 'operation', /^Start/);
	expect(await options()).toEqual(['Options', 'Max Retries', 'Max Wait']);
	expect(await optionsOffered()).toEqual(['Build on Start', 'Enabled', 'Timeout']);
});
