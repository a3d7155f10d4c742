import fc from 'fast-check';
import type { Entry, Outcome } from '../../../nodes/EightByEightCampaigns/delivery/outcome';
import { freshRecordMemory } from '../../../nodes/EightByEightCampaigns/resources/earlierTry';
import { faultsOf } from './laws';
import { runs } from './runs';
import { scenario } from './scenario';
import { tryItems, type Try } from './tries';
import { carries, createWorld, type World } from './world';

/** Milliseconds between two tries, as Retry On Fail waits at most. */
const BETWEEN_TRIES = 5_000;

it('reports the true outcome of every item over all tries, and sends no settled item again', async () => {
	await fc.assert(
		fc.asyncProperty(
			scenario,
			fc.integer({ min: 2, max: 3 }),
			async ({ items, options, world: spec }, times) => {
				const world = createWorld(spec);
				const memory = freshRecordMemory();
				const tries: Try[] = [];
				for (let n = 0; n < times; n++) {
					tries.push(await tryItems(world, items, options, memory));
					await world.time.during(world.time.sleep(BETWEEN_TRIES));
				}

				expect(await faultsOf(world, tries, options)).toEqual([]);
				expect(tries.slice(1).flatMap((run, n) => memoryFaults(world, tries[n]!, run))).toEqual([]);
			},
		),
		runs(700),
	);
});

/** What a try should have left to the one before, or taken over from it. */
function memoryFaults({ requests }: World, before: Try, { planned, requests: own }: Try): string[] {
	const isSent = ({ campaignId, record }: Entry) =>
		requests.slice(...own).some((request) => carries(request, campaignId, record.crmRecordId));
	const toSend = new Set(planned.loads.flatMap(({ entries }) => entries));
	return before.planned.loads.flatMap(({ entries }) =>
		entries.flatMap(({ itemIndex }) => {
			const outcome = before.outcomes[itemIndex]!;
			const entry = planned.entries[itemIndex]!;
			if (!isSettled(outcome)) {
				return toSend.has(entry) ? [] : [`Item ${itemIndex} is not tried again`];
			}
			return isSent(entry) ? [`Item ${itemIndex} is sent again`] : [];
		}),
	);
}

/** In, or refused for a reason that will not go away by itself. */
const isSettled = (outcome: Outcome) =>
	outcome.kind !== 'failed' || ['invalidRecord', 'duplicateRecord'].includes(outcome.failure.code);
