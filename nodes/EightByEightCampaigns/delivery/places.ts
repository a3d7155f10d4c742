/** The places of a run: whoever sends a request has one while it is under way. */
export interface Places {
	/**
	 * Resolves with a place. What has begun goes before what has not. Of what has begun, the first
	 * items come first, so that one refused batch is isolated before the next. Of what has not, the
	 * one that has waited longest comes first. Polls take turns with that, so that campaigns that are not
	 * ready leave half of the requests to those that are.
	 *
	 * @param begunAt the first item of the request, where it belongs to something that has begun, or
	 * `poll` where it finds out whether a campaign is ready
	 */
	take: (begunAt?: number | 'poll') => Promise<void>;
	/** Gives back a place; once for each `take`. */
	giveBack: () => void;
}

type Enter = () => void;

/**
 * Gives one place per turn of the event loop. If several answers arrive together, each next request
 * would otherwise leave only after the work for all of them. That took 7 % of the time of a large
 * parallel load.
 *
 * @param most how many places there are
 * @param turn resolves after one turn of the event loop
 */
export function createPlaces(most: number, turn: () => Promise<void>): Places {
	const begun: Array<{ at: number; enter: Enter }> = [];
	const fresh: Enter[] = [];
	const polls: Enter[] = [];
	let polledLast = false;
	let taken = 0;
	let giving = false;

	const nextBegun = (): Enter | undefined => {
		if (begun.length === 0) return undefined;
		const first = begun.reduce((one, other) => (other.at < one.at ? other : one));
		begun.splice(begun.indexOf(first), 1);
		return first.enter;
	};

	const nextOther = (): Enter | undefined => {
		const isPoll = polls.length > 0 && (fresh.length === 0 || !polledLast);
		polledLast = isPoll;
		return (isPoll ? polls : fresh).shift();
	};

	async function giveOut(): Promise<void> {
		giving = true;
		while (taken < most) {
			const enter = nextBegun() ?? nextOther();
			if (!enter) break;
			taken += 1;
			enter();
			await turn();
		}
		giving = false;
	}

	const look = () => {
		if (!giving) void giveOut();
	};

	return {
		take: (begunAt) =>
			new Promise((enter) => {
				if (begunAt === 'poll') polls.push(enter);
				else if (begunAt === undefined) fresh.push(enter);
				else begun.push({ at: begunAt, enter });
				look();
			}),
		giveBack: () => {
			taken -= 1;
			look();
		},
	};
}
