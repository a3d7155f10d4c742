import type { Contender } from './contenders';
import type { Medians } from './samples';

type Timed = Pick<Contender, 'name' | 'arena'>;

const BARE: Record<Contender['arena'], string | undefined> = {
	n8n: 'bare',
	engine: 'engine-bare',
	client: undefined,
};

/** What a contender takes beyond the run of a No Operation in the same place; the client as it is. */
export function overBare(
	medians: Medians,
	figure: 'seconds' | 'cpuSeconds',
	{ name, arena }: Timed,
	size: number,
): number | undefined {
	const own = medians.of(figure, name, size);
	const bareRun = BARE[arena];
	if (!bareRun) return own;
	const bare = medians.of(figure, bareRun, size);
	return own === undefined || bare === undefined ? undefined : own - bare;
}
