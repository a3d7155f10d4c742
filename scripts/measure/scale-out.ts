/**
 * The numbers of docs/scaling.md about queue mode: how long examples/scale-out-load.json takes with
 * some workers, each with five executions at once.
 *
 *   npx tsx scripts/measure/scale-out.ts --workers 2 [--records 200000] [--chunk 5000] [--latency 120]
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { peakMemory } from '../process/peakMemory';
import { runScript } from '../process/ending';
import { publishChunkWorkflow, runLoad } from '../stage/load';
import { startQueueMode } from '../n8n/queueMode';
import { startSimulatorProcess } from '../stage/simulator';

const { values } = parseArgs({
	options: {
		workers: { type: 'string', default: '2' },
		records: { type: 'string', default: '200000' },
		chunk: { type: 'string', default: '5000' },
		latency: { type: 'string', default: '120' },
	},
});
const [workers, records, chunkSize, latency] = [
	values.workers,
	values.records,
	values.chunk,
	values.latency,
].map(Number) as [number, number, number, number];

/** Executions at once in each worker. */
const PLACES = 5;

/** Milliseconds between two looks at the campaign. */
const LOOK = 500;

void runScript(async () => {
	const queue = await startQueueMode(workers, PLACES);
	const simulator = await startSimulatorProcess(latency);
	await simulator.keepRequests(0);
	const scaleOut = await publishChunkWorkflow(queue.main, simulator.url);
	const { id: campaignId } = await simulator.createCampaign();

	/** When the first records came, and the last. */
	async function watch(): Promise<number> {
		let first: number | undefined;
		for (;;) {
			const { recordCount } = await simulator.campaign(campaignId, 'none');
			if (recordCount > 0) first ??= Date.now();
			if (recordCount === records) return (Date.now() - (first ?? 0)) / 1_000;
			await sleep(LOOK);
		}
	}
	const started = Date.now();
	const [seconds, report] = await Promise.all([
		watch(),
		runLoad(scaleOut, { campaignId, records, chunkSize, chunksAtOnce: workers * PLACES }),
	]);
	if (report.added !== records) throw new Error(`Only ${report.added} of ${records} were added`);

	const peaks = await Promise.all(queue.workers.map(({ pid }) => peakMemory(pid)));
	console.log(`${workers} workers, ${records} records in chunks of ${chunkSize}, ${latency} ms`);
	console.log(`on ${availableParallelism()} cores, which the simulator shares`);
	console.log(`first to last record  ${seconds.toFixed(1)} s, ${Math.round(records / seconds)}/s`);
	console.log(`until it is stored    ${((Date.now() - started) / 1_000).toFixed(1)} s`);
	console.log(`peak of the main      ${await peakMemory(queue.main.pid)} MB`);
	console.log(`peak of each worker   ${peaks.join(', ')} MB`);
	return 0;
});
