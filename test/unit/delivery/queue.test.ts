import { createLane } from '../../../nodes/EightByEightCampaigns/delivery/lane';
import { createQueue } from '../../../nodes/EightByEightCampaigns/delivery/queue';

const lanesOf = (count: number) =>
	Array.from({ length: count }, (_, n) =>
		createLane({ campaignId: String(n), entries: [] }, true, {
			isOver: () => true,
			wait: () => Promise.resolve(false),
		}),
	);

const takeAll = (queue: ReturnType<typeof createQueue>) => {
	const names: string[] = [];
	for (let lane = queue.take(); lane; lane = queue.take()) names.push(lane.load.campaignId);
	return names;
};

const [a, b] = lanesOf(2) as [never, never];

it('hands out the campaigns in their order, and then none', () => {
	const queue = createQueue(lanesOf(5_000));
	expect(takeAll(queue)).toEqual(lanesOf(5_000).map(({ load }) => load.campaignId));
	expect(queue.take()).toBeUndefined();
});

it('puts a campaign that comes back at the end', () => {
	const queue = createQueue([a, b]);
	queue.add(queue.take()!);
	expect(takeAll(queue)).toEqual(['1', '0']);
});

it('holds a campaign once, at its first place', () => {
	const queue = createQueue([a, b]);
	queue.add(a);
	queue.add(b);
	expect(takeAll(queue)).toEqual(['0', '1']);
});

it('takes campaigns again after it was empty', () => {
	const queue = createQueue([a]);
	takeAll(queue);
	queue.add(b);
	queue.add(a);
	expect(takeAll(queue)).toEqual(['1', '0']);
});
