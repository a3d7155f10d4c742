/** `npm run bench`: this node and other ways to do the same, against the simulator. */
import { runScript } from '../scripts/process/ending';
import { startSimulatorProcess } from '../scripts/stage/simulator';
import {
	CONTENDERS,
	DISTANT_CONTENDERS,
	DISTANT_SIZE,
	LATENCY,
	MAIN_SIZE,
	MEMORY_CONTENDERS,
	ROUND_TRIP,
} from './contenders';
import { distantStage } from './distance';
import { prepareTemplate } from './n8n';
import { HELP, readOptions } from './options';
import { writePages } from './pages/write';
import { runChild } from './programs/child';
import type { QueueTask } from './programs/queue';
import { here, loadResults, saveResults } from './results';
import type { MappingCost, QueueRun, RateRun, Results } from './results';
import { runRounds, type Stage } from './times';

type Asked = ReturnType<typeof readOptions>;

const MEMORY_SIZES = [0, 10_000, 50_000, 100_000, 200_000];

const QUEUE = { latency: 300, workers: [1, 2], records: 200_000 };

const named = (names: string[]) => CONTENDERS.filter(({ name }) => names.includes(name));

async function measureTimes(stage: Stage, asked: Asked): Promise<Results['times']> {
	const { sizes, rounds, contenders } = asked;
	const samples = await runRounds(stage, named(contenders), sizes, rounds);
	console.log('Timing the mapping …');
	const mapped = Math.min(MAIN_SIZE, ...sizes.slice(-1));
	const mapping = await runChild<MappingCost[]>('mapping', { mapped, rounds });
	return { measured: here(), samples, mapping };
}

async function measureDistance(asked: Asked, most: number): Promise<Results['distance']> {
	console.log(`HTTPS, ${ROUND_TRIP} ms a round trip …`);
	const contenders = DISTANT_CONTENDERS.filter((name) => asked.contenders.includes(name));
	const stage = await distantStage(asked.profile);
	const sizes = [Math.min(DISTANT_SIZE, most)];
	const samples = await runRounds(stage, named(contenders), sizes, asked.rounds);
	return { measured: here(), samples };
}

/** A fresh n8n for each run. */
async function measureMemory(stage: Stage, most: number): Promise<Results['memory']> {
	const samples = [];
	for (const size of MEMORY_SIZES.filter((one) => one <= most)) {
		samples.push(...(await runRounds(stage, named(MEMORY_CONTENDERS), [size], 1)));
	}
	return { measured: here(), samples };
}

async function measureQueue(most: number): Promise<Results['queue']> {
	const runs: Array<QueueRun & { peakRss: number }> = [];
	const records = Math.min(QUEUE.records, most);
	for (const workers of QUEUE.workers) {
		console.log(`Loading in queue mode, workers: ${workers} …`);
		const task: QueueTask = { latency: QUEUE.latency, workers, records };
		runs.push(await runChild('queue', task));
	}
	return { measured: here(), workerPeak: Math.max(...runs.map(({ peakRss }) => peakRss)), runs };
}

void runScript(async () => {
	const asked = readOptions(process.argv.slice(2));
	if (asked.help) {
		console.log(HELP);
		return 0;
	}
	const { parts, profile } = asked;
	const results = asked.full ? loadResults() : {};
	const most = asked.sizes.at(-1) ?? 0;
	if (parts.includes('times') || parts.includes('memory')) {
		const simulator = await startSimulatorProcess(LATENCY);
		await simulator.keepRequests(0);
		const { url } = simulator;
		const stage = { simulator, url, template: await prepareTemplate(url), profile };
		if (parts.includes('times')) results.times = await measureTimes(stage, asked);
		// It takes most of the time, and a later part may fail.
		await saveResults(results, asked.out);
		if (parts.includes('memory')) results.memory = await measureMemory(stage, most);
	}
	if (parts.includes('distance')) results.distance = await measureDistance(asked, most);
	if (parts.includes('queue')) results.queue = await measureQueue(most);
	if (parts.includes('rate')) {
		console.log('Loading against rate limits …');
		results.rate = { measured: here(), runs: await runChild<RateRun[]>('rate', {}) };
	}
	const figures = await writePages(results, asked.out);
	const tables = Object.values(figures).filter((text) => text.startsWith('|'));
	console.log([...tables, asked.out].join('\n\n'));
	return 0;
});
