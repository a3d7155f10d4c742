import fc from 'fast-check';
import type { Outcome } from '../../../nodes/EightByEightCampaigns/delivery/outcome';
import { faultsOf } from './laws';
import { runs } from './runs';
import { clearScenario, scenario, type Scenario } from './scenario';
import { tryItems, type Try } from './tries';
import { createWorld } from './world';

it('reports the true outcome of every item, whatever goes wrong', async () => {
	await fc.assert(
		fc.asyncProperty(scenario, async ({ items, options, world: spec }) => {
			const world = createWorld(spec);
			const run = await tryItems(world, items, options);
			expect(await faultsOf(world, [run], options)).toEqual([]);
		}),
		runs(1_000),
	);
});

it('adds all that can be added, and tells why for the rest, when nothing goes wrong', async () => {
	await fc.assert(
		fc.asyncProperty(clearScenario, async (given) => {
			const world = createWorld(given.world);
			const run = await tryItems(world, given.items, given.options);
			expect(await faultsOf(world, [run], given.options)).toEqual([]);
			expect(run.outcomes.map(shown)).toEqual(expected(given, run));
		}),
		runs(500),
	);
});

it('ends at once when the execution is stopped, and reports nothing that is not so', async () => {
	await fc.assert(
		fc.asyncProperty(
			scenario,
			fc.nat({ max: 3_000 }),
			async ({ items, options, world: spec }, cancelAfter) => {
				const world = createWorld({ ...spec, cancelAfter });
				const begin = world.time.now();
				const run = await tryItems(world, items, options);
				fc.pre(run.cancelled);

				expect(world.time.now()).toBe(begin + cancelAfter);
				expect(await faultsOf(world, [run], options)).toEqual([]);
			},
		),
		runs(500),
	);
});

const shown = (outcome: Outcome | undefined) =>
	outcome?.kind === 'failed' ? outcome.failure.code : outcome?.kind;

function expected({ items, options, world }: Scenario, { planned }: Try): string[] {
	const skip = options.onDuplicate === 'skip';
	const duplicate = skip ? 'alreadyInCampaign' : 'duplicateRecord';
	const codes: string[] = [];
	for (const [n, { campaignId, crmRecordId }] of items.entries()) {
		const { old, invalid, checksFirst } = world.campaigns.get(campaignId)!;
		const own = [
			...(old.includes(crmRecordId) ? [['duplicate', duplicate]] : []),
			...(invalid.includes(crmRecordId) ? [['invalid', 'invalidRecord']] : []),
		];
		const reason = own.find(([kind]) => kind === checksFirst) ?? own[0];
		const outcome = reason?.[1] ?? 'added';
		const isRepeat = planned.entries.some(
			(entry, earlier) =>
				earlier < n && entry?.campaignId === campaignId && entry.record.crmRecordId === crmRecordId,
		);
		codes.push(isRepeat ? (outcome === 'invalidRecord' && skip ? outcome : duplicate) : outcome);
	}
	return codes;
}
