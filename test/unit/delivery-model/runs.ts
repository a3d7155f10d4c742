/** `FC_RUNS` raises the number of runs of every property. */
export function runs(numRuns: number): { numRuns: number } {
	const { FC_RUNS } = process.env;
	return { numRuns: FC_RUNS ? Number(FC_RUNS) : numRuns };
}
