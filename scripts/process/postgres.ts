import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from './freePort';
import { run, startProcess, stopProcess } from './run';
import { provideProgram } from './debian';
import { untilListening } from './listening';

/** A PostgreSQL of our own, with one empty database. */
export interface Postgres {
	port: number;
	user: string;
	database: string;
	stop(): Promise<void>;
}

const POSTGRES = { package: 'postgresql', path: '/usr/lib/postgresql/*/bin/postgres' };

/** Its own role, and the database that initdb creates. */
const USER = 'n8n';
const DATABASE = 'postgres';

/** PostgreSQL refuses to run as root: the user that Debian's package brings does it. */
const AS_POSTGRES = ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--'];

/**
 * Starts PostgreSQL on a free loopback port, with its data in a temporary folder that goes when it is
 * stopped.
 *
 * @throws Error with what it printed when it does not start.
 */
export async function startPostgres(): Promise<Postgres> {
	const bin = dirname(await provideProgram(POSTGRES));
	const isRoot = process.getuid?.() === 0;
	const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
	const removed = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
	const command = (name: string, ...args: string[]): [string, string[]] => {
		const [program = '', ...rest] = [...(isRoot ? AS_POSTGRES : []), join(bin, name), ...args];
		return [program, rest];
	};

	try {
		const cwd = folder;
		if (isRoot) await run('chown', ['postgres:postgres', folder], { cwd });
		const options = ['--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
		await run(...command('initdb', `--pgdata=${folder}/data`, `--username=${USER}`, ...options), {
			cwd,
		});
		const port = await freePort();
		const listen = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1'];
		const noSocket = ['-c', 'unix_socket_directories='];
		const child = startProcess(
			...command('postgres', '-D', `${folder}/data`, ...listen, ...noSocket),
			{ cwd },
		);
		const address = ['-h', '127.0.0.1', '-p', String(port), '-d', DATABASE, '-U', USER];
		const isReady = () =>
			run(join(bin, 'pg_isready'), address, { cwd: '/' }).then(
				() => true,
				() => false,
			);
		await untilListening('PostgreSQL', child, isReady);
		const stop = () => stopProcess(child).then(removed);
		return { port, user: USER, database: DATABASE, stop };
	} catch (error) {
		await removed();
		throw error;
	}
}
