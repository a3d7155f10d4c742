import type { Failure } from '../client/failure';
import { precededBy } from '../client/failure';
import type { NoSuccess } from '../client/noSuccess';
import type { Entry } from './outcome';

/** Single records that must meet the same refusal before a campaign is given up for it. */
export const PROBES = 5;

/**
 * So many in a row, where the campaign has given another answer before: its state may have changed, or a
 * limit may be reached. Some hundred may be bad neighbours, such as old records.
 */
const PROOF_AFTER_OTHERS = 1_000;

/** How often the single records are tried: a probe that got no answer proves nothing. */
const MOST_ROUNDS = 3;

/** Finds out whether a campaign refuses every record without giving a reason. */
export interface Silence {
	/** 8x8 refused a request without a reason; `alone` where it held one entry. */
	refused: (refusal: NoSuccess, alone?: Entry) => void;
	/** 8x8 has accepted a request, or has given a reason for refusing a single record. */
	broken: () => void;
	/**
	 * Whether it is time to try single records from all over the load: only while everything was refused
	 * alike, or since many in a row were, and a few times at most.
	 *
	 * @param batchDone all records of the refused batch have been tried
	 */
	isDue: (batchDone: boolean) => boolean;
	/**
	 * Tries single records. Once one of them gets another answer, the others stay unsent, in their order.
	 *
	 * @param entries spread evenly over what has not been sent: neighbours could all be old records by
	 * chance
	 * @param send sends one entry by itself; false when nothing more may begin
	 * @returns why the campaign is given up, where all of them met the same refusal
	 */
	probe: (
		entries: readonly Entry[],
		send: (entry: Entry) => Promise<boolean>,
	) => Promise<Failure | undefined>;
}

/**
 * @param ordered whether the campaign begins in order. An accepted probe breaks the order, so such a
 * campaign probes only after five single records, or all of a smaller batch, were refused
 */
export function createSilence(ordered: boolean): Silence {
	let first: NoSuccess | undefined;
	/** How often the silence was broken. */
	let breaks = 0;
	let rounds = 0;
	let probing = false;
	/** Single records that were refused alike since it was last broken. */
	let refusedAlone: Entry[] = [];

	const broken = () => {
		breaks += 1;
		first = undefined;
		refusedAlone = [];
	};
	return {
		refused: (refusal, alone) => {
			if (first && refusal.signature !== first.signature) broken();
			first ??= refusal;
			if (alone) refusedAlone.push(alone);
		},
		broken,
		isDue: (batchDone) => {
			if (probing || rounds >= MOST_ROUNDS || !first) return false;
			if (breaks > 0) return refusedAlone.length >= PROOF_AFTER_OTHERS;
			return !ordered || batchDone || refusedAlone.length >= PROBES;
		},
		probe: async (entries, send) => {
			rounds += 1;
			probing = true;
			const before = breaks;
			const isBroken = () => breaks !== before;
			const failure = first!.failure;
			for (const entry of entries) {
				if (isBroken() || !(await send(entry))) break;
			}
			probing = false;
			const all = entries.length > 0 && entries.every((entry) => refusedAlone.includes(entry));
			return all && !isBroken() ? refusesAll(failure) : undefined;
		},
	};
}

const refusesAll = (failure: Failure): Failure =>
	precededBy('Each record that was tried was refused alike, so the others were not sent.', {
		...failure,
		message: '8x8 refused the records of this campaign without giving a reason',
	});
