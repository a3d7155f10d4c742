import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { progressBar } from '../process/progress';
import { run } from '../process/run';

/** Packages that n8n 2.41.1 brings, for the progress bar only. */
const PACKAGES = 2_350;

/** Bytes that n8n takes on disk (2.9 GB), and some for what npm holds meanwhile. */
const NEEDED_SPACE = 4e9;

/** The native modules that n8n cannot start without; every other install script is left out. */
const NATIVE = ['sqlite3', 'isolated-vm'];

/**
 * Older versions take one package from its maker's own server, which not every network reaches; newer
 * ones take the same code from npm.
 */
const ON_NPM = { xlsx: 'npm:@e965/xlsx@0.20.2' };

/** Packages that are unpacked: npm makes all folders at first, and fills them one by one. */
function countUnpacked(modules: string): number {
	if (!existsSync(modules)) return 0;
	const names = readdirSync(modules).filter((name) => !name.startsWith('.'));
	return names.reduce((count, name) => {
		const folder = join(modules, name);
		if (name.startsWith('@')) return count + countUnpacked(folder);
		const unpacked = existsSync(join(folder, 'package.json')) ? 1 : 0;
		return count + unpacked + countUnpacked(join(folder, 'node_modules'));
	}, 0);
}

/** Loads what was compiled or downloaded, under the Node.js that will run n8n. */
async function checkNative(folder: string): Promise<void> {
	// The oldest 2.x have no isolated-vm.
	const present = NATIVE.filter((name) => existsSync(join(folder, 'node_modules', name)));
	const load = present.map((name) => `require('${name}')`).join(';');
	await run(process.execPath, ['-e', load], { cwd: folder });
}

async function describeFailure(error: unknown, log: string): Promise<Error> {
	const lines = existsSync(log) ? (await readFile(log, 'utf8')).split('\n') : [];
	const errors = lines.filter((line) => /^npm error|^gyp ERR/.test(line)).slice(0, 12);
	return new Error(
		[
			`n8n could not be installed: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
			...errors.map((line) => `  ${line}`),
			`Everything that npm said: ${log}`,
			'Where no prebuilt sqlite3 can be downloaded, Python 3 and a C++ compiler are needed.',
		].join('\n'),
	);
}

/**
 * Installs one version of n8n into the folder, showing its progress. npm's hundreds of warnings about
 * n8n's own dependencies go to the log.
 *
 * @throws Error with what went wrong and where the log is, also when less than 4 GB are free.
 */
export async function installN8n(version: string, folder: string, log: string): Promise<void> {
	await rm(log, { force: true });
	await mkdir(folder, { recursive: true });
	const { bavail, bsize } = await statfs(folder);
	if (bavail * bsize < NEEDED_SPACE) {
		throw new Error(`n8n needs 4 GB in ${folder}; N8N_DEMO_CACHE chooses another folder.`);
	}
	// npm from version 11 on asks for consent to install scripts in this form; npm 10 ignores it.
	const allowScripts = Object.fromEntries(NATIVE.map((name) => [name, true]));
	const manifest = { name: 'n8n-for-the-demo', private: true, allowScripts, overrides: ON_NPM };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));

	console.error(`Installing n8n ${version} (once: about 3 GB, three to six minutes) …`);
	const bar = progressBar('packages');
	bar.start(PACKAGES, 0, { stage: 'choosing versions' });
	const modules = join(folder, 'node_modules');
	const counting = setInterval(() => {
		const unpacked = Math.min(countUnpacked(modules), PACKAGES);
		if (unpacked > 0) bar.update(unpacked, { stage: 'unpacking' });
	}, 2_000);
	try {
		const quiet = ['--no-audit', '--no-fund', '--no-update-notifier'];
		const options = { cwd: folder, log };
		await run('npm', ['install', '--ignore-scripts', ...quiet, `n8n@${version}`], options);
		clearInterval(counting);
		bar.update(PACKAGES, { stage: 'preparing the database driver' });
		await run('npm', ['rebuild', '--no-ignore-scripts', ...NATIVE], options);
		await checkNative(folder);
		bar.update(PACKAGES, { stage: 'done' });
	} catch (error) {
		throw await describeFailure(error, log);
	} finally {
		clearInterval(counting);
		bar.stop();
	}
}
