import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { freePort } from '../process/freePort';
import { n8nEnvironment, n8nProgram } from './command';
import type { Home } from './home';
import { containerArguments } from './image';
import { untilReady } from './ready';
import { logIn, restApi, type Owner, type Rest } from './rest';
import { startProcess, stopProcess } from '../process/run';

/** A running n8n. */
export interface N8nServer {
	/** `http://127.0.0.1:PORT`, without a slash at the end. */
	url: string;
	pid: number;
	owner: Owner;
	/** The owner's session. */
	cookie: string;
	/** Calls n8n's internal REST API as the owner. */
	rest: Rest;
	stop(): Promise<void>;
	/** Resolves with n8n's exit code when it ends by itself or is stopped; 1 when it was killed. */
	ended: Promise<number>;
}

/** n8n wants an upper-case letter and a digit in a password. */
export function newOwner(): Owner {
	return { email: 'demo@example.com', password: `Demo1-${randomBytes(9).toString('base64url')}` };
}

/**
 * Starts n8n on a home and logs in. A home without an owner gets the given one.
 *
 * @param port the port to use if it is free; otherwise any.
 * @param environment further settings, such as those of the queue mode.
 * @throws Error when n8n ends before it is ready, is not ready in time, or refuses the login.
 */
export async function startServer(
	home: Home,
	owner: Owner,
	port?: number,
	environment: Record<string, string> = {},
): Promise<N8nServer> {
	const chosen = await freePort(port);
	const url = `http://127.0.0.1:${chosen}`;
	const env = {
		...(await n8nEnvironment(home)),
		N8N_PORT: String(chosen),
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_EDITOR_BASE_URL: url,
		N8N_WEBHOOK_URL: url,
		...environment,
	};
	const options = { cwd: home.folder, env, log: home.log };
	const child = home.image
		? startProcess('docker', containerArguments(home.image, home, env), options)
		: startProcess(process.execPath, [n8nProgram(home), 'start'], options);
	const stop = () => stopProcess(child);
	const ended = once(child, 'exit').then(([code]: Array<number | null>) => code ?? 1);
	// Readiness speaks of the database only; the settings are served once the routes are there.
	await untilReady(child, [`${url}/healthz/readiness`, `${url}/rest/settings`]);

	try {
		const cookie = await logIn(url, owner);
		const pid = child.pid ?? 0;
		return { url, pid, owner, cookie, rest: restApi(url, cookie), stop, ended };
	} catch (error) {
		await stop();
		throw error;
	}
}
