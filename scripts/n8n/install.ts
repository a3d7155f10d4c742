import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SingleBar } from 'cli-progress';
import { progressBar } from '../process/progress';
import { run } from '../process/run';
import { thrownText } from '../process/thrownText';
import { LOCK, LOCKED_VERSION, manifest } from './version';

/** Bytes that n8n takes on disk (2.9 GB), and some for what npm holds meanwhile. */
const NEEDED_SPACE = 4e9;

/** The native modules that n8n cannot start without; every other install script is left out. */
const NATIVE = ['sqlite3', 'isolated-vm'];

/** For the progress bar only: the packages of n8n 2.41.1, and the GB that npm writes for them. */
const PACKAGES = 2_220;
const WRITTEN = 3.2;

/** The shares of the time that looking up and unpacking take; the native modules take the rest. */
const LOOKING_UP = 0.2;
const UNPACKING = 0.6;

/** Milliseconds between two looks at how far npm is. */
const LOOK_EVERY = 1_000;

/**
 * Shows how far npm is: first it asks the registry about every package, then it writes them to disk.
 * The requests are counted in npm's log; the GB are what the disk has lost meanwhile, which costs
 * nothing to ask. Both are only nearly right.
 *
 * @returns a function that ends it.
 */
async function watch(bar: SingleBar, folder: string, log: string): Promise<() => void> {
	let ended = false;
	let written = 0;
	const before = await statfs(folder);
	const look = async () => {
		const { bavail, bsize } = await statfs(folder);
		const gigabytes = ((before.bavail - bavail) * bsize) / 1e9;
		// Whatever else frees space meanwhile, the bar does not go back.
		written = Math.min(Math.max(gigabytes, written), WRITTEN);
		const requests = (await readFile(log, 'utf8')).split('npm http fetch').length - 1;
		// What is in npm's cache is not asked for again.
		const lookedUp = written > 0.5 ? PACKAGES : Math.min(requests, PACKAGES);
		const stage =
			lookedUp < PACKAGES
				? `looking up: ${lookedUp} of ${PACKAGES} packages`
				: `unpacking: ${written.toFixed(1)} of ${WRITTEN} GB`;
		if (ended) return;
		bar.update(LOOKING_UP * (lookedUp / PACKAGES) + UNPACKING * (written / WRITTEN), { stage });
	};
	// npm writes its log while this reads it; what one look misses, the next one sees.
	const looking = setInterval(() => void look().catch(() => undefined), LOOK_EVERY);
	return () => {
		ended = true;
		clearInterval(looking);
	};
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
			`n8n could not be installed: ${thrownText(error).split('\n')[0]}`,
			...errors.map((line) => `  ${line}`),
			`Everything that npm said: ${log}`,
			'Where no prebuilt sqlite3 can be downloaded, Python 3 and a C++ compiler are needed.',
		].join('\n'),
	);
}

/**
 * Lays down what npm shall install: for the locked version its lockfile too. The package.json allows
 * the scripts of the native modules, since npm from version 11 on asks for that. It also takes xlsx
 * from npm, which older versions of n8n take from its maker's own server, out of reach for some networks.
 *
 * @returns npm's command for it.
 */
async function writeManifest(version: string, folder: string): Promise<'ci' | 'install'> {
	const text = JSON.stringify({ ...manifest, dependencies: { n8n: version } }, null, 2);
	await writeFile(join(folder, 'package.json'), text);
	if (version !== LOCKED_VERSION) return 'install';
	await copyFile(join(LOCK, 'package-lock.json'), join(folder, 'package-lock.json'));
	return 'ci';
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
	const command = await writeManifest(version, folder);
	console.error(`Installing n8n ${version} (once: about 3 GB, three to six minutes) …`);
	const bar = progressBar('{percentage} %');
	bar.start(1, 0, { stage: 'npm starts' });
	const unwatch = await watch(bar, folder, log);
	const quiet = ['--no-audit', '--no-fund', '--no-update-notifier'];
	const options = { cwd: folder, log };
	try {
		await run('npm', [command, '--ignore-scripts', '--loglevel=http', ...quiet], options);
		unwatch();
		bar.update(LOOKING_UP + UNPACKING, { stage: 'preparing the database driver' });
		await run('npm', ['rebuild', '--no-ignore-scripts', ...NATIVE, ...quiet], options);
		await checkNative(folder);
		bar.update(1, { stage: 'done' });
	} catch (error) {
		throw await describeFailure(error, log);
	} finally {
		unwatch();
		bar.stop();
	}
}
