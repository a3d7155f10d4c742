import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { startHttpServer } from '../process/httpServer';
import type { CredentialToImport } from '../n8n/import';
import type { N8nServer } from '../n8n/server';
import {
	chunkWorkflow,
	LOAD_TRIGGER,
	loadWorkflow,
	type Load,
	type CredentialReference,
} from './scaleOut';
import { simulatorCredential } from './simulator';

/** What examples/scale-out-load.json says at its end: the sum of what the workers answered. */
export interface LoadReport {
	campaignId: string;
	chunks: number;
	added: number;
	addedUnconfirmed: number;
	alreadyInCampaign: number;
	failed: number;
	byCode: Record<string, number>;
	unansweredRecords: number;
	unansweredChunks: number[];
}

interface SavedWorkflow {
	id: string;
	versionId: string;
}

/** An execution as n8n lists it. */
export interface ListedExecution {
	id: string;
	status: string;
}

/** The latest executions of a workflow, without their data. */
export async function executionsOf(
	{ rest }: N8nServer,
	workflowId: string,
): Promise<ListedExecution[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const path = `/executions?limit=100&filter=${filter}`;
	return (await rest<{ results: ListedExecution[] }>('GET', path)).results;
}

/** The two workflows' common ground. */
export interface ScaleOut {
	main: N8nServer;
	/** The published examples/scale-out-worker.json. */
	chunkWorkflowId: string;
	/** What the webhook asks for. */
	headerAuth: CredentialReference;
}

/** Saves a credential. */
export async function saveCredential(
	{ rest }: N8nServer,
	{ name, type, data }: Pick<CredentialToImport, 'name' | 'type' | 'data'>,
): Promise<CredentialReference> {
	const { id } = await rest<{ id: string }>('POST', '/credentials', { name, type, data });
	return { id, name, type };
}

/** Saves and publishes a workflow. @returns its ID */
export async function publishWorkflow({ rest }: N8nServer, workflow: object): Promise<string> {
	const { id, versionId } = await rest<SavedWorkflow>('POST', '/workflows', workflow);
	await rest('POST', `/workflows/${id}/activate`, { versionId });
	const status = () => rest<{ status: string }>('GET', `/workflows/${id}/publication-status`);
	while ((await status()).status === 'in_progress') await sleep(100);
	return id;
}

/** Saves and publishes examples/scale-out-worker.json, with a credential for the simulator. */
export async function publishChunkWorkflow(main: N8nServer, simulator: string): Promise<ScaleOut> {
	const account = await saveCredential(main, simulatorCredential(simulator));
	const headerAuth = await saveCredential(main, {
		name: 'Chunks',
		type: 'httpHeaderAuth',
		data: { name: 'X-Chunks', value: randomUUID() },
	});
	const workflow = await chunkWorkflow(account, headerAuth);
	return { main, chunkWorkflowId: await publishWorkflow(main, workflow), headerAuth };
}

/**
 * Runs examples/scale-out-load.json in the main, as its button in the editor does, until it is stored.
 *
 * @throws Error when the run ends without a report.
 */
export async function runLoad({ main, headerAuth }: ScaleOut, load: Load): Promise<LoadReport> {
	let report: LoadReport | undefined;
	const listener = await startHttpServer((request, response) => {
		void text(request).then((body) => {
			report = JSON.parse(body) as LoadReport;
			response.end('{}');
		});
	});
	try {
		const workflow = await loadWorkflow(load, main.url, headerAuth, listener.url);
		const { id } = await main.rest<SavedWorkflow>('POST', '/workflows', workflow);
		await main.rest('POST', `/workflows/${id}/run`, {
			triggerToStartFrom: { name: LOAD_TRIGGER },
		});
		const status = async () => (await executionsOf(main, id))[0]?.status ?? 'new';
		while (['new', 'running'].includes(await status())) await sleep(200);
		if (!report) throw new Error(`The load ended without a report: ${await status()}`);
		return report;
	} finally {
		await listener.close();
	}
}
