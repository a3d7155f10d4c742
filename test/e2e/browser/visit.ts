import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { PROJECT } from '../../../scripts/process/folders';
import { startChromium } from './chromium';

/** Milliseconds for one action in the browser: much, since the machine may be busy. */
const ACTION = 60_000;

/** Milliseconds for one step of a person. */
const STEP = 180_000;

/** Milliseconds until nothing moves any more. */
const SETTLES_WITHIN = 1_000;

/** The folder for the pictures of the documentation; without it none are taken. */
const { SCREENSHOTS } = process.env;

/** What a picture leaves out: messages that go by themselves, and the shortcuts at the edge. */
const WITHOUT = '.el-notification, [data-test-id="floating-nodes"] { display: none !important; }';

/** One person's visit to n8n, from the start of the browser to its end. */
export interface Visit {
	readonly page: Page;
	start(): Promise<void>;
	end(): Promise<void>;
	/**
	 * One step as a test. What the browser showed and said when it failed is kept in a temporary
	 * folder, which the error names; the steps after it fail at once.
	 */
	step(this: void, name: string, body: () => Promise<void>): void;
	/** Takes a picture for the documentation. @param size pixels of the part, where not all of it */
	picture(
		this: void,
		name: string,
		part?: Locator,
		size?: { width?: number; height?: number },
	): Promise<void>;
}

/** Without a stack: there is nothing to look at. */
function notTried(failed: string): Error {
	const error = new Error(`Not tried, since this step failed: ${failed}`);
	error.stack = error.message;
	return error;
}

export function visit(): Visit {
	let browser: Browser | undefined;
	let page: Page | undefined;
	let failed: string | undefined;
	const said: string[] = [];
	const thePage = () => {
		if (!page) throw new Error('The browser has not started');
		return page;
	};

	async function keepEvidence(error: unknown): Promise<void> {
		const folder = mkdtempSync(join(tmpdir(), 'browser-failure-'));
		writeFileSync(join(folder, 'console.txt'), said.join('\n'));
		await page?.screenshot({ path: join(folder, 'page.png') }).catch(() => undefined);
		const kept = `\nThe page and its console: ${folder}`;
		if (!(error instanceof Error)) throw new Error(`${String(error)}${kept}`);
		error.message += kept;
		error.stack += kept;
		throw error;
	}

	return {
		get page() {
			return thePage();
		},
		async start() {
			browser = await startChromium();
			const context = await browser.newContext({
				viewport: { width: 1400, height: 1080 },
				colorScheme: 'light',
				locale: 'en-US',
				reducedMotion: 'reduce',
				timezoneId: 'UTC',
			});
			page = await context.newPage();
			page.setDefaultTimeout(ACTION);
			page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
			page.on('pageerror', (error) => said.push(`page error: ${error.stack}`));
		},
		async end() {
			await browser?.close();
		},
		step(name, body) {
			it(
				name,
				async () => {
					if (failed) throw notTried(failed);
					failed = name;
					await body().catch(keepEvidence);
					failed = undefined;
				},
				STEP,
			);
		},
		async picture(name, part, size) {
			if (!SCREENSHOTS) return;
			const folder = resolve(PROJECT, SCREENSHOTS);
			mkdirSync(folder, { recursive: true });
			await thePage().mouse.move(0, 0);
			await thePage().evaluate('document.activeElement?.blur()');
			// n8n shows the values of the row that the mouse was on for a moment.
			await thePage().waitForTimeout(SETTLES_WITHIN);
			const box = part && (await part.boundingBox());
			const clip = box ? { ...box, ...size } : undefined;
			const path = join(folder, `${name}.png`);
			await thePage().screenshot({ path, clip, style: WITHOUT });
		},
	};
}
