import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, n8nEnvironment, n8nProgram } from './cli';
import type { Home } from './home';
import { logIn, restApi, type Owner, type Rest } from './rest';
import { startProcess, stopProcess } from './run';

/** A running n8n. */
export interface N8nServer {
	/** `http://127.0.0.1:PORT`, without a slash at the end. */
	url: string;
	owner: Owner;
	/** The owner's session. */
	cookie: string;
	/** Calls n8n's internal REST API as the owner. */
	rest: Rest;
	stop(): Promise<void>;
	/** Resolves with n8n's exit code when it ends by itself or is stopped; 1 when it was killed. */
	ended: Promise<number>;
}

/** Milliseconds until n8n must be ready; a cold one takes 5 to 9 seconds, more on a busy machine. */
const READY_WITHIN = 120_000;

/** n8n wants an upper-case letter and a digit in a password. */
export function newOwner(): Owner {
	return { email: 'demo@example.com', password: `Demo1-${randomBytes(9).toString('base64url')}` };
}

async function answers(url: string): Promise<boolean> {
	try {
		return (await fetch(url)).ok;
	} catch {
		return false;
	}
}

/** Lines of n8n's log that an error quotes: the log itself goes with a temporary home. */
const QUOTED_LINES = 20;

async function notReady(home: Home, what: string): Promise<Error> {
	const lines = (await readFile(home.log, 'utf8')).trimEnd().split('\n').slice(-QUOTED_LINES);
	return new Error([`${what}. It said:`, ...lines].join('\n'));
}

/**
 * Starts n8n on a home and logs in. A home without an owner gets the given one.
 *
 * @param port the port to use if it is free; otherwise any.
 * @throws Error when n8n ends before it is ready, is not ready in time, or refuses the login.
 */
export async function startServer(home: Home, owner: Owner, port?: number): Promise<N8nServer> {
	const chosen = await freePort(port);
	const url = `http://127.0.0.1:${chosen}`;
	const child = startProcess(process.execPath, [n8nProgram(home), 'start'], {
		cwd: home.folder,
		env: {
			...(await n8nEnvironment(home)),
			N8N_PORT: String(chosen),
			N8N_HOST: '127.0.0.1',
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_SECURE_COOKIE: 'false',
			N8N_EDITOR_BASE_URL: url,
			N8N_WEBHOOK_URL: url,
		},
		log: home.log,
	});
	const stop = () => stopProcess(child);
	const ended = once(child, 'exit').then(([code]: Array<number | null>) => code ?? 1);
	const deadline = Date.now() + READY_WITHIN;
	// Readiness speaks of the database only; the settings are served once the routes are there.
	for (const path of ['/healthz/readiness', '/rest/settings']) {
		while (!(await answers(url + path))) {
			if (child.exitCode !== null) throw await notReady(home, 'n8n did not start');
			if (Date.now() > deadline) {
				await stop();
				throw await notReady(home, `n8n was not ready in ${READY_WITHIN / 1_000} s`);
			}
			await sleep(200);
		}
	}

	try {
		const cookie = await logIn(url, owner);
		return { url, owner, cookie, rest: restApi(url, cookie), stop, ended };
	} catch (error) {
		await stop();
		throw error;
	}
}
