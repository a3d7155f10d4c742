/** Loads a campaign by examples/scale-out-load.json in queue mode. */
import { setTimeout as sleep } from 'node:timers/promises';
import { peakMemory } from '../../scripts/process/peakMemory';
import { publishChunkWorkflow, runLoad } from '../../scripts/stage/load';
import { startQueueMode } from '../../scripts/n8n/queueMode';
import { startSimulatorProcess } from '../../scripts/stage/simulator';
import { answer } from './child';

export type QueueTask = { latency: number; workers: number; records: number };

/** Executions at once in each worker. */
const PLACES = 5;

const CHUNK = 5_000;

/** Milliseconds between two looks at the campaign. */
const LOOK = 500;

void answer(async (task: QueueTask) => {
	const { latency, workers, records } = task;
	const queue = await startQueueMode(workers, PLACES);
	const simulator = await startSimulatorProcess(latency);
	await simulator.keepRequests(0);
	const scaleOut = await publishChunkWorkflow(queue.main, simulator.url);
	const { id: campaignId } = await simulator.createCampaign();
	const requestsAtOnce = workers * PLACES;
	const load = { campaignId, records, chunkSize: CHUNK, chunksAtOnce: requestsAtOnce };

	let [held, first, last, loaded] = [0, 0, 0, false];
	const loading = runLoad(scaleOut, load).finally(() => (loaded = true));
	async function watch(): Promise<void> {
		// A load that ends early gets one more look.
		const ending = loaded;
		held = (await simulator.campaign(campaignId, 'none')).recordCount;
		last = Date.now();
		if (held > 0) first ||= last;
		if (held < records && !ending) await sleep(LOOK).then(watch);
	}
	const [{ added }] = await Promise.all([loading, watch()]);
	if (added !== records || held !== records) {
		throw new Error(`${added} of ${records} were added, and the campaign holds ${held}`);
	}
	const peakRss = Math.max(...queue.workers.map(({ pid }) => peakMemory(pid)));
	return { ...task, requestsAtOnce, seconds: (last - first) / 1_000, peakRss };
});
