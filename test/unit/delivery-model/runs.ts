/** `FC_RUNS` raises the number of runs of every property, `FC_SEED` repeats one. */
export function runs(numRuns: number): { numRuns: number; seed?: number } {
	const { FC_RUNS, FC_SEED } = process.env;
	return {
		numRuns: FC_RUNS ? Number(FC_RUNS) : numRuns,
		...(FC_SEED && { seed: Number(FC_SEED) }),
	};
}
