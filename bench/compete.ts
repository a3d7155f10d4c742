import type { Home } from '../scripts/n8n/home';
import type { SimulatorClient } from '../simulator';
import type { Arguments } from './arguments';
import { enter } from './arenas';
import { differences } from './check';
import { CAMPAIGN_ID, type Contender, type Setting } from './contenders';
import type { Sample } from './samples';

/** Seconds from which on a run is not repeated in later rounds. */
export const SLOW = 40;

/** Records from which on only the ids are fetched for the check: in full they are 200 bytes each. */
const FETCHED_IN_FULL = 100_000;

/**
 * Runs all contenders in turn, several rounds.
 *
 * @throws Error when the server does not hold what a contender was to bring there.
 */
export async function compete(
	contenders: readonly Contender[],
	{ sizes, rounds, profiles }: Arguments,
	setting: Setting,
	simulator: SimulatorClient,
	template: Home | undefined,
): Promise<Sample[]> {
	const samples: Sample[] = [];
	const empty = () => emptyCampaign(simulator);

	for (let round = 1; round <= rounds; round++) {
		for (const contender of contenders) {
			const wanted = sizes.filter(
				(size) => size <= contender.maxSize && !isSlow(samples, contender, size),
			);
			if (wanted.length === 0) continue;
			const arena = await enter(contender, setting, template, empty, profiles);
			try {
				for (const size of wanted) {
					await empty();
					const measured = await arena.run(size);
					const held = await whatIsHeld(simulator, size);
					const wrong = differences(contender, size, setting.concurrency, held);
					if (wrong.length > 0) {
						throw new Error(`${contender.label}, ${size} records: ${wrong.join('; ')}`);
					}
					const { requests, maxInFlight, latency } = held;
					const sample = { contender: contender.name, size, round, ...measured };
					samples.push({ ...sample, requests, maxInFlight, latency });
					console.log(progressLine(round, contender, size, measured.seconds));
				}
			} finally {
				await arena.leave();
			}
		}
	}
	return samples;
}

async function emptyCampaign(simulator: SimulatorClient): Promise<void> {
	await simulator.reset();
	await simulator.createCampaign({ id: CAMPAIGN_ID });
}

async function whatIsHeld(simulator: SimulatorClient, size: number) {
	const detail = size > FETCHED_IN_FULL ? 'ids' : 'full';
	const { records, crmRecordIds = [] } = await simulator.campaign(CAMPAIGN_ID, detail);
	const { requestCount, maxInFlight, meanDuration } = await simulator.status();
	return {
		records: records ?? crmRecordIds.map((crmRecordId) => ({ crmRecordId })),
		requests: requestCount,
		maxInFlight,
		latency: meanDuration,
	};
}

const isSlow = (samples: readonly Sample[], { name }: Contender, size: number) =>
	samples.some(
		(sample) => sample.contender === name && sample.size === size && sample.seconds > SLOW,
	);

const progressLine = (round: number, { label }: Contender, size: number, seconds: number) =>
	`  round ${round}  ${size.toLocaleString('en').padStart(9)}  ${label.padEnd(52)} ${seconds.toFixed(2)} s`;
