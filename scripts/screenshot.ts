/**
 * Takes the pictures of the README: the example in n8n's editor after a run.
 *
 *   npm run screenshot                 with the Chromium of /usr/bin/chromium or CHROMIUM
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, selectors, type Locator, type Page } from 'playwright-core';
import { PROJECT } from './n8n/pack';
import { startEditor, type Editor } from './stage/editor';
import { atEnd, runScript } from './stage/ending';
import { ADD_RECORDS, ROWS_TO_CORRECT } from './stage/workflow';

const IMAGES = join(PROJECT, 'docs', 'images');

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Nothing that would ask the internet, or need a graphics card. */
const FLAGS =
	'--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
		' ',
	);

/** Milliseconds for a step in the browser. */
const STEP = 60_000;

/** Pixels of the page: the workflow is wide, a node's dialog high. */
const FOR_CANVAS = { width: 1760, height: 780 };
const FOR_NODES = { width: 1760, height: 1000 };

/** Pixels that the output panel gains. */
const OUTPUT_GAIN = 330;

/** What n8n lays over the page for new users, and messages that go by themselves. */
const HIDDEN = `
	.el-notification, [data-test-id="whats-new-callout"], [data-test-id="ask-assistant-floating-button"],
	aside[class*="floatingNodes"] {
		display: none !important;
	}
`;

async function openPage({ server, workflow }: Editor): Promise<Page> {
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
	atEnd(() => browser.close());
	const context = await browser.newContext({
		viewport: FOR_CANVAS,
		reducedMotion: 'reduce',
	});
	const [name = '', value = ''] = server.cookie.split('=');
	await context.addCookies([{ name, value, url: server.url }]);
	await context.route(
		(url) => url.hostname !== '127.0.0.1',
		(route) => route.abort(),
	);
	const page = await context.newPage();
	page.setDefaultTimeout(STEP);
	await page.goto(workflow);
	await page.addStyleTag({ content: HIDDEN });
	return page;
}

const canvasNode = (page: Page, name: string) =>
	page.getByTestId('canvas-node').and(page.locator(`[data-node-name="${name}"]`));

async function take(part: Page | Locator, name: string): Promise<void> {
	const path = join(IMAGES, `${name}.png`);
	await part.screenshot({ path });
	console.log(path);
}

/** Moves the parameters to the left, so that the table has room. */
async function widenOutput(page: Page): Promise<void> {
	const handle = page.getByTestId('panel-drag-button').first();
	const box = await handle.boundingBox();
	if (!box) throw new Error('n8n shows no handle to move the panel with');
	const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x - OUTPUT_GAIN, y, { steps: 10 });
	await page.mouse.up();
	await page.mouse.move(x, 20);
}

void runScript(async () => {
	await mkdir(IMAGES, { recursive: true });
	const editor = await startEditor({});
	const page = await openPage(editor);

	const node = canvasNode(page, ADD_RECORDS);
	await node.waitFor();
	await page.getByTestId('execute-workflow-button').first().click();
	await page.getByText('Workflow executed successfully').waitFor({ state: 'attached' });
	await page.keyboard.press('1');
	await take(page, 'workflow');

	await page.setViewportSize(FOR_NODES);
	await node.dblclick();
	const output = page.getByTestId('output-panel');
	await output.getByText('Error Branch').waitFor();
	await widenOutput(page);
	await take(page.getByTestId('ndv'), 'add-records');

	await page.keyboard.press('Escape');
	await canvasNode(page, ROWS_TO_CORRECT).dblclick();
	await output.getByText('Reason').waitFor();
	await page.mouse.move(0, 0);
	await take(page.getByTestId('ndv'), 'rows-to-correct');
	return 0;
});
