import type { Stored } from '../client/addRecords';
import type { Failure } from '../client/failure';
import type { Refusal, Verdict } from '../client/refusal';
import type { Run } from './deliver';
import { isolate } from './isolate';
import { noteUnexplained, sendFirst, type Lane, type Piece } from './lane';
import { MAX_RETRY_AFTER } from './pace';

/** 8x8 accepted the request: everything that the answer names is in. */
export function settleStored(run: Run, piece: Piece, { records }: Stored): void {
	const { lane, entries, suspect, reason } = piece;
	lane.accepted += 1;
	lane.knownInARow = 0;
	run.anyAccepted = true;
	const omitted = entries.filter((entry) => {
		const record = records.get(entry.record.crmRecordId);
		if (record) run.ledger.added(entry, record);
		return !record;
	});
	// The rest got in without it, which proves that the suspect was the reason.
	if (suspect) run.ledger.refused(suspect, reason!);

	// Most likely stored, but 8x8 has not said so: sending each again tells.
	for (const entry of omitted) run.ledger.lost([entry]);
	const times = (piece.omitted ?? 0) + 1;
	if (omitted.length && times <= run.options.maxRetries) {
		sendFirst(lane, [{ entries: omitted, omitted: times }]);
	} else {
		for (const entry of omitted) run.ledger.refused(entry, OMITTED);
	}
}

const OMITTED: Failure = {
	code: 'unexpectedAnswer',
	message: '8x8 reported success, but its answer does not list this record',
};

/** The request was not accepted, or there is no telling; retries are used up where they help. */
export const settleRefused = (run: Run, piece: Piece, refusal: Refusal) =>
	BY_VERDICT[refusal.verdict](run, piece, refusal);

const BY_VERDICT: Record<
	Verdict,
	(run: Run, piece: Piece, refusal: Refusal) => Promise<void> | void
> = {
	cancelled: (run) => {
		run.cancelled = true;
	},
	stopRun: (run, piece, { failure }) => {
		run.stoppedBy ??= failure;
		giveUp(run, piece, failure);
	},
	stopCampaign: (run, piece, { failure }) => stopLane(run, piece, failure),
	wait: async (run, piece, { failure }) => {
		if (await rest(run, piece.lane)) sendFirst(piece.lane, [{ ...piece, fresh: false }]);
		else stopLane(run, piece, failure);
	},
	tryAgain: usedUp,
	unknown: usedUp,
	split: async (run, piece, refusal) => {
		if (piece.entries.length > 1) cutUp(piece, refusal);
		else await settleSingle(run, piece, refusal);
	},
};

/** Waits for a campaign that is not ready, while others may use the place. @returns false when the time is over */
async function rest(run: Run, lane: Lane): Promise<boolean> {
	if (lane.waiting.isOver()) return false;
	run.resting += 1;
	lane.resting += 1;
	run.wake();
	const again = await lane.waiting.wait();
	lane.resting -= 1;
	run.resting -= 1;
	return again;
}

function usedUp(run: Run, piece: Piece, { failure, throttled, retryAfter }: Refusal): void {
	// So long a pause holds for every request of the run.
	if (throttled && (retryAfter ?? 0) > MAX_RETRY_AFTER) run.stoppedBy ??= failure;
	giveUp(run, piece, failure);
}

function stopLane(run: Run, piece: Piece, failure: Failure): void {
	const explained =
		failure.code === 'notFound' && run.anyAccepted
			? { ...failure, description: [failure.description, ONLY_THE_ID].join(' ') }
			: failure;
	piece.lane.stoppedBy ??= explained;
	giveUp(run, piece, explained);
}

const ONLY_THE_ID =
	'Another campaign of this run was found with the same credential, so only the ID can be wrong.';

/** Nothing more is sent of these entries; the suspect was only named, and is tried by itself. */
function giveUp(run: Run, { lane, entries, suspect }: Piece, failure: Failure): void {
	for (const entry of entries) run.ledger.refused(entry, failure);
	if (suspect) sendFirst(lane, [{ entries: [suspect] }]);
}

function cutUp({ lane, entries, suspect }: Piece, { named, failure, signature }: Refusal): void {
	const known = failure.code === 'duplicateRecord' ? lane.knownInARow : 0;
	const parts = isolate(entries, named, suspect, known);
	sendFirst(
		lane,
		parts.map((part) => ({ ...part, reason: failure })),
	);
	// Order is moot here, so it can be found out at once whether the campaign refuses everything.
	if (!lane.ordered && failure.code === 'refusedUnexplained') noteUnexplained(lane, signature);
}

async function settleSingle(run: Run, piece: Piece, refusal: Refusal): Promise<void> {
	const { lane, entries, suspect, probe } = piece;
	const { failure, signature } = refusal;
	const unexplained = failure.code === 'refusedUnexplained';
	if (unexplained && lane.accepted === 0 && (await rest(run, lane))) {
		sendFirst(lane, [{ ...piece, fresh: false }]);
		return;
	}
	for (const entry of entries) run.ledger.refused(entry, failure);
	lane.knownInARow = failure.code === 'duplicateRecord' ? lane.knownInARow + 1 : 0;
	// Its rest was refused as well, so being named proves nothing: it is tried by itself.
	if (suspect) sendFirst(lane, [{ entries: [suspect] }]);
	if (!unexplained) lane.unexplained = 'various';
	else if (noteUnexplained(lane, signature, probe)) lane.stoppedBy = REFUSES_ALL(failure);
}

const REFUSES_ALL = (failure: Failure): Failure => ({
	...failure,
	message: '8x8 refused the records of this campaign without giving a reason',
	description: [REFUSED_ALIKE, failure.description].join(' '),
});

const REFUSED_ALIKE = 'Each record that was tried was refused alike, so the others were not sent.';
