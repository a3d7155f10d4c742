/** Runs of the property that takes the least time for each. */
const MOST = 1_000;

/** `FC_RUNS` raises the number of runs of every property: to itself for the quickest, to a share for others. */
export function runs(numRuns: number): { numRuns: number } {
	const { FC_RUNS } = process.env;
	return { numRuns: FC_RUNS ? Math.ceil((Number(FC_RUNS) * numRuns) / MOST) : numRuns };
}
