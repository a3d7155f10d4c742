import type { Clock } from '../../../nodes/EightByEightCampaigns/delivery/clock';
import { NOW } from './replies';

export interface VirtualClock extends Clock {
	/** Milliseconds of each wait that was asked for, in order. */
	readonly waits: number[];
	/** Milliseconds that have passed. */
	readonly elapsed: () => number;
}

export interface ClockScript {
	/** What random numbers come, in turn; the last one repeats. */
	random?: number[];
	/** Called at the end of every wait, with its number from 1 on. */
	onWait?: (count: number, milliseconds: number) => void;
}

/**
 * Time that passes only by waiting. Waits that are under way at once end in the order of their ends,
 * as with real timers: several requests may share the clock.
 */
export function virtualClock({ random = [0.5], onWait }: ClockScript = {}): VirtualClock {
	const waits: number[] = [];
	const sleepers: Array<{ end: number; wake: () => void }> = [];
	let now = NOW;
	let drawn = 0;
	let timer: NodeJS.Immediate | undefined;

	// setImmediate runs after all promises that are ready, so everyone who is going to sleep, sleeps.
	const advance = () => {
		timer = undefined;
		sleepers.sort((a, b) => a.end - b.end);
		const next = sleepers.shift();
		if (!next) return;
		now = Math.max(now, next.end);
		next.wake();
		if (sleepers.length) timer = setImmediate(advance);
	};

	return {
		waits,
		now: () => now,
		elapsed: () => now - NOW,
		random: () => random[Math.min(drawn++, random.length - 1)]!,
		sleep: async (milliseconds) => {
			waits.push(milliseconds);
			const count = waits.length;
			await new Promise<void>((resolve) => {
				sleepers.push({ end: now + Math.max(0, milliseconds), wake: resolve });
				timer ??= setImmediate(advance);
			});
			onWait?.(count, milliseconds);
		},
	};
}
