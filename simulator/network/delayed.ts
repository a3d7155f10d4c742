import type { Socket } from 'node:net';

/** What came from the source: bytes, its end, or a reset. */
type Arrival = { kind: 'bytes'; bytes: Buffer } | { kind: 'end' } | { kind: 'reset' };

/**
 * Passes all that comes from one socket on to another, in its order, later. It holds in memory what
 * waits, however much that is.
 *
 * @param due when something that arrives at a time is to leave, both on the clock of `performance`
 */
export function delayed(source: Socket, target: Socket, due: (at: number) => number): void {
	const queue: Array<Arrival & { due: number }> = [];
	let timer: NodeJS.Timeout | undefined;

	function arrive(arrival: Arrival): void {
		queue.push({ ...arrival, due: due(performance.now()) });
		wait();
	}

	function wait(): void {
		const [next] = queue;
		if (next) timer ??= setTimeout(leave, Math.ceil(next.due - performance.now()));
	}

	/** A timer may fire a little early: what is not due yet waits again. */
	function leave(): void {
		timer = undefined;
		while (queue[0] && queue[0].due <= performance.now()) pass(queue.shift()!);
		wait();
	}

	function pass(arrival: Arrival): void {
		if (arrival.kind === 'reset') target.resetAndDestroy();
		else if (arrival.kind === 'end') target.end();
		else target.write(arrival.bytes);
	}

	source.on('data', (bytes: Buffer) => arrive({ kind: 'bytes', bytes }));
	source.once('end', () => arrive({ kind: 'end' }));
	source.once('error', () => arrive({ kind: 'reset' }));
	target.once('close', () => {
		clearTimeout(timer);
		queue.length = 0;
	});
}
