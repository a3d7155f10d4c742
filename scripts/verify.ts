/**
 * `npm run verify`: the rules by which n8n's scanner judges a community package, on the sources and
 * on the package as published, with every inline exception ignored. n8n's own command asks for a
 * version that is published already; this runs its configuration before that.
 */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { packPackage } from './n8n/pack';
import { PROJECT } from './process/folders';
import { run } from './process/run';

/** What this needs of the scanner, which comes without types. */
interface Scanner {
	buildScanConfig(): Promise<Linter.Config[]>;
	SOURCE_FILE_PATTERNS: string[];
}

/** All files that the scanner lints in a published package. */
const PUBLISHED = ['**/*.js', '**/*.ts', '**/*.json'];

/** @returns errors and warnings together */
async function scan(
	title: string,
	directory: string,
	patterns: string[],
	overrideConfig: Linter.Config[],
): Promise<number> {
	const eslint = new ESLint({
		cwd: directory,
		// A published package has no .ts files.
		errorOnUnmatchedPattern: false,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig,
	});
	const results = await eslint.lintFiles(patterns);
	const formatter = await eslint.loadFormatter('stylish');
	process.stdout.write(await formatter.format(results));
	const errors = results.reduce((sum, { errorCount }) => sum + errorCount, 0);
	const warnings = results.reduce((sum, { warningCount }) => sum + warningCount, 0);
	console.log(`${title}: ${results.length} files, ${errors} errors, ${warnings} warnings`);
	if (results.length === 0) throw new Error(`${title}: nothing was found to scan`);
	return errors + warnings;
}

async function main(): Promise<number> {
	// @ts-expect-error -- a module without types
	const scanner = (await import('@n8n/scan-community-package/scanner/scanner.mjs')) as Scanner;
	const config = await scanner.buildScanConfig();
	const tarball = await packPackage();
	const folder = dirname(tarball);
	try {
		await run('tar', ['-xzf', tarball, '-C', folder], { cwd: folder });
		return (
			(await scan('Sources', PROJECT, scanner.SOURCE_FILE_PATTERNS, config)) +
			(await scan('Published package', `${folder}/package`, PUBLISHED, config))
		);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

void main().then((found) => process.exit(found ? 1 : 0));
