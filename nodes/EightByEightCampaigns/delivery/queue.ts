import type { Lane } from './lane';

/** Lanes with something to send. */
export interface LaneQueue {
	/** At the end; nothing happens when it is in already. */
	add: (lane: Lane) => void;
	take: () => Lane | undefined;
}

/** First in, first out; without the cost of shifting an array when every item is its own campaign. */
export function createQueue(lanes: readonly Lane[]): LaneQueue {
	const queue = new Set(lanes);
	let turns = queue.values();
	return {
		add: (lane) => queue.add(lane),
		take: () => {
			const { value: lane } = turns.next();
			if (lane) queue.delete(lane);
			// An iterator that has come to its end stays there, whatever is added.
			else turns = queue.values();
			return lane;
		},
	};
}
