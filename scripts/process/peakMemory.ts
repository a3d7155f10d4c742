import { readFileSync } from 'node:fs';

/**
 * The most memory that a process has held so far, in bytes. Not `process.resourceUsage()`: a process
 * inherits that maximum from the one that started it.
 *
 * @throws Error on other systems than Linux.
 */
export function peakMemory(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
	if (!kilobytes) throw new Error(`/proc/${pid}/status tells no peak`);
	return Number(kilobytes) * 1_024;
}
