import { CONTENDERS } from './contenders';
import type { Sample } from './results';

/** @returns NaN for an empty list */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

type Figure = 'seconds' | 'peakRss' | 'latency';

/** The figures of all rounds, summed up. NaN where nothing was measured. */
export interface Medians {
	sizes: number[];
	of: (figure: Figure, contender: string, size: number) => number;
	/** Seconds of each round beyond the bare engine run; of the bare run itself, all of them. */
	rounds: (contender: string, size: number) => number[];
	/** Their median. */
	over: (contender: string, size: number) => number;
}

/** The run of a No Operation in the same place. The client has none: all of its time counts. */
const BARE = { n8n: 'bare', engine: 'engine-bare', client: undefined };

export function mediansOf(samples: readonly Sample[]): Medians {
	const all = (figure: Figure, name: string, size: number) =>
		samples
			.filter((sample) => sample.contender === name && sample.size === size)
			.map((sample) => sample[figure]);

	function rounds(name: string, size: number): number[] {
		const contender = CONTENDERS.find((candidate) => candidate.name === name);
		const bare = contender && BARE[contender.place];
		const off = bare && bare !== name ? median(all('seconds', bare, size)) : 0;
		return all('seconds', name, size).map((seconds) => seconds - off);
	}

	return {
		sizes: [...new Set(samples.map(({ size }) => size))].sort((a, b) => a - b),
		of: (...which) => median(all(...which)),
		rounds,
		over: (...which) => median(rounds(...which)),
	};
}
