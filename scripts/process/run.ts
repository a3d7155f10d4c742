import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, createWriteStream, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { childEnvironment } from './environment';

export interface RunOptions {
	cwd: string;
	env?: Record<string, string>;
	/** A file that everything the process prints is appended to. */
	log?: string;
	/** A file that standard output is written to instead of a pipe, which a process that exits may cut. */
	stdout?: string;
}

/** Lines of a failed command's output that its error quotes. */
const QUOTED_LINES = 15;

const started = new Set<ChildProcess>();
process.on('exit', () => started.forEach((child) => child.kill()));

/** Starts a process that ends at the latest with this one. Its output is read by the caller or goes to the log. */
export function startProcess(command: string, args: string[], options: RunOptions): ChildProcess {
	const stdout = options.stdout ? openSync(options.stdout, 'w') : undefined;
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: { ...childEnvironment(), ...options.env },
		stdio: ['ignore', stdout ?? 'pipe', 'pipe'],
		// npm is a batch file on Windows, which only a shell can run.
		shell: process.platform === 'win32' && command === 'npm',
	});
	if (stdout !== undefined) closeSync(stdout);
	started.add(child);
	child.once('close', () => started.delete(child));
	if (options.log) {
		const file = createWriteStream(options.log, { flags: 'a' });
		file.write(`\n> ${command} ${args.join(' ')}\n`);
		child.stdout?.pipe(file, { end: false });
		child.stderr?.pipe(file, { end: false });
		child.once('close', () => file.end());
	}
	return child;
}

/** A command as a person would name it: `npm install`, `n8n execute`. */
function called(command: string, args: string[]): string {
	const [program = '', ...rest] = command === process.execPath ? args : [command, ...args];
	return [basename(program), ...rest.slice(0, 1)].join(' ');
}

/**
 * Runs a command to its end.
 *
 * @returns what it printed on standard output.
 * @throws Error with the exit code and its last lines when it fails, or when it cannot be started.
 */
export async function run(command: string, args: string[], options: RunOptions): Promise<string> {
	const child = startProcess(command, args, options);
	const stdout: string[] = [];
	const everything: string[] = [];
	child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
		stdout.push(chunk);
		everything.push(chunk);
	});
	child.stderr?.setEncoding('utf8').on('data', (chunk: string) => everything.push(chunk));
	const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
	if (options.stdout) {
		stdout.push(await readFile(options.stdout, 'utf8'));
		everything.unshift(...stdout);
	}
	if (code === 0) return stdout.join('');
	const last = everything.join('').trimEnd().split('\n').slice(-QUOTED_LINES);
	throw new Error(
		`${called(command, args)} ended with ${signal ?? `exit code ${code}`}\n${last.join('\n')}`,
	);
}

/** Ends a process that `startProcess` started, and waits until it is gone; after 10 seconds by force. */
export async function stopProcess(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const closed = once(child, 'exit');
	child.kill('SIGTERM');
	const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
	await closed;
	clearTimeout(force);
}

/** Ends all processes that are still running. */
export const stopProcesses = () => Promise.all([...started].map(stopProcess));
