import { readFile } from 'node:fs/promises';

/** The most memory that a process has held so far, in MB. Linux only. */
export async function peakMemory(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
	if (!kilobytes) throw new Error(`/proc/${pid}/status tells no peak`);
	return Math.round(Number(kilobytes) / 1024);
}
