import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { freePort } from '../../scripts/process/freePort';
import { n8nEnvironment, n8nProgram } from '../../scripts/n8n/command';
import type { Home } from '../../scripts/n8n/home';
import { untilReady } from '../../scripts/n8n/ready';
import { startProcess, stopProcess } from '../../scripts/process/run';
import { atEnd } from '../../scripts/process/ending';

/** Milliseconds within which a published webhook must answer. */
const LISTENS_WITHIN = 30_000;

/** An n8n of its own for one contender. */
export interface Instance {
	pid: number;
	/** Runs the contender's workflow to its end. @throws Error when it fails */
	run(contender: string, records: number): Promise<void>;
	stop(): Promise<void>;
}

/**
 * Starts n8n on a copy of the template, so that no execution finds what earlier ones have saved.
 *
 * @param profiles folder for a CPU profile of the whole process, written when it stops
 */
export async function startInstance(template: Home, profiles?: string): Promise<Instance> {
	const folder = await mkdtemp(join(tmpdir(), 'bench-n8n-'));
	await cp(template.folder, folder, { recursive: true });
	const home = { ...template, folder, files: join(folder, 'files'), log: join(folder, 'n8n.log') };
	const profiling = profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const child = startProcess(process.execPath, [...profiling, n8nProgram(home), 'start'], {
		cwd: folder,
		env: {
			...(await n8nEnvironment(home)),
			N8N_PORT: String(port),
			N8N_HOST: '127.0.0.1',
			N8N_LISTEN_ADDRESS: '127.0.0.1',
		},
		log: home.log,
	});
	const stop = async () => {
		await stopProcess(child);
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	};
	// For an interruption; doing it twice is harmless.
	atEnd(stop);
	try {
		await untilReady(child, [`${url}/healthz/readiness`, `${url}/rest/settings`]);
	} catch (error) {
		await stop();
		throw error;
	}

	async function post(contender: string, records: number) {
		const { statusCode, body } = await request(`${url}/webhook/${contender}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ records }),
			// Some workflows take minutes.
			headersTimeout: 0,
			bodyTimeout: 0,
		});
		return { status: statusCode, text: await body.text() };
	}

	return {
		pid: child.pid ?? 0,
		async run(contender, records) {
			const deadline = Date.now() + LISTENS_WITHIN;
			let { status, text } = await post(contender, records);
			// n8n is ready before it has registered the webhooks of its workflows.
			for (
				;
				status === 404 && Date.now() < deadline;
				{ status, text } = await post(contender, records)
			) {
				await sleep(100);
			}
			if (status !== 200) throw new Error(`${contender} with ${records} records failed: ${text}`);
		},
		stop,
	};
}
