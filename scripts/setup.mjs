/**
 * Runs a command of this project with everything that it needs: installs the dependencies when they
 * are missing or older than the lockfile, then starts the command under the Node.js that they bring
 * (n8n 2 wants 24, the host may have 20).
 *
 * It uses nothing outside Node.js itself, since it runs before anything is installed.
 *
 *   node scripts/setup.mjs jest --selectProjects unit
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const bin = join(modules, '.bin');
const windows = process.platform === 'win32';

function run(command, args, options = {}) {
	const { status, signal, error } = spawnSync(command, args, {
		cwd: root,
		stdio: 'inherit',
		shell: windows,
		...options,
	});
	if (error) console.error(`${command}: ${error.message}`);
	return signal ? 130 : (status ?? 1);
}

/** npm writes this file last, so an install that was cut off counts as missing. */
function installed() {
	const marker = join(modules, '.package-lock.json');
	return (
		existsSync(marker) &&
		existsSync(join(bin, windows ? 'node.cmd' : 'node')) &&
		statSync(marker).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
	);
}

/**
 * Installs exactly what the lockfile says, and fails when it does not fit package.json.
 *
 * Without scripts: one of the lint plugins refuses to be installed by npm in its preinstall script,
 * and npm 10 does not read the allowScripts of package.json. The only script that is needed is that
 * of the package `node`, which fetches the binary for this platform.
 */
function install() {
	console.log('Installing the dependencies (once, about a minute) …');
	const npm = (...args) =>
		run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
			// Errors go to standard error; the rest is of no interest.
			stdio: ['inherit', 'ignore', 'inherit'],
		});
	return npm('ci', '--ignore-scripts') || npm('rebuild', 'node');
}

// Ctrl+C reaches the command too, which may have to clean up; this process waits for it.
process.on('SIGINT', () => {});

const [command, ...args] = process.argv.slice(2);
if (!installed()) {
	const failed = install();
	if (failed) process.exit(failed);
}
process.exit(
	run(command, args, {
		env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
	}),
);
