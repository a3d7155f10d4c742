/** Loads a campaign by examples/scale-out-load.json in queue mode. */
import { setTimeout as sleep } from 'node:timers/promises';
import { peakMemory } from '../../scripts/process/peakMemory';
import { publishChunkWorkflow, runLoad } from '../../scripts/stage/load';
import { startQueueMode } from '../../scripts/stage/queueMode';
import { startSimulatorProcess } from '../../scripts/stage/simulator';
import { answer } from './child';

export type ScaleOutTask = { latency: number; workers: number; records: number };

/** Executions at once in each worker. */
const PLACES = 5;

const CHUNK = 5_000;

/** Milliseconds between two looks at the campaign. */
const LOOK = 500;

void answer(async (task: ScaleOutTask) => {
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
	const watching = async () => {
		// A load that ends early gets one more look.
		for (let ended = false; held < records && !ended; await sleep(LOOK)) {
			ended = loaded;
			held = (await simulator.campaign(campaignId, 'none')).recordCount;
			last = Date.now();
			if (held > 0) first ||= last;
		}
	};
	const [{ added }] = await Promise.all([loading, watching()]);
	if (added !== records || held !== records) {
		throw new Error(`${added} of ${records} were added, and the campaign holds ${held}`);
	}
	const workerPeaks = queue.workers.map(({ pid }) => peakMemory(pid));
	return { run: { ...task, requestsAtOnce, seconds: (last - first) / 1_000 }, workerPeaks };
});
