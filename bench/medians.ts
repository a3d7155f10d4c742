import { CONTENDERS } from './contenders';
import type { Sample } from './results';

/** @returns NaN for an empty list */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

export type Medians = ReturnType<typeof mediansOf>;

/** The run of a No Operation in the same place. The client has none: all of its time counts. */
const BARE = { n8n: 'bare', engine: 'engine-bare', client: undefined };

/** The figures of all rounds, summed up. NaN where nothing was measured. */
export function mediansOf(samples: readonly Sample[]) {
	const all = (figure: 'seconds' | 'peakRss' | 'latency', name: string, size: number) =>
		samples
			.filter((sample) => sample.contender === name && sample.size === size)
			.map((sample) => sample[figure]);

	/** Seconds of each round beyond the bare engine run; of the bare run itself, all of them. */
	function rounds(name: string, size: number): number[] {
		const contender = CONTENDERS.find((candidate) => candidate.name === name);
		const bare = contender && BARE[contender.place];
		const off = bare && bare !== name ? median(all('seconds', bare, size)) : 0;
		return all('seconds', name, size).map((seconds) => seconds - off);
	}

	return {
		sizes: [...new Set(samples.map(({ size }) => size))].sort((a, b) => a - b),
		of: (...which: Parameters<typeof all>) => median(all(...which)),
		rounds,
		over: (name: string, size: number) => median(rounds(name, size)),
	};
}
