import type { Locator, Page } from 'playwright-core';
import { openMenu } from './editor';

/** The dialog of a credential, over that of the node. */
export const credentialDialog = (page: Page): Locator =>
	page.getByRole('dialog').filter({ has: page.getByTestId('editCredential-modal') });

/** What can be seen of it: the dialog itself covers the page. */
export const credentialBox = (page: Page): Locator =>
	credentialDialog(page).getByTestId('editCredential-modal');

/** Opens the menu of saved credentials, and presses "Create new credential" in it. */
export async function newCredential(page: Page): Promise<void> {
	await page.getByTestId('node-credentials-select').click();
	await page.getByTestId('node-credentials-select-item-new').filter({ visible: true }).click();
	await credentialDialog(page).waitFor();
}

/** Presses the pencil beside the credential. */
export async function editCredential(page: Page): Promise<void> {
	await page.getByTestId('credential-edit-button').click();
	await credentialDialog(page).waitFor();
}

export async function fillCredential(page: Page, values: Record<string, string>): Promise<void> {
	for (const [name, value] of Object.entries(values)) {
		await page.getByTestId(`parameter-input-${name}`).getByRole('textbox').fill(value);
	}
}

/** Saves, which n8n follows with the test of the connection. */
export async function saveCredential(page: Page): Promise<void> {
	await page.getByTestId('credential-save-button').click();
}

export async function closeCredential(page: Page): Promise<void> {
	const dialog = credentialDialog(page);
	await dialog.getByRole('button', { name: /close/i }).first().click();
	await dialog.waitFor({ state: 'hidden' });
}

/** The sites that the dialog offers, from top to bottom; the menu stays open. */
export async function sitesOffered(page: Page): Promise<string[]> {
	await openMenu(page, page.getByTestId('parameter-input-customerSite'));
	return (await page.getByRole('option').allInnerTexts()).map((text) => text.trim());
}
