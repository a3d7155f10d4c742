import type { Locator, Page } from 'playwright-core';
import type { Owner } from '../../../scripts/n8n/rest';

/** n8n's pages around the node's dialog, as a person uses them. */

export async function openWorkflow(page: Page, url: string, id: string): Promise<void> {
	await page.goto(`${url}/workflow/${id}`);
}

/** On the page that n8n shows instead of the one that was opened, which comes after it. */
export async function logIn(page: Page, owner: Owner): Promise<void> {
	await page.getByLabel('Email').fill(owner.email);
	await page.getByLabel('Password').fill(owner.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Milliseconds after which a person clicks again: a page that is still loading closes its menus. */
const PATIENCE = 10_000;

/** Clicks until a person would give up. */
const CLICKS = 3;

/** Opens a menu. */
export async function openMenu(page: Page, menu: Locator): Promise<void> {
	const option = page.getByRole('option').first();
	for (let click = 1; ; click++) {
		await menu.click();
		try {
			return await option.waitFor({ timeout: PATIENCE });
		} catch (error) {
			if (click === CLICKS) throw error;
		}
	}
}

/** Chooses one of the options of an open menu, which closes. */
export async function choose(page: Page, name: string | RegExp): Promise<void> {
	const option = page.getByRole('option', { name });
	await option.click();
	await option.waitFor({ state: 'hidden' });
}

/** Settings > Personal > Theme. */
export async function chooseTheme(page: Page, theme: 'Light theme' | 'Dark theme'): Promise<void> {
	await page.getByTestId('main-sidebar-settings').click();
	await page.getByTestId('settings-personal').filter({ visible: true }).click();
	await page.getByTestId('personal-data-form').waitFor();
	await openMenu(page, page.getByTestId('theme-select'));
	await choose(page, theme);
	await page.getByTestId('save-settings-button').click();
	const name = theme === 'Dark theme' ? 'dark' : 'light';
	await page.locator(`body[data-theme="${name}"]`).waitFor();
}

export const canvasNode = (page: Page, name: string): Locator =>
	page.getByTestId('canvas-node').and(page.locator(`[data-node-name="${name}"]`));

/** The panel that a search for nodes opens. */
export const creator = (page: Page): Locator => page.getByTestId('node-creator');

/** Presses the plus behind the last node, and searches. */
export async function searchNode(page: Page, words: string): Promise<void> {
	await page.getByTestId('canvas-handle-plus').last().click();
	await searchFor(page, words);
}

/** Types into the search bar of the creator. */
export async function searchFor(page: Page, words: string): Promise<void> {
	await page.getByTestId('node-creator-search-bar').fill(words);
}

/** The names of what the creator lists. */
export const listedItems = (page: Page): Locator =>
	creator(page).getByTestId('node-creator-item-name');

/** Files of the icons of the node that can be seen, each of which must have been drawn. */
export async function iconsShown(page: Page): Promise<string[]> {
	const icons = page.locator('img[src*="n8n-nodes-8x8-campaigns"]').filter({ visible: true });
	await icons.first().waitFor();
	const drawn = await icons.evaluateAll((images) =>
		Promise.all(
			(images as Array<{ src: string; decode(): Promise<void> }>).map(async (image) => {
				await image.decode();
				return image.src.split('/').at(-1) ?? '';
			}),
		),
	);
	return [...new Set(drawn)];
}
