import type { Lane } from './lane';

/** Lanes with something to send. */
export interface LaneQueue {
	/** At the end; nothing happens when it is in already. */
	add: (lane: Lane) => void;
	take: () => Lane | undefined;
}

/** First in, first out; without the cost of shifting an array when every item is its own campaign. */
export function createQueue(lanes: readonly Lane[]): LaneQueue {
	let queue: Lane[] = [];
	let head = 0;
	const add = (lane: Lane) => {
		if (lane.queued) return;
		lane.queued = true;
		queue.push(lane);
	};
	lanes.forEach(add);
	return {
		add,
		take: () => {
			const lane = queue[head];
			if (!lane) return undefined;
			head += 1;
			lane.queued = false;
			if (head > 1_000 && head * 2 > queue.length) {
				queue = queue.slice(head);
				head = 0;
			}
			return lane;
		},
	};
}
