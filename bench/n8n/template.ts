import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from '../../scripts/n8n/home';
import type { Rest } from '../../scripts/n8n/rest';
import { newOwner, startServer } from '../../scripts/n8n/server';
import { homeOfCheckout } from '../../scripts/n8n/home';
import { simulatorCredential } from '../../scripts/stage/simulator';
import type { Contender, Setting } from '../contenders';
import { workflowOf, type SavedCredential } from './workflow';

/** Milliseconds within which n8n must have published a workflow. */
const PUBLISHED_WITHIN = 60_000;

async function publish(rest: Rest, workflow: Record<string, unknown>): Promise<void> {
	const { id, versionId } = await rest<{ id: string; versionId: string }>(
		'POST',
		'/workflows',
		workflow,
	);
	await rest('POST', `/workflows/${id}/activate`, { versionId });
	const deadline = Date.now() + PUBLISHED_WITHIN;
	const status = async () =>
		(await rest<{ status: string }>('GET', `/workflows/${id}/publication-status`)).status;
	while ((await status()) === 'in_progress') {
		if (Date.now() > deadline) throw new Error('n8n did not publish the workflow');
		await sleep(100);
	}
}

/**
 * A user folder of n8n with the package of this checkout, the credential and the published workflow
 * of every contender. Each n8n of the benchmark starts on a copy of it.
 */
export async function prepareTemplate(
	contenders: readonly Contender[],
	setting: Setting,
): Promise<Home> {
	const home = await homeOfCheckout();
	const { name, type, data } = simulatorCredential(setting.url);
	const server = await startServer(home, newOwner());
	try {
		const { id } = await server.rest<{ id: string }>('POST', '/credentials', { name, type, data });
		const credential: SavedCredential = { id, name, type };
		for (const contender of contenders) {
			await publish(server.rest, workflowOf(contender, setting, credential));
		}
	} finally {
		await server.stop();
	}
	return home;
}
