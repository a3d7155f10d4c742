/** One run of one contender. */
export interface Sample {
	contender: string;
	size: number;
	round: number;
	seconds: number;
	cpuSeconds: number;
	peakRss: number;
	requests: number;
	/** Requests that were under way at once, as the simulator saw it. */
	maxInFlight: number;
	/** Milliseconds that the simulator took for a request, on average; the set latency is a part of it. */
	latency: number;
}

/** The figures that are summed up by their medians. */
type Figure = 'seconds' | 'cpuSeconds' | 'peakRss' | 'requests' | 'maxInFlight' | 'latency';

/** @returns NaN for an empty list */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/** Medians over the rounds; undefined where nothing was measured. */
export interface Medians {
	of(figure: Figure, contender: string, size: number): number | undefined;
	rounds(contender: string, size: number): number;
	sizes: number[];
}

export function mediansOf(samples: readonly Sample[]): Medians {
	const group = (contender: string, size: number) =>
		samples.filter((sample) => sample.contender === contender && sample.size === size);
	return {
		of(figure, contender, size) {
			const values = group(contender, size).map((sample) => sample[figure]);
			return values.length > 0 ? median(values) : undefined;
		},
		rounds: (contender, size) => group(contender, size).length,
		sizes: [...new Set(samples.map(({ size }) => size))].sort((a, b) => a - b),
	};
}
