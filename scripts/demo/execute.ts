import { appendFile, copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inCache } from '../process/folders';
import { thrownText } from '../process/thrownText';
import { runN8n } from '../n8n/command';
import type { Home } from '../n8n/home';
import { importCredentials, importWorkflows, type CredentialToImport } from '../n8n/import';
import { demoWorkflow, type DemoSettings } from '../stage/demoWorkflow';
import { readResult, type RunReport } from './result';

/** What a demo runs, besides the workflow of examples/demo.json. */
export interface DemoRun extends DemoSettings {
	credential: CredentialToImport;
}

/** Imports credential and workflow, with the contacts where n8n may read them. */
export async function importDemo(
	home: Home,
	{ credential, ...settings }: DemoRun,
): Promise<string> {
	const file = join(home.files, 'contacts.csv');
	await copyFile(settings.file, file);
	const workflow = await demoWorkflow({ ...settings, file });
	await importCredentials(home, [credential]);
	await importWorkflows(home, [workflow]);
	return workflow.id;
}

/**
 * Runs a workflow in n8n.
 *
 * @returns what its nodes reported.
 * @throws Error with n8n's last lines when the workflow fails; n8n's whole log is then kept.
 */
export async function execute(home: Home, workflowId: string): Promise<RunReport> {
	const printed = join(home.folder, 'printed.txt');
	try {
		return readResult(
			await runN8n(home, ['execute', `--id=${workflowId}`, '--rawOutput'], printed),
		);
	} catch (error) {
		const log = inCache('demo.log');
		await copyFile(home.log, log);
		await appendFile(log, await readFile(printed));
		throw new Error(`${thrownText(error)}\nThe whole log: ${log}`);
	}
}
