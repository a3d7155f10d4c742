/** `npm run bench`: this node and other ways to do the same, against the simulator. */
import { runScript } from '../scripts/stage/ending';
import { startSimulatorProcess } from '../scripts/stage/simulator';
import { CONTENDERS, MAIN_SIZE, MEMORY_CONTENDERS } from './contenders';
import { prepareTemplate } from './n8n';
import { HELP, readOptions } from './options';
import { writePages } from './pages/write';
import { runChild } from './programs/child';
import type { ScaleOutTask } from './programs/scaleOut';
import { here, loadResults, type MappingCost, type Results, type ScaleOutRun } from './results';
import { runRounds, type Stage } from './times';

type Asked = ReturnType<typeof readOptions>;

const MEMORY_SIZES = [0, 10_000, 50_000, 100_000, 200_000];

const SCALED_OUT: ScaleOutTask[] = [
	{ latency: 300, workers: 1, records: 200_000 },
	{ latency: 300, workers: 2, records: 200_000 },
];

const named = (names: string[]) => CONTENDERS.filter(({ name }) => names.includes(name));

async function measureTimes(stage: Stage, asked: Asked): Promise<Results['times']> {
	const { sizes, rounds, latency, concurrency, contenders } = asked;
	const samples = await runRounds(stage, named(contenders), sizes, rounds);
	console.log('Timing the mapping …');
	const mapped = Math.min(MAIN_SIZE, ...sizes.slice(-1));
	const mapping = await runChild<MappingCost[]>('engine', { mapped, rounds });
	return { measured: here(), rounds, latency, concurrency, samples, mapping };
}

/** A fresh n8n for each run. */
async function measureMemory(stage: Stage, most: number): Promise<Results['memory']> {
	const samples = [];
	for (const size of MEMORY_SIZES.filter((one) => one <= most)) {
		samples.push(...(await runRounds(stage, named(MEMORY_CONTENDERS), [size], 1)));
	}
	return { measured: here(), samples };
}

async function measureScaleOut(most: number): Promise<Results['scaleOut']> {
	const [peaks, runs]: [number[], ScaleOutRun[]] = [[], []];
	for (const task of SCALED_OUT) {
		console.log(`Loading in queue mode, workers: ${task.workers} …`);
		const { run, workerPeaks } = await runChild<{ run: ScaleOutRun; workerPeaks: number[] }>(
			...(['scaleOut', { ...task, records: Math.min(task.records, most) }] as const),
		);
		runs.push(run);
		peaks.push(...workerPeaks);
	}
	return { measured: here(), workerPeaks: [Math.min(...peaks), Math.max(...peaks)], runs };
}

void runScript(async () => {
	const asked = readOptions(process.argv.slice(2));
	if (asked.help) {
		console.log(HELP);
		return 0;
	}
	const { parts, latency, concurrency, profile } = asked;
	const results = asked.full ? loadResults() : {};
	const most = asked.sizes.at(-1) ?? 0;
	if (parts.some((part) => part !== 'scale-out')) {
		const simulator = await startSimulatorProcess(latency);
		await simulator.keepRequests(0);
		const setting = { url: simulator.url, concurrency };
		const template = await prepareTemplate(CONTENDERS, setting);
		const stage = { simulator, setting, template, profile };
		if (parts.includes('times')) results.times = await measureTimes(stage, asked);
		if (parts.includes('memory')) results.memory = await measureMemory(stage, most);
	}
	if (parts.includes('scale-out')) results.scaleOut = await measureScaleOut(most);
	const { times, targets } = await writePages(results, asked.out);
	console.log([times, targets, asked.out].join('\n\n'));
	return 0;
});
