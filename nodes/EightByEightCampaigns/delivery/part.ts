import type { Stored } from '../client/addRecords';
import type { Failure } from '../client/failure';
import type { NoSuccess } from '../client/noSuccess';
import {
	explained,
	isStopped,
	noteAccepted,
	noteGivenUp,
	noteRefused,
	stopCampaign,
	type Campaign,
} from './campaign';
import { isolate, type Part } from './isolate';
import { settleNotSent } from './notSent';
import { inOrder, type Entry } from './outcome';
import { answerTo, takePlace, type Sending } from './request';
import { beginsMore } from './run';
import { PROBES } from './silence';
import { spread } from './unsent';

/** What goes out in one request: a batch, or a part of one that 8x8 refused. */
interface Outgoing extends Part {
	/** What 8x8 said when it refused the whole, with the suspect in it. */
	reason?: Failure;
	/** How often 8x8 answered success without naming these records. */
	omitted?: number;
	/** Of the batch that 8x8 refused without a reason: the entries that no request holds. */
	leftOfBatch?: Set<Entry>;
}

/**
 * Sends something new, and everything that follows from it. The entries are chosen once there is a
 * place, because others may have taken them or stopped the run.
 *
 * @param asks true for a request that passes the closed door
 * @returns false when nothing was chosen, or nothing more may begin
 */
export async function begin(
	campaign: Campaign,
	choose: () => readonly Entry[],
	asks = false,
): Promise<boolean> {
	const { run } = campaign;
	// Without a place first: of 20,000 campaigns, each would wait for its turn to learn that.
	if (!mayBegin(campaign)) return false;
	await takePlace(campaign, undefined, asks);
	const entries = mayBegin(campaign) ? choose() : [];
	if (entries.length === 0) {
		run.places.giveBack();
		return false;
	}
	await deliverPart(campaign, { entries }, { asks, placed: true });
	return true;
}

const mayBegin = (campaign: Campaign) => !isStopped(campaign) && beginsMore(campaign.run);

/** Sends a part, and everything that follows from its answer: then each of its entries is settled. */
async function deliverPart(
	campaign: Campaign,
	whole: Outgoing,
	{ asks, placed }: Sending,
): Promise<void> {
	const { run } = campaign;
	const part = takeUntried(whole);
	if (part.entries.length === 0) return;
	const delivered: Delivered = { campaign, part, asks };
	try {
		const answer = await answerTo(campaign, part.entries, { asks, placed });
		// What was answered before the execution was cancelled is no reason for an item to fail.
		if (run.cancelled && answer?.verdict !== 'stored') return;
		switch (answer?.verdict) {
			case undefined:
				settleNotSent(campaign, part.suspect ? [...part.entries, part.suspect] : part.entries);
				break;
			case 'stored':
				await deliverAll(delivered, settleStored(campaign, part, answer));
				break;
			case 'cancelled':
				run.cancelled = true;
				break;
			case 'stopRun': {
				const endsRun = run.forbidden.endsRun(campaign.id, answer.failure);
				if (endsRun) run.stoppedBy ??= answer.failure;
				else stopCampaign(campaign, answer.failure);
				await giveUp(delivered, answer.failure);
				break;
			}
			case 'stopCampaign':
			case 'wait': {
				const failure = explained(run, answer.failure);
				stopCampaign(campaign, failure);
				await giveUp(delivered, failure);
				break;
			}
			case 'tryAgain':
			case 'lost':
				noteGivenUp(campaign, answer.failure);
				await giveUp(delivered, answer.failure);
				break;
			case 'split':
				if (part.entries.length > 1) await cutUp(delivered, answer);
				else await settleRefused(delivered, answer);
		}
	} catch (error) {
		// It ends the run: the other requests finish, then `deliver` hands it on.
		run.fault ??= error as Error;
	}
}

/** What is left of a part: single records may have been tried meanwhile. Taken for good. */
function takeUntried(part: Outgoing): Outgoing {
	const { leftOfBatch } = part;
	return leftOfBatch
		? { ...part, entries: part.entries.filter((entry) => leftOfBatch.delete(entry)) }
		: part;
}

/** A part that is being delivered. */
interface Delivered {
	campaign: Campaign;
	part: Outgoing;
	/** True for a request that passes the closed door, and for its parts. */
	asks: boolean;
}

/** Parts of an ordered campaign go one after the other, those of others at once. */
async function deliverAll(
	{ campaign, asks }: Delivered,
	parts: readonly Outgoing[],
): Promise<void> {
	if (!campaign.ordered) {
		await Promise.all(parts.map((part) => deliverPart(campaign, part, { asks })));
		return;
	}
	for (const part of parts) await deliverPart(campaign, part, { asks });
}

