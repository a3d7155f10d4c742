import { join } from 'node:path';
import type { Home } from '../scripts/n8n/home';
import { PROJECT } from '../scripts/process/folders';
import { run } from '../scripts/process/run';
import type { Contender, Setting } from './contenders';
import { processFigures, resetPeakRss } from './figures';
import { startInstance } from './n8n/instance';
import type { MappingCost } from './programs/mapping';
import type { Measured } from './programs/measured';

/** Runs one contender with growing sizes. */
export interface Arena {
	run(size: number): Promise<Measured>;
	leave(): Promise<void>;
}

/** Records of the run that warms up a fresh n8n; it is not counted. */
const WARM_UP = 100;

/** Runs one of the programs beside this file. @returns the JSON that it prints */
async function program<T>(name: string, task: object): Promise<T> {
	const file = join(__dirname, 'programs', `${name}.ts`);
	const command = ['--require', require.resolve('tsx/cjs'), file, JSON.stringify(task)];
	return JSON.parse(await run(process.execPath, command, { cwd: PROJECT })) as T;
}

/** Median microseconds an item for each way of mapping. */
export const mappingCosts = (size: number, rounds: number) =>
	program<MappingCost[]>('mapping', { size, rounds });

/** A fresh n8n, for all sizes of one round. */
async function n8n(
	{ name }: Contender,
	template: Home,
	beforeEach: () => Promise<void>,
	profiles: string | undefined,
): Promise<Arena> {
	const instance = await startInstance(template, profiles && join(profiles, name));
	await beforeEach();
	await instance.run(name, WARM_UP);
	return {
		async run(size) {
			resetPeakRss(instance.pid);
			const before = processFigures(instance.pid);
			const begin = performance.now();
			await instance.run(name, size);
			const seconds = (performance.now() - begin) / 1_000;
			const { cpuSeconds, peakRss } = processFigures(instance.pid);
			return { seconds, cpuSeconds: cpuSeconds - before.cpuSeconds, peakRss };
		},
		leave: () => instance.stop(),
	};
}

/**
 * Gets a contender ready.
 *
 * @param template for those that run in n8n.
 * @param beforeEach makes an empty campaign.
 * @param profiles folder for CPU profiles of n8n.
 */
export async function enter(
	contender: Contender,
	{ url, concurrency }: Setting,
	template: Home | undefined,
	beforeEach: () => Promise<void>,
	profiles?: string,
): Promise<Arena> {
	if (contender.arena === 'n8n') {
		if (!template) throw new Error('There is no n8n to run it in');
		return await n8n(contender, template, beforeEach, profiles);
	}
	const { bare = false, helper = false, ordered = false, arena } = contender;
	const task = { url, concurrency: ordered ? 1 : concurrency, bare, helper, ordered };
	return {
		run: (size) => program<Measured>(arena, { ...task, size }),
		leave: () => Promise.resolve(),
	};
}
