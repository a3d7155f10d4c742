import { chromium, selectors, type Browser } from 'playwright-core';
import { provideProgram } from '../../../scripts/process/debian';

const CHROMIUM = { package: 'chromium', path: '/usr/bin/chromium' };

/** Nothing that would ask the internet, or need a graphics card. */
const FLAGS = [
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Milliseconds until a browser must be there; a busy machine needs some seconds. */
const STARTS_WITHIN = 60_000;

/**
 * Starts a headless Chromium: the one that CHROMIUM names, or Debian's.
 *
 * @throws Error when there is none and it cannot be installed.
 */
export async function startChromium(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath: process.env.CHROMIUM || (await provideProgram(CHROMIUM)),
		args: FLAGS,
		timeout: STARTS_WITHIN,
	});
}
