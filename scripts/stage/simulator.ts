import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { connectSimulator, GOOD_KEY, type SimulatorClient } from '../../simulator';
import { PRESETS } from '../../simulator/campaignPresets';
import type { CredentialToImport } from '../n8n/import';
import { PROJECT } from '../process/folders';
import { startProcess, stopProcess } from '../process/run';
import { atEnd } from '../process/ending';

/** The campaign of examples/demo.json. */
export const DEMO_CAMPAIGN = '8a8e8c1d-7c5b-4f0e-9d2a-2f6d3b1c0e58';

/** Milliseconds that every request takes, about what an API across the internet does. */
const LATENCY = 120;

/**
 * Starts the simulator as a process of its own, which ends with the script.
 *
 * @param latency milliseconds that every request takes.
 * @param port on 127.0.0.1; 0 takes any free one.
 * @throws Error with what it printed when it does not start.
 */
export async function startSimulatorProcess(latency = LATENCY, port = 0): Promise<SimulatorClient> {
	const options = ['--port', String(port), '--latency', String(latency)];
	const main = ['--require', require.resolve('tsx/cjs'), 'simulator/main.ts'];
	const child = startProcess(process.execPath, [...main, ...options], { cwd: PROJECT });
	atEnd(() => stopProcess(child));
	const printed: string[] = [];
	child.stderr?.setEncoding('utf8').on('data', (text: string) => printed.push(text));
	const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
	const url = await new Promise<string>((resolve, reject) => {
		lines.on('line', (line) => {
			const found = /^Base URL\s+(http:\S+)/.exec(line);
			if (found?.[1]) resolve(found[1]);
		});
		void once(child, 'exit').then(() =>
			reject(new Error(`The simulator did not start.\n${printed.join('')}`)),
		);
	});
	return connectSimulator(url);
}

/** Creates the campaign of the demo: new, and with records that somebody added before. */
export async function createDemoCampaign(
	simulator: SimulatorClient,
	records: string[],
): Promise<void> {
	await simulator.createCampaign({
		id: DEMO_CAMPAIGN,
		state: 'CREATED',
		records,
		buildMs: 1_500,
		startMs: 800,
	});
}

/** What a credential for any simulator of ours holds besides its address. */
export const ACCESS = { apiKey: GOOD_KEY, tenant: 'acme', customerSite: 'US1' };

/** The campaigns of the simulator by name, as the credential's field "Campaigns" takes them. */
export const NAMED_CAMPAIGNS = [
	`Example = ${DEMO_CAMPAIGN} # CREATED: the campaign of the example workflow`,
	...Object.entries(PRESETS).map(
		([name, { id, says }]) => `${name.charAt(0).toUpperCase()}${name.slice(1)} = ${id} # ${says}`,
	),
];

/** The credential for the simulator, under the id that examples/demo.json names. */
export function simulatorCredential(url: string): CredentialToImport {
	return {
		id: '8x8SimulatorKey1',
		name: '8x8 Contact Center Campaigns account',
		type: 'eightByEightCampaignsApi',
		data: {
			...ACCESS,
			otherCustomerSite: '',
			campaigns: NAMED_CAMPAIGNS.join('\n'),
			baseUrl: url,
		},
	};
}