/**
 * 8x8 accepted the request: it has everything that the answer names, unless the answer refuses it.
 *
 * @returns what is to be sent next: what the answer left out
 */
function settleStored(
	campaign: Campaign,
	part: Outgoing,
	{ records, refused }: Stored,
): Outgoing[] {
	const { ledger, options } = campaign.run;
	const answered = (entry: Entry) => records.get(entry.record.crmRecordId);
	campaign.ranks?.learn(part.entries, answered);
	const omitted = part.entries.filter((entry) => {
		const record = answered(entry);
		const failure = refused?.get(entry.record.crmRecordId);
		if (record) ledger.added(entry, record);
		else if (failure) ledger.failed(entry, failure);
		return !record && !failure;
	});
	const next: Outgoing[] = [];
	if (part.entries.some(({ record }) => records.has(record.crmRecordId))) {
		noteAccepted(campaign);
		// The rest got in without it, which proves that the suspect was the reason.
		if (part.suspect) ledger.failed(part.suspect, part.reason!);
	} else if (part.suspect) {
		next.push({ entries: [part.suspect] });
	}

	// Most likely stored, but 8x8 has not said so: sending each again tells.
	for (const entry of omitted) ledger.lost([entry]);
	const times = (part.omitted ?? 0) + 1;
	if (omitted.length > 0 && times <= options.maxRetries) {
		next.unshift({ entries: omitted, omitted: times });
	} else {
		for (const entry of omitted) ledger.failed(entry, OMITTED);
	}
	return next;
}

const OMITTED: Failure = {
	code: 'unexpectedAnswer',
	message: '8x8 reported success, but its answer does not list this record',
};

/** Nothing more is sent of these entries. The suspect was only named, so it is tried by itself. */
async function giveUp(delivered: Delivered, failure: Failure): Promise<void> {
	const { campaign, part } = delivered;
	for (const entry of part.entries) campaign.run.ledger.failed(entry, failure);
	if (part.suspect) await deliverAll(delivered, [{ entries: [part.suspect] }]);
}

async function cutUp(delivered: Delivered, refusal: NoSuccess): Promise<void> {
	const { campaign, part } = delivered;
	const { named, failure } = refusal;
	const isSilent = failure.code === 'refusedUnexplained';
	// A named record is proven by the rest, so nothing may be taken out of that.
	const leftOfBatch =
		isSilent && !named?.length && !part.suspect ? (part.leftOfBatch ?? new Set()) : undefined;
	for (const entry of part.entries) leftOfBatch?.add(entry);
	// If order does not matter, it can be found out at once whether the campaign refuses everything.
	if (isSilent && !campaign.ordered) {
		campaign.silence.refused(refusal);
		await probe(campaign, { leftOfBatch });
	}
	const before = failure.code === 'duplicateRecord' ? campaign.duplicatesInARow : 0;
	const parts = isolate(part.entries, named, part.suspect, before);
	await deliverAll(
		delivered,
		parts.map((one) => ({ ...one, reason: failure, leftOfBatch })),
	);
}

/** 8x8 refused one record by itself. */
async function settleRefused(delivered: Delivered, refusal: NoSuccess): Promise<void> {
	const { campaign, part } = delivered;
	noteRefused(campaign, part.entries[0]!, refusal);
	// The suspect was named, but its rest was refused as well. That proves nothing: it is tried alone.
	await giveUp(delivered, refusal.failure);
	await probe(campaign, { leftOfBatch: part.leftOfBatch });
}

/**
 * Finds out whether the campaign refuses everything without a reason, once there is ground for it.
 *
 * @param batchDone all records of a batch have been tried
 * @param leftOfBatch of the refused batch: tried if too little else is left, or nothing else may begin
 */
export async function probe(
	campaign: Campaign,
	{ batchDone = false, leftOfBatch = new Set() }: { batchDone?: boolean; leftOfBatch?: Set<Entry> },
): Promise<void> {
	const { door, silence, unsent } = campaign;
	if (!silence.isDue(batchDone)) return;
	await door.closedFor(async () => {
		// Another part may have found it out while this one waited.
		if (!silence.isDue(batchDone)) return;
		const elsewhere = mayBegin(campaign) ? unsent.spread(PROBES) : [];
		const refusesAll =
			elsewhere.length > 0
				? await silence.probe(elsewhere, (entry) =>
						begin(campaign, () => (unsent.take(entry) ? [entry] : []), true),
					)
				: await silence.probe(spread(inOrder(leftOfBatch), PROBES), async (entry) => {
						if (isStopped(campaign) || !leftOfBatch.delete(entry)) return false;
						await deliverPart(campaign, { entries: [entry] }, { asks: true });
						return true;
					});
		if (refusesAll) stopCampaign(campaign, refusesAll);
	});
}
