import { KEY } from '../../scripts/engine/campaignsNode';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator';

/**
 * For tests that mostly wait, and so run at the same time (`it.concurrent`): each gets a simulator of
 * its own.
 */
export async function withOwnSimulator(
	work: (simulator: Simulator) => Promise<void>,
	options: SimulatorOptions = {},
): Promise<void> {
	const simulator = await startSimulator({ keys: { [KEY]: { product: true } }, ...options });
	try {
		await work(simulator);
	} finally {
		await simulator.close();
	}
}
