import { join } from 'node:path';
import { freePort } from '../process/freePort';
import type { Home } from './home';
import { run } from '../process/run';

/** The n8n program of a home: to be started with this process's Node.js. */
export function n8nProgram(home: Home): string {
	return join(home.n8n, 'node_modules', 'n8n', 'bin', 'n8n');
}

/**
 * Settings for any n8n process: everything in the home, nothing sent to or fetched from outside, and
 * a port of its own for the task broker, without which a second n8n on the machine does not start.
 */
export async function n8nEnvironment(home: Home): Promise<Record<string, string>> {
	return {
		N8N_USER_FOLDER: home.folder,
		N8N_RESTRICT_FILE_ACCESS_TO: home.files,
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		// Without it n8n 3 loads no package that n8n has not verified.
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		// Its list of servers comes from n8n's own site.
		N8N_DISABLED_MODULES: 'mcp-registry',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		// Below info, `n8n execute` would keep the errors of a failed run to itself.
		N8N_LOG_LEVEL: 'info',
	};
}

/**
 * Runs one n8n command to its end, in the home's folder (n8n reads a `.env` from where it starts).
 *
 * @param stdout a file for what it prints, needed where that is large.
 * @throws Error with the last lines of its output when it fails.
 */
export async function runN8n(home: Home, args: string[], stdout?: string): Promise<string> {
	return await run(process.execPath, [n8nProgram(home), ...args], {
		cwd: home.folder,
		env: await n8nEnvironment(home),
		log: home.log,
		stdout,
	});
}
