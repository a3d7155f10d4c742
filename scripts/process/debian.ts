import { globSync } from 'node:fs';
import { inCache } from './folders';
import { withLock } from './lock';
import { run } from './run';
import { thrownText } from './thrownText';

/** A program as Debian and its descendants package it. */
export interface DebianProgram {
	package: string;
	/** Where the package puts it; a `*` stands for the version. */
	path: string;
}

/** Seconds to wait while another process, such as an automatic upgrade, has apt's lock. */
const LOCK_TIMEOUT = 300;

const APT_GET = ['-q', '-o', `DPkg::Lock::Timeout=${LOCK_TIMEOUT}`];

async function aptGet(...args: string[]): Promise<void> {
	await run('apt-get', [...APT_GET, ...args], {
		cwd: '/',
		env: { DEBIAN_FRONTEND: 'noninteractive' },
		log: inCache('apt-get.log'),
	});
}

/** The installed program of the highest version. */
function find({ path }: DebianProgram): string | undefined {
	return globSync(path)
		.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
		.at(-1);
}

async function install(program: DebianProgram): Promise<void> {
	const byHand = `apt-get install -y --no-install-recommends ${program.package}`;
	const missing = `${program.path} is missing. It is in Debian's package ${program.package}`;
	if (process.getuid?.() !== 0) {
		throw new Error(`${missing}, which only root can install: sudo ${byHand}`);
	}
	console.error(`Installing Debian's package ${program.package} …`);
	try {
		// The list of packages in a container image is old, or empty.
		await aptGet('update');
		await aptGet('install', '-y', '--no-install-recommends', program.package);
	} catch (error) {
		throw new Error(`${missing}, which could not be installed (${byHand}): ${thrownText(error)}`);
	}
}

/**
 * Provides a program, by installing its Debian package where it is missing. Two processes may ask at
 * once: the second waits for the first. A service that the package sets up is neither used nor touched.
 *
 * @returns the program's path.
 * @throws Error that tells the command to type when this is not root or not Debian, or apt-get fails.
 */
export async function provideProgram(program: DebianProgram): Promise<string> {
	const there = find(program);
	if (there) return there;
	return await withLock(
		inCache('apt-get.lock'),
		() => console.error("Waiting for another process that installs Debian's packages …"),
		async () => {
			if (!find(program)) await install(program);
			const installed = find(program);
			if (!installed) {
				throw new Error(
					`Debian's package ${program.package} is installed, but ${program.path} is missing`,
				);
			}
			return installed;
		},
	);
}
