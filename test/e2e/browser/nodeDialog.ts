import type { Locator, Page } from 'playwright-core';
import { canvasNode, choose, openMenu } from './editor';

/** The dialog of a node: its input, its parameters, its output. */
export const nodeDialog = (page: Page): Locator => page.getByTestId('ndv');

export const parameters = (page: Page): Locator => page.getByTestId('node-parameters');

export const output = (page: Page): Locator => page.getByTestId('output-panel');

export async function openNode(page: Page, name: string): Promise<void> {
	await canvasNode(page, name).dblclick();
	await nodeDialog(page).waitFor();
}

export async function closeNode(page: Page): Promise<void> {
	await page.getByTestId('ndv-close-button').click();
	await nodeDialog(page).waitFor({ state: 'hidden' });
}

/** The labels of the parameters, from top to bottom. */
export async function labels(page: Page): Promise<string[]> {
	const shown = parameters(page).locator('label').filter({ visible: true });
	const texts = await shown.allInnerTexts();
	return texts.map((text) => text.split('\n')[0]?.trim() ?? '');
}

export const parameter = (page: Page, name: string): Locator =>
	parameters(page).getByTestId(`parameter-input-${name}`);

/** Opens the menu of a parameter, and chooses. */
export async function set(page: Page, name: string, option: string | RegExp): Promise<void> {
	await openMenu(page, parameter(page, name));
	await choose(page, option);
}

/** Opens the menu of a parameter. @returns what it offers, names with their descriptions */
export async function offered(page: Page, name: string): Promise<string[]> {
	await openMenu(page, parameter(page, name));
	const texts = await page.getByRole('option').allInnerTexts();
	return texts.map((text) => text.trim().replace(/\n+/, ': '));
}

/** Types the campaign. */
export async function nameCampaign(page: Page, mode: 'id' | 'url', value: string): Promise<void> {
	await parameters(page).getByTestId('rlc-mode-selector').click();
	await page.getByTestId(`mode-${mode}`).filter({ visible: true }).click();
	await parameters(page).getByTestId('rlc-input').fill(value);
}

/** Points at the red triangle beside the campaign, until it says so. */
export async function readCampaignIssue(page: Page, says: string): Promise<void> {
	const item = parameters(page)
		.getByTestId('parameter-item')
		.filter({ hasText: /^Campaign/ });
	await item.getByTestId('parameter-issues').hover();
	await page.getByText(says).filter({ visible: true }).first().waitFor();
}

/** Drags a field of the input onto a field of the record. */
export async function mapField(page: Page, field: string, target: string): Promise<void> {
	const dragged = page
		.getByTestId('ndv-input-panel')
		.getByTestId('run-data-schema-node-name')
		.getByText(field, { exact: true });
	await dragged.dragTo(parameter(page, target).first(), { steps: 10 });
	await parameter(page, target).getByText('$json').first().waitFor();
	// What explains expressions lies over the next field until another place is clicked.
	await parameters(page).getByText('Values to Send').click();
	await page.getByText('Anything inside').filter({ visible: true }).waitFor({ state: 'hidden' });
}

/** "Map Each Column Manually" or "Map Automatically". */
export async function chooseMapping(page: Page, mode: string): Promise<void> {
	await openMenu(page, parameters(page).getByTestId('mapping-mode-select'));
	await choose(page, new RegExp(`^${mode}`));
}

export async function addOption(page: Page, name: string): Promise<void> {
	await parameters(page).getByTestId('collection-parameter-add').click();
	await page
		.getByTestId('collection-parameter-option')
		.filter({ visible: true, hasText: name })
		.click();
}

/** Presses "Execute step". */
export async function executeStep(page: Page): Promise<void> {
	// n8n takes over what was typed after a moment, and runs nothing that a red triangle stands beside.
	await parameters(page).getByTestId('parameter-issues').first().waitFor({ state: 'hidden' });
	await nodeDialog(page).getByTestId('node-execute-button').click();
}

/** Waits until a run is over. */
export async function idle(page: Page): Promise<void> {
	await nodeDialog(page).getByTestId('node-execute-button').getByText('Execute step').waitFor();
}

