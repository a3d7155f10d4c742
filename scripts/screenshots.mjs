/**
 * `npm run docs:screenshots`: takes the pictures of the documentation, by running the browser part of
 * the end-to-end tests. SCREENSHOTS names another folder than docs/images.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const tests = ['--config', 'jest.e2e.config.js', 'test/e2e/browser'];
const { status } = spawnSync(process.execPath, [jest, ...tests], {
	cwd: fileURLToPath(new URL('..', import.meta.url)),
	stdio: 'inherit',
	env: { SCREENSHOTS: 'docs/images', ...process.env },
});
process.exitCode = status ?? 1;
