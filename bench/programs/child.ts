import { join } from 'node:path';
import { PROJECT } from '../../scripts/process/folders';
import { run } from '../../scripts/process/run';
import { runScript } from '../../scripts/process/ending';

/**
 * Runs a program of this folder in a process of its own.
 *
 * @param task its only argument, as JSON.
 * @returns what it answers.
 * @throws Error with its last lines when it fails.
 */
export async function runChild<T>(program: string, task: object): Promise<T> {
	const file = join(__dirname, `${program}.ts`);
	const command = ['--require', require.resolve('tsx/cjs'), file, JSON.stringify(task)];
	const printed = await run(process.execPath, command, { cwd: PROJECT });
	return JSON.parse(printed.trimEnd().split('\n').at(-1) ?? '') as T;
}

/** In the child: does the task, prints the answer as the last line, and ends what it started. */
export const answer = <Task>(work: (task: Task) => Promise<unknown>): Promise<void> =>
	runScript(async () => {
		console.log(JSON.stringify(await work(JSON.parse(process.argv[2] ?? '') as Task)));
		return 0;
	});
