import { processFigures, type ProcessFigures } from '../figures';

/** What a program prints. */
export interface Measured extends ProcessFigures {
	seconds: number;
}

/**
 * Runs what a program is for, and prints what it took: getting ready is not part of it.
 *
 * @param prepare gets the program's argument, from JSON, and gives what is to be measured.
 */
export async function measured<Task>(
	prepare: (task: Task) => Promise<() => Promise<void>> | (() => Promise<void>),
): Promise<void> {
	try {
		const work = await prepare(JSON.parse(process.argv[2] ?? '') as Task);
		const before = processFigures(process.pid);
		const begin = performance.now();
		await work();
		const seconds = (performance.now() - begin) / 1_000;
		const { cpuSeconds, peakRss } = processFigures(process.pid);
		const result: Measured = { seconds, cpuSeconds: cpuSeconds - before.cpuSeconds, peakRss };
		console.log(JSON.stringify(result));
	} catch (error) {
		console.error(error);
		process.exitCode = 1;
	}
}
