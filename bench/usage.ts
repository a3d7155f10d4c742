import { writeFileSync } from 'node:fs';
import { peakMemory } from '../scripts/process/peakMemory';

/** What a piece of work took. */
export interface Usage {
	seconds: number;
	/** Largest resident set of the process, in bytes. */
	peakRss: number;
}

/** Measures what a process uses while the work is done. */
export async function measure(pid: number, work: () => Promise<void>): Promise<Usage> {
	// The peak counts from here on: a start takes more than many a run.
	writeFileSync(`/proc/${pid}/clear_refs`, '5');
	const begin = performance.now();
	await work();
	return { seconds: (performance.now() - begin) / 1_000, peakRss: peakMemory(pid) };
}
