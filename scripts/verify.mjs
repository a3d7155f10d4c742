/**
 * `npm run verify`: the rules by which n8n's scanner judges a community package, on the sources and
 * on the package as published, with every inline exception ignored. n8n's own command asks for a
 * version that is published already; this runs its configuration before that.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';

const project = fileURLToPath(new URL('..', import.meta.url));

/** All files that the scanner lints in a published package. */
const PUBLISHED = ['**/*.js', '**/*.ts', '**/*.json'];

const npm = (...args) =>
	execFileSync('npm', args, {
		cwd: project,
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});

/** @returns errors and warnings together */
async function scan(title, directory, patterns) {
	const eslint = new ESLint({
		cwd: directory,
		// A published package has no .ts files.
		errorOnUnmatchedPattern: false,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const results = await eslint.lintFiles(patterns);
	const formatter = await eslint.loadFormatter('stylish');
	process.stdout.write(await formatter.format(results));
	const sum = (count) => results.reduce((total, result) => total + result[count], 0);
	const [errors, warnings] = [sum('errorCount'), sum('warningCount')];
	console.log(`${title}: ${results.length} files, ${errors} errors, ${warnings} warnings`);
	return errors + warnings;
}

const folder = mkdtempSync(join(tmpdir(), 'scan-'));
try {
	npm('run', '--silent', 'build:dist');
	const [{ filename }] = JSON.parse(
		npm('pack', '--json', '--ignore-scripts', '--pack-destination', folder),
	);
	const unpacked = join(folder, 'package');
	execFileSync('tar', ['-xzf', join(folder, filename), '-C', folder]);

	const found =
		(await scan('Sources', project, SOURCE_FILE_PATTERNS)) +
		(await scan('Published package', unpacked, PUBLISHED));
	process.exitCode = found ? 1 : 0;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
