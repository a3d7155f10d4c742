import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** What a process has used. */
export interface ProcessFigures {
	/** Of the process and its children, such as the runner of n8n's Code nodes, since their start. */
	cpuSeconds: number;
	/** Largest resident set of the process alone, in bytes, since its start or `resetPeakRss`. */
	peakRss: number;
}

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/**
 * Reads them from Linux's /proc. Not by `process.resourceUsage()`: its maximum is handed down by the
 * process that started this one.
 *
 * @throws Error on other systems, or when there is no such process.
 */
export function processFigures(pid: number): ProcessFigures {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
	return { cpuSeconds: cpuTicks(pid) / ticksPerSecond, peakRss: Number(peak) * 1_024 };
}

/** User and system time, also of children that have ended. */
function cpuTicks(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The second field, the name in brackets, may hold blanks; the times are fields 14 to 17.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const own = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0);
	return childrenOf(pid).reduce((sum, child) => sum + cpuTicks(child), own);
}

function childrenOf(pid: number): number[] {
	return readdirSync(`/proc/${pid}/task`)
		.flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' '))
		.filter(Boolean)
		.map(Number);
}

/** Lets the largest resident set count anew from now on: starting n8n takes more than many a run. */
export const resetPeakRss = (pid: number) => writeFileSync(`/proc/${pid}/clear_refs`, '5');
