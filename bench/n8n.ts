import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { homeOfCheckout, type Home } from '../scripts/n8n/home';
import type { Owner } from '../scripts/n8n/rest';
import { newOwner, startServer } from '../scripts/n8n/server';
import { stopProcesses } from '../scripts/process/run';
import { atEnd } from '../scripts/process/ending';

import { publishWorkflow, saveCredential } from '../scripts/stage/load';
import { simulatorCredential } from '../scripts/stage/simulator';
import { CONTENDERS } from './contenders';
import { workflowOf } from './workflows';

/** Milliseconds within which a published webhook must answer. */
const LISTENS_WITHIN = 30_000;

/** A user folder that each n8n of the benchmark starts on a copy of. */
export type Template = { home: Home; owner: Owner };

/** Prepares the package of this checkout, the credential, and the workflows of the contenders. */
export async function prepareTemplate(simulator: string): Promise<Template> {
	const home = await homeOfCheckout();
	const owner = newOwner();
	const server = await startServer(home, owner);
	const credential = await saveCredential(server, simulatorCredential(simulator));
	for (const { name, nodes } of CONTENDERS) {
		if (nodes) await publishWorkflow(server, workflowOf(name, nodes(simulator), credential));
	}
	await server.stop();
	return { home, owner };
}

/**
 * Starts an n8n that finds nothing that earlier executions have saved.
 *
 * @param environment further settings of n8n
 */
export async function startOwnN8n(
	{ home, owner }: Template,
	environment: Record<string, string> = {},
) {
	const folder = await mkdtemp(join(tmpdir(), 'bench-n8n-'));
	const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
	// An n8n that is interrupted while it starts does not heed a SIGTERM, and keeps on writing.
	atEnd(() => stopProcesses().then(remove));
	await cp(home.folder, folder, { recursive: true });
	const copy = { ...home, folder, files: join(folder, 'files'), log: join(folder, 'n8n.log') };
	const server = await startServer(copy, owner, undefined, environment);

	/** Runs a contender's workflow to its end. @throws Error when it fails */
	async function run(contender: string, records: number): Promise<void> {
		const deadline = Date.now() + LISTENS_WITHIN;
		for (;;) {
			const { statusCode, body } = await request(`${server.url}/webhook/${contender}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ records }),
				// Some workflows take minutes.
				headersTimeout: 0,
				bodyTimeout: 0,
			});
			const answer = await body.text();
			if (statusCode === 200) return;
			// n8n is ready before it has registered the webhooks of its workflows.
			if (statusCode !== 404 || Date.now() > deadline) {
				throw new Error(`${contender} with ${records} records failed: ${answer}`);
			}
			await sleep(100);
		}
	}
	return { pid: server.pid, run, stop: () => server.stop().then(remove) };
}