/** The output table: an object for each row, by column. */
export async function outputRows(page: Page): Promise<Array<Record<string, string>>> {
	const table = output(page).getByRole('table');
	await table.waitFor();
	const lines = await table.getByRole('row').all();
	const rows = await Promise.all(lines.map((line) => line.locator('th, td').allInnerTexts()));
	const [columns = [], ...cells] = rows;
	const entries = (row: string[]) =>
		columns.map((column, index): [string, string] => [column.trim(), (row[index] ?? '').trim()]);
	// n8n ends each row with an empty cell.
	return cells.map((row) => Object.fromEntries(entries(row).filter(([column]) => column)));
}

/** The error that the output shows instead: its title and what it says below. */
export async function errorShown(page: Page): Promise<{ message: string; description: string }> {
	const message = output(page).getByTestId('node-error-message');
	await message.waitFor();
	return {
		message: await message.innerText(),
		description: await output(page).getByTestId('node-error-description').innerText(),
	};
}

/** Moves the parameters to the left by so many pixels, so that the output has room. */
export async function widenOutput(page: Page, pixels: number): Promise<void> {
	const handle = page.getByTestId('panel-drag-button').first();
	const box = await handle.boundingBox();
	if (!box) throw new Error('n8n shows no handle to move the panel with');
	const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x - pixels, y, { steps: 10 });
	await page.mouse.up();
}

/** The field Campaign with its own list. */
const campaignField = (page: Page): Locator =>
	parameters(page).getByTestId('resource-locator-campaignId');

/** "From list", and a click into the field. */
export async function openCampaignList(page: Page): Promise<void> {
	await parameters(page).getByTestId('rlc-mode-selector').click();
	await page.getByTestId('mode-list').filter({ visible: true }).click();
	await campaignField(page).getByTestId('rlc-input').click();
}

/** Opens the list of campaigns. @returns what it offers, when it has come */
export async function listedCampaigns(page: Page): Promise<string[]> {
	await openCampaignList(page);
	return await campaignsShown(page);
}

/** The entries of the open list. */
export async function campaignsShown(page: Page): Promise<string[]> {
	const entries = page.getByTestId('rlc-item').filter({ visible: true });
	await entries.first().waitFor();
	return (await entries.allInnerTexts()).map((text) => text.trim());
}

/** Searches the open list, until it shows so many entries. */
export async function searchCampaigns(page: Page, words: string, count: number): Promise<string[]> {
	await page.getByTestId('rlc-search').filter({ visible: true }).fill(words);
	const entries = page.getByTestId('rlc-item').filter({ visible: true });
	await entries.nth(count).waitFor({ state: 'hidden' });
	return await campaignsShown(page);
}

/** Chooses from the open list. @returns what the field shows then */
export async function chooseCampaign(page: Page, name: string): Promise<string> {
	const entry = page.getByTestId('rlc-item').filter({ visible: true, hasText: name });
	await entry.click();
	await entry.waitFor({ state: 'hidden' });
	return await campaignField(page).getByTestId('rlc-input').inputValue();
}

/** Takes an added option away. */
export async function removeOption(page: Page, name: string): Promise<void> {
	const option = parameters(page)
		.getByTestId('parameter-item')
		.filter({ has: page.getByTestId(`parameter-input-${name}`) })
		.last();
	await option.hover();
	await option.getByTitle('Delete').click();
	await parameter(page, name).waitFor({ state: 'hidden' });
}

/** Switches an added option on, if it is not. */
export async function switchOn(page: Page, name: string): Promise<void> {
	const box = parameter(page, name).getByRole('switch');
	// The box itself is hidden; a person sees what is drawn around it.
	if (!(await box.isChecked())) await box.locator('..').click();
}

/** Settings > On Error; then back to the parameters. */
export async function chooseOnError(page: Page, mode: string | RegExp): Promise<void> {
	await nodeDialog(page).getByTestId('tab-settings').click();
	await openMenu(page, page.getByTestId('parameter-input-onError'));
	await choose(page, mode);
	await nodeDialog(page).getByTestId('tab-params').click();
	await parameters(page).waitFor();
}
