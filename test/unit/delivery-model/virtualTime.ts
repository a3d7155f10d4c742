/** Time that passes only when nothing else is left to do: a run of minutes takes milliseconds. */
export interface VirtualTime {
	/** Milliseconds since the epoch. */
	now: () => number;
	sleep: (milliseconds: number) => Promise<void>;
	/** Runs something after that many milliseconds; equal times run in the order they were asked for. */
	after: (milliseconds: number, run: () => void) => void;
	/** Lets time pass until the work is done. Fails when it waits for something that never comes. */
	during: <T>(work: Promise<T>) => Promise<T>;
	/** Lets everything happen that is still to come. */
	runOut: () => Promise<void>;
}

interface Event {
	at: number;
	run: () => void;
}

/** All that was set free by the last event has run: promises first, by the rules of Node.js. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

export function createVirtualTime(): VirtualTime {
	/** Soonest last. */
	const events: Event[] = [];
	let now = 1_800_000_000_000;

	function after(milliseconds: number, run: () => void): void {
		const at = now + Math.max(0, milliseconds);
		let place = events.length;
		while (place > 0 && events[place - 1]!.at <= at) place -= 1;
		events.splice(place, 0, { at, run });
	}

	async function step(): Promise<boolean> {
		const event = events.pop();
		if (!event) return false;
		now = event.at;
		event.run();
		await settled();
		return true;
	}

	return {
		now: () => now,
		after,
		sleep: (milliseconds) => new Promise((resolve) => after(milliseconds, resolve)),
		during: async (work) => {
			let done = false;
			const end = () => {
				done = true;
			};
			work.then(end, end);
			await settled();
			while (!done) {
				if (!(await step())) throw new Error('The work waits for something that never comes');
			}
			return await work;
		},
		runOut: async () => {
			while (await step());
		},
	};
}
