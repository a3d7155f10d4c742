import { setTimeout as sleep } from 'node:timers/promises';
import pc from 'picocolors';
import type { CampaignSnapshot, SimulatorClient } from '../../simulator';
import { progressBar } from '../process/progress';
import { CONTACTS, idsInCampaign, readContacts } from '../stage/contactsFile';
import { homeOfCheckout } from '../n8n/home';
import {
	createDemoCampaign,
	DEMO_CAMPAIGN,
	simulatorCredential,
	startSimulatorProcess,
} from '../stage/simulator';
import { differences } from './compare';
import type { Reported } from './result';
import { execute, importDemo } from './execute';
import { resultTable } from './table';

/** Milliseconds that the campaign may take to build and start; the simulator's takes about 2.5 s. */
const RUNNING_WITHIN = 30_000;

/** Differences that are shown; one cause usually makes many. */
const SHOWN_DIFFERENCES = 10;

/** Shows how the campaign fills, until the work is done. */
async function watch<T>(
	simulator: SimulatorClient,
	before: number,
	rows: number,
	work: Promise<T>,
): Promise<T> {
	const bar = progressBar('{value}/{total} rows');
	bar.start(rows, 0, { stage: 'n8n starts' });
	const look = async () => {
		const { recordCount, state } = await simulator.campaign(DEMO_CAMPAIGN, 'none');
		const stage = recordCount > before ? `in the campaign, which is ${state}` : 'n8n starts';
		bar.update(recordCount - before, { stage });
	};
	let done = false;
	const watching = (async () => {
		for (; !done; await sleep(200)) await look();
		await look();
		// After an interruption the simulator is gone while n8n still ends; that is no error.
	})().catch(() => undefined);
	try {
		return await work;
	} finally {
		done = true;
		await watching;
		bar.stop();
	}
}

async function waitUntilRunning(simulator: SimulatorClient): Promise<CampaignSnapshot> {
	const deadline = Date.now() + RUNNING_WITHIN;
	let campaign = await simulator.campaign(DEMO_CAMPAIGN);
	while (campaign.state !== 'RUNNING' && Date.now() < deadline) {
		await sleep(200);
		campaign = await simulator.campaign(DEMO_CAMPAIGN);
	}
	return campaign;
}

function printVerdict(problems: string[], reported: Reported[]): void {
	if (problems.length === 0) {
		const rows = reported.length.toLocaleString('en');
		console.log(
			`${pc.green('✔')} All ${rows} rows checked one by one: file, report and campaign agree, in order, nothing twice.`,
		);
		return;
	}
	console.log(pc.red(`✘ File, report and campaign disagree in ${problems.length} places:`));
	for (const problem of problems.slice(0, SHOWN_DIFFERENCES)) console.log(`    ${problem}`);
	const more = problems.length - SHOWN_DIFFERENCES;
	if (more > 0) console.log(`    … and ${more} more`);
}

/**
 * Runs the demo against the simulator, and compares file, report and campaign record by record.
 *
 * @returns the exit code: 0 only when they agree and the campaign runs.
 */
export async function runOnSimulator(): Promise<number> {
	const begin = Date.now();
	const home = await homeOfCheckout();
	const rows = await readContacts();
	const before = idsInCampaign(rows);
	const simulator = await startSimulatorProcess();
	await createDemoCampaign(simulator, before);
	console.log(`Simulator of the 8x8 API: ${simulator.url}, campaign ${DEMO_CAMPAIGN}`);
	console.log(`Loading the example workflow and its credential …`);
	const credential = simulatorCredential(simulator.url);
	const workflowId = await importDemo(home, { credential, file: CONTACTS, start: true });

	const count = rows.length.toLocaleString('en');
	console.log(`Running it in n8n: ${count} contacts of examples/contacts.csv`);
	const work = execute(home, workflowId);
	const { records: reported } = await watch(simulator, before.length, rows.length, work);
	const campaign = await waitUntilRunning(simulator);
	const requests = await simulator.requests();

	const { state, records: held = [] } = campaign;
	console.log(`\n${resultTable(reported)}`);
	console.log(
		`Campaign: ${pc.bold(state)}, ${held.length.toLocaleString('en')} records (${before.length} of them were there before), ${requests.length} requests`,
	);
	const problems = differences({ rows, reported, before, held, requests });
	if (state !== 'RUNNING') problems.push(`the campaign is ${state}, and must be RUNNING`);
	printVerdict(problems, reported);
	console.log(`  ${((Date.now() - begin) / 1_000).toFixed(1)} s in all`);
	console.log(`\nTo see the workflow in n8n's editor: ${pc.bold('npm start')}`);
	return problems.length === 0 ? 0 : 1;
}
