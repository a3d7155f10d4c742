import { join } from 'node:path';
import type { SimulatorClient } from '../simulator';
import { difference } from './check';
import { CONCURRENCY, MAIN_SIZE, type Contender } from './contenders';
import { startOwnN8n, type Template } from './n8n';
import { runChild } from './programs/child';
import { CAMPAIGN_ID } from './records';
import type { Sample } from './results';
import { measure, type Usage } from './usage';

/** What all runs share. */
export interface Stage {
	simulator: SimulatorClient;
	/** Its address for the contenders. */
	url: string;
	template: Template;
	/** Further settings of each process that sends. */
	environment?: Record<string, string>;
	/** Folder for CPU profiles. */
	profile?: string;
}

const MILLION = 1_000_000;

/** Seconds from which on a run is not repeated in later rounds. */
const SLOW = 40;

/** Records of the run that warms up a fresh n8n. */
const WARM_UP = 100;

/** Gets a contender ready to run. */
async function enter({ url, template, environment, profile }: Stage, contender: Contender) {
	const { name, place, ordered = false } = contender;
	if (place !== 'n8n') {
		const task = { name, url, ordered, concurrency: ordered ? 1 : CONCURRENCY };
		return {
			run: (size: number) => runChild<Usage>(place, { ...task, size }, environment),
			stop: () => Promise.resolve(),
		};
	}
	const profiling = { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profile && join(profile, name)}` };
	const settings = { ...environment, ...(profile && profiling) };
	const { pid, run, stop } = await startOwnN8n(template, settings);
	return { run: (size: number) => measure(pid, () => run(name, size)), stop };
}

/** Runs on an empty campaign. @throws Error when the server does not hold what it should */
async function check(
	{ simulator }: Stage,
	contender: Contender,
	size: number,
	run: () => Promise<Usage>,
): Promise<Omit<Sample, 'round'>> {
	await simulator.reset();
	await simulator.createCampaign({ id: CAMPAIGN_ID });
	const usage = await run();
	// In full, a million records are 200 MB. Where order is promised, no run has as many.
	const detail = contender.million && size > MAIN_SIZE ? 'ids' : 'full';
	const { records, crmRecordIds = [] } = await simulator.campaign(CAMPAIGN_ID, detail);
	const { requestCount: requests, maxInFlight, meanDuration } = await simulator.status();
	const held = records ?? crmRecordIds.map((crmRecordId) => ({ crmRecordId }));
	const wrong = difference(contender, size, { records: held, requests, maxInFlight });
	if (wrong) throw new Error(`${contender.label}, ${size} records: ${wrong}`);
	return { contender: contender.name, size, ...usage, latency: meanDuration };
}

/** Runs all contenders in turn, several rounds, each with growing sizes. */
export async function runRounds(
	stage: Stage,
	contenders: readonly Contender[],
	sizes: readonly number[],
	rounds: number,
): Promise<Sample[]> {
	const samples: Sample[] = [];
	const isSlow = (name: string, size: number) =>
		samples.some((one) => one.contender === name && one.size === size && one.seconds > SLOW);
	for (let round = 1; round <= rounds; round++) {
		for (const contender of contenders) {
			const { name, label, place, million } = contender;
			const wanted = sizes.filter((size) => (million || size < MILLION) && !isSlow(name, size));
			if (wanted.length === 0) continue;
			const { run, stop } = await enter(stage, contender);
			const runs = (size: number) => check(stage, contender, size, () => run(size));
			try {
				if (place === 'n8n') await runs(WARM_UP);
				for (const size of wanted) {
					const sample = { ...(await runs(size)), round };
					samples.push(sample);
					const records = size.toLocaleString('en').padStart(9);
					console.log(`  ${round} ${records}  ${label.padEnd(45)} ${sample.seconds.toFixed(2)} s`);
				}
			} finally {
				await stop();
			}
		}
	}
	return samples;
}
