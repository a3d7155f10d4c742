import type { Failure } from '../client/failure';
import type { Part } from './isolate';
import type { CampaignLoad, Entry } from './outcome';
import type { Waiting } from './waiting';

/** Single records that must meet the same refusal before a campaign is given up for it. */
const PROBES = 5;

/** What goes out in one request. */
export interface Piece extends Part {
	lane: Lane;
	/** What 8x8 said when it refused the request from which this is a part, the suspect with it. */
	reason?: Failure;
	/** The body, serialised once. */
	body?: string;
	/** Cut from the load just now: nothing of it has been sent. */
	fresh?: boolean;
	/** Sent to find out whether the campaign refuses everything. */
	probe?: boolean;
	/** How often 8x8 answered success without naming these records. */
	omitted?: number;
}

/** The way of one campaign's records: what is still whole, what is cut off, what is under way. */
export interface Lane {
	readonly load: CampaignLoad;
	/** One request after the other, so that the ranks that 8x8 assigns follow the items. */
	readonly ordered: boolean;
	/** What is left of the load: entries from `cut` on have not been sent. */
	entries: Entry[];
	cut: number;
	/** To be sent before the next batch; the last one goes first. */
	pieces: Piece[];
	/** Single entries, to be sent before anything else. */
	probes: Entry[];
	/** Requests that 8x8 accepted. */
	accepted: number;
	/** Pieces that wait until the campaign is ready: nothing else of it is begun meanwhile. */
	resting: number;
	/** Single records in a row that 8x8 refused because it has them. */
	knownInARow: number;
	/** The refusal that single records met without a reason, while 8x8 accepted none. */
	unexplained: { signature: string; probesLeft?: number } | 'various' | undefined;
	readonly waiting: Waiting;
	stoppedBy?: Failure;
}

/** @param keepOrder without effect where every record has a rank: then the order of sending is moot */
export const createLane = (load: CampaignLoad, keepOrder: boolean, waiting: Waiting): Lane => ({
	load,
	ordered: keepOrder && load.entries.some(({ record }) => record.rank === undefined),
	entries: load.entries,
	cut: 0,
	pieces: [],
	probes: [],
	accepted: 0,
	resting: 0,
	knownInARow: 0,
	unexplained: undefined,
	waiting,
});

/** Puts pieces at the front, in their order. */
export function sendFirst(lane: Lane, pieces: Array<Omit<Piece, 'lane'>>): void {
	for (const piece of pieces.reverse()) lane.pieces.push({ ...piece, lane });
}

/** Takes back what was cut from the load and has not been sent. */
export function putBack(lane: Lane, entries: readonly Entry[]): void {
	lane.entries = [...entries, ...lane.entries.slice(lane.cut)].sort(
		(a, b) => a.itemIndex - b.itemIndex,
	);
	lane.cut = 0;
}

/**
 * What to send next, or undefined when there is nothing.
 *
 * @param fresh false to finish what has begun without starting anything else
 */
export function nextPiece(lane: Lane, batchSize: number, fresh: boolean): Piece | undefined {
	if (lane.stoppedBy) return undefined;
	if (!lane.ordered || lane.pieces.length === 0) probeAhead(lane);
	const probe = fresh ? nextProbe(lane) : undefined;
	if (probe) return { lane, entries: [probe], probe: true, fresh };
	const piece = lane.pieces.pop();
	if (piece || !fresh || lane.cut >= lane.entries.length) return piece;
	const entries = lane.entries.slice(lane.cut, lane.cut + batchSize);
	lane.cut += entries.length;
	return { lane, entries, fresh };
}

/** Once one record was accepted, the others go back to their places. */
function nextProbe(lane: Lane): Entry | undefined {
	if (lane.probes.length === 0) return undefined;
	if (lane.accepted === 0 && lane.unexplained !== 'various') return lane.probes.shift();
	putBack(lane, lane.probes);
	lane.probes = [];
	return undefined;
}

/** Remembers a refusal that gives no reason. @returns whether the campaign refuses everything */
export function noteUnexplained(lane: Lane, signature: string, probe = false): boolean {
	if (lane.accepted > 0 || lane.unexplained === 'various') return false;
	lane.unexplained ??= { signature };
	if (lane.unexplained.signature !== signature) {
		lane.unexplained = 'various';
		return false;
	}
	if (!probe) return false;
	lane.unexplained.probesLeft = (lane.unexplained.probesLeft ?? 0) - 1;
	return lane.unexplained.probesLeft === 0;
}

/**
 * Takes single records, spread evenly over what has not been sent, and sends them next: neighbours
 * could all be old records by chance. Once at most, and only while everything was refused alike.
 *
 * An ordered lane comes here only when all that it has sent was refused record by record, since a
 * probe that gets in is ahead of its place; one at most, as the others then go back to theirs.
 */
function probeAhead(lane: Lane): void {
	const { unexplained, entries, cut } = lane;
	if (typeof unexplained !== 'object' || unexplained.probesLeft !== undefined) return;
	const left = entries.length - cut;
	if (lane.accepted > 0 || left < PROBES) return;

	const places = Array.from(
		{ length: PROBES },
		(_, i) => cut + Math.floor((i * (left - 1)) / (PROBES - 1)),
	);
	lane.probes = places.map((place) => entries[place]!);
	const chosen = new Set(lane.probes);
	unexplained.probesLeft = PROBES;
	lane.entries = entries.slice(cut).filter((entry) => !chosen.has(entry));
	lane.cut = 0;
}

/** Everything that is not settled when the lane ends. */
export function unsent({ pieces, probes, entries, cut }: Lane): Entry[] {
	return pieces
		.flatMap((piece) => (piece.suspect ? [...piece.entries, piece.suspect] : piece.entries))
		.concat(probes, entries.slice(cut));
}
