import { createCampaign, type Campaign } from './campaign';
import { createForbidden } from './forbidden';
import { createLedger } from './ledger';
import { settleNotSent } from './notSent';
import type { CampaignLoad, Entry, Outcomes } from './outcome';
import { timeoutsOf } from './outage';
import { createPace } from './pace';
import { begin, probe } from './part';
import { createPlaces } from './places';
import type { DeliveryEnvironment, DeliveryOptions, Run } from './run';

/** What a run leaves besides its outcomes. */
export interface Delivery {
	/** The execution was cancelled. Entries that were in flight have no outcome. */
	cancelled: boolean;
	/** The entries of each request that may have been stored although its answer got lost. */
	losses: Array<readonly Entry[]>;
	/** An error of this node's own code; some entries have no outcome then. */
	fault?: Error;
}

/** At most this many campaigns wait at once. Their waiting takes no place from the others. */
const MOST_WAITING = 100;

/**
 * Sends the loads, and settles every entry once. After a cancellation or a fault some are left.
 *
 * @param outcomes where the items of the loads are settled
 * @param earlierLosses the losses that an earlier try of the same items has left
 */
export async function deliver(
	loads: readonly CampaignLoad[],
	outcomes: Outcomes,
	options: DeliveryOptions,
	environment: DeliveryEnvironment,
	earlierLosses: ReadonlyArray<readonly Entry[]> = [],
): Promise<Delivery> {
	const { concurrency, requestsPerMinute } = options;
	const run: Run = {
		options,
		environment,
		pace: createPace({ requestsPerMinute, timeouts: timeoutsOf(options) }, environment),
		places: createPlaces(concurrency, environment.turn),
		ledger: createLedger(outcomes, options.onDuplicate),
		forbidden: createForbidden(),
		anyAccepted: false,
		cancelled: false,
	};
	for (const entries of earlierLosses) run.ledger.lost(entries);

	const left = loads.values();
	const deliverNext = async () => {
		for (const load of left) await deliverCampaign(run, load);
	};
	// A campaign takes memory once it starts, and a load may hold 20,000.
	const atOnce = Math.min(loads.length, concurrency + MOST_WAITING);
	await Promise.all(Array.from({ length: atOnce }, deliverNext));
	if (!run.cancelled && !run.fault) run.ledger.close();
	return { cancelled: run.cancelled, losses: run.ledger.losses(), fault: run.fault };
}

/**
 * While the order of sending counts, one batch goes after the other. Then as many go at once as may be
 * in flight.
 */
async function deliverCampaign(run: Run, load: CampaignLoad): Promise<void> {
	const campaign = createCampaign(run, load);
	const { batchSize, concurrency } = run.options;
	while (campaign.ordered && (await sendBatch(campaign))) {
		campaign.ordered = campaign.ranks?.byArrival() ?? true;
	}
	if (!campaign.ordered) {
		const batches = Math.ceil(load.entries.length / batchSize);
		const atOnce = Math.min(batches, concurrency);
		await Promise.all(Array.from({ length: atOnce }, () => sendBatches(campaign)));
	}
	settleNotSent(campaign, campaign.unsent.rest());
}

async function sendBatches(campaign: Campaign): Promise<void> {
	while (await sendBatch(campaign));
}

/**
 * Sends the next batch, with all that follows from it.
 *
 * @returns false when nothing is left, or nothing more may begin
 */
async function sendBatch(campaign: Campaign): Promise<boolean> {
	const { ranks, run, unsent } = campaign;
	if (!unsent.any()) return false;
	const { batchSize } = run.options;
	const begun = await begin(campaign, () => ranks?.batch(batchSize) ?? unsent.batch(batchSize));
	if (begun) await probe(campaign, { batchDone: true });
	return begun;
}
