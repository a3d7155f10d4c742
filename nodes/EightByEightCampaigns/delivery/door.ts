/**
 * The door of one campaign. While one request finds out whether the campaign takes records, the door
 * is closed, and the others wait behind it: they would only get the same answer.
 */
export interface Door {
	/** True while a request finds out whether the campaign takes records. */
	isClosed: () => boolean;
	/** Resolves once the door is open. */
	opened: () => Promise<void>;
	/** Closes the door while the work goes on. If it is closed already, waits until it opens. */
	closedFor: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Starts open: a campaign is expected to take records until it refuses one. */
export function createDoor(): Door {
	let closed: Promise<void> | undefined;
	return {
		isClosed: () => closed !== undefined,
		opened: async () => {
			while (closed) await closed;
		},
		closedFor: async (work) => {
			// Not by `opened`: between its end and the next line, another one could close the door.
			while (closed) await closed;
			let open = () => {};
			closed = new Promise((resolve) => (open = resolve));
			try {
				return await work();
			} finally {
				closed = undefined;
				open();
			}
		},
	};
}
