import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SimulatorClient } from '../../simulator';
import { homeOfCheckout, type Home } from '../n8n/home';
import { importCredentials, importWorkflows } from '../n8n/import';
import type { Owner } from '../n8n/rest';
import { newOwner, startServer, type N8nServer } from '../n8n/server';
import { CONTACTS, idsInCampaign, readContacts } from './contactsFile';
import { atEnd } from '../process/ending';
import { createDemoCampaign, simulatorCredential, startSimulatorProcess } from './simulator';
import { demoWorkflow } from './demoWorkflow';

/** A running editor with the example loaded. */
export interface Editor {
	server: N8nServer;
	home: Home;
	simulator: SimulatorClient;
	/** Address of the example workflow. */
	workflow: string;
}

/** Where the editor keeps what it starts from. */
export interface EditorPlace {
	/** The user folder, kept; without one, a temporary folder is used. */
	folder?: string;
	/** Wanted port; another one is taken where it is not free. */
	port?: number;
	/** Port of the simulator, which must be free; without one, any is taken. */
	simulatorPort?: number;
	/** Further settings of n8n. */
	environment?: Record<string, string>;
}

/**
 * Starts n8n with the package, the example workflow and a fresh simulator. A kept user folder keeps
 * workflows, credentials and login; only the example's credential is renewed, since the simulator's
 * address may have changed. It all ends with the script.
 */
export async function startEditor(place: EditorPlace): Promise<Editor> {
	const { folder, port, simulatorPort, environment } = place;
	// Written when everything is loaded: a first start that was interrupted begins again.
	const ownerFile = folder && join(folder, 'owner.json');
	const known = ownerFile && existsSync(ownerFile) ? await readFile(ownerFile, 'utf8') : undefined;
	if (folder && !known) await rm(folder, { recursive: true, force: true });
	const home = await homeOfCheckout(folder);

	const simulator = await startSimulatorProcess(undefined, simulatorPort);
	await createDemoCampaign(simulator, idsInCampaign(await readContacts()));
	const file = join(home.files, 'contacts.csv');
	const workflow = await demoWorkflow({ file, start: true });
	console.log('Loading the example workflow and its credential …');
	await importCredentials(home, [simulatorCredential(simulator.url)]);
	if (!known) {
		await copyFile(CONTACTS, file);
		await importWorkflows(home, [workflow]);
	}

	console.log('Starting n8n …');
	const owner = known ? (JSON.parse(known) as Owner) : newOwner();
	const server = await startServer(home, owner, port, environment);
	atEnd(() => server.stop());
	if (ownerFile) await writeFile(ownerFile, JSON.stringify(owner), { mode: 0o600 });
	return { server, home, simulator, workflow: `${server.url}/workflow/${workflow.id}` };
}
