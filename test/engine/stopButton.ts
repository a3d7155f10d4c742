import type { Simulator } from '../../simulator';

/** Milliseconds to wait for requests that do not come, well below jest's time limit for a test. */
const PATIENCE = 20_000;

/**
 * Presses n8n's Stop button as soon as the simulator has seen so many requests. Presses it in the
 * end in any case, and stops looking when the run is over, so that a node that sends too little
 * fails a test instead of keeping jest from exiting.
 */
export async function stopAfterRequests<T>(
	simulator: Simulator,
	requests: number,
	run: (cancel: AbortSignal) => Promise<T>,
): Promise<T> {
	const button = new AbortController();
	const deadline = Date.now() + PATIENCE;
	let over = false;
	const running = run(button.signal).finally(() => {
		over = true;
	});
	while (!over && simulator.requestCount < requests && Date.now() < deadline) {
		await new Promise(setImmediate);
	}
	button.abort();
	return await running;
}
