import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PROJECT } from '../../scripts/process/folders';
import { atEnd, runScript } from '../../scripts/process/ending';
import { run, startProcess, stopProcess } from '../../scripts/process/run';

const commandOf = (program: string) => [
	'--require',
	require.resolve('tsx/cjs'),
	join(__dirname, `${program}.ts`),
];

/**
 * Starts a program of this folder that runs until this one ends.
 *
 * @returns what it prints first, which is JSON in one line.
 * @throws Error with what it printed when it ends before that.
 */
export async function startChild<T>(program: string): Promise<T> {
	const child = startProcess(process.execPath, commandOf(program), { cwd: PROJECT });
	atEnd(() => stopProcess(child));
	const printed: string[] = [];
	child.stderr?.setEncoding('utf8').on('data', (text: string) => printed.push(text));
	const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
	return await new Promise<T>((resolve, reject) => {
		lines.once('line', (line) => resolve(JSON.parse(line) as T));
		child.once('close', () => reject(new Error(`${program} did not start.\n${printed.join('')}`)));
	});
}

/**
 * Runs a program of this folder in a process of its own.
 *
 * @param task its only argument, as JSON.
 * @param env further settings of the process.
 * @returns what it answers.
 * @throws Error with its last lines when it fails.
 */
export async function runChild<T>(
	program: string,
	task: object,
	env: Record<string, string> = {},
): Promise<T> {
	const command = [...commandOf(program), JSON.stringify(task)];
	const printed = await run(process.execPath, command, { cwd: PROJECT, env });
	return JSON.parse(printed.trimEnd().split('\n').at(-1) ?? '') as T;
}

/** In the child: does the task, prints the answer as the last line, and ends what it started. */
export const answer = <Task>(work: (task: Task) => Promise<unknown>): Promise<void> =>
	runScript(async () => {
		console.log(JSON.stringify(await work(JSON.parse(process.argv[2] ?? '') as Task)));
		return 0;
	});
