import { thrownText } from './thrownText';

/** Ends what a script started, however the script ends. */
type Task = () => unknown;

const tasks: Task[] = [];

/** Exit code of a program that was interrupted, by the convention of shells. */
const INTERRUPTED = 130;

/** Remembers what is to be done at the end; what was started last ends first. */
export function atEnd(task: Task): void {
	tasks.push(task);
}

/** Ends what was started; what goes wrong with one of the tasks is printed, and the others run. */
export async function end(): Promise<void> {
	for (let task = tasks.pop(); task; task = tasks.pop()) {
		try {
			await task();
		} catch (error) {
			console.error(thrownText(error));
		}
	}
}

/**
 * Runs a script, ends what it started, and exits with the code that it returns: 1 when it throws,
 * whose message is then printed, and 130 when it is interrupted.
 */
export async function runScript(script: () => Promise<number>): Promise<void> {
	let code = INTERRUPTED;
	const interrupted = new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve);
	});
	const finished = script().then(
		(result) => {
			code = result;
		},
		(error: unknown) => {
			code = 1;
			console.error(`\n${thrownText(error)}`);
		},
	);
	await Promise.race([finished, interrupted]);
	await end();
	process.exit(code);
}
