import type { DeliveryOptions } from '../../../nodes/EightByEightCampaigns/delivery/run';
import { orderFaults } from './order';
import { outcomeFaults } from './outcomes';
import { rankFaults } from './rank';
import { trafficFaults } from './traffic';
import type { Try } from './tries';
import type { World } from './world';

/**
 * Everything that is wrong with the tries of one run, judged once all requests are processed, those
 * that the client has given up too.
 */
export async function faultsOf(
	world: World,
	tries: readonly Try[],
	options: DeliveryOptions,
): Promise<string[]> {
	await world.time.runOut();
	return [
		...outcomeFaults(world, tries),
		...tries.flatMap((run) => [
			...trafficFaults(world, run, options),
			...orderFaults(world, run, options),
			...rankFaults(world, run, options),
		]),
	];
}
