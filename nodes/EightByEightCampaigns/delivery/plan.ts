import { isFailure, type Failure } from '../client/failure';
import { checkRecord, type RawFields } from './fields';
import { createOutcomes, type CampaignLoad, type Entry, type Outcomes } from './outcome';

/** What one item asks for, as read from the node's parameters. */
export interface RawEntry {
	/** Lower-case UUID, or why there is none. */
	campaignId: string | Failure;
	fields: RawFields;
}

/** An item that brings an id again; its outcome depends on that of the first one. */
export interface Repeat {
	entry: Entry;
	/** The item that brought the id first. */
	first: Entry;
}

/** What is to be sent, and what is decided without sending. */
export interface Plan {
	/** By campaign, in order of first appearance. */
	loads: CampaignLoad[];
	/** Settled where nothing needs to be sent. */
	outcomes: Outcomes;
	/** By item index; empty where the item is not valid. */
	entries: Array<Entry | undefined>;
	repeats: Repeat[];
	/** Items whose id starts or ends with a blank: sent as they are, but most likely a slip. */
	blankEdged: number;
}

/**
 * Checks every item and groups the valid ones by campaign. Nothing is sent, so an item that fails
 * here never costs its batch.
 *
 * @param read what the item at that index asks for
 */
export function plan(
	itemCount: number,
	read: (itemIndex: number) => RawEntry,
	{ timeZone, onDuplicate }: { timeZone: string; onDuplicate: 'error' | 'skip' },
): Plan {
	const planned: Plan = {
		loads: [],
		outcomes: createOutcomes(itemCount),
		entries: new Array<undefined>(itemCount),
		repeats: [],
		blankEdged: 0,
	};
	const fail = (itemIndex: number, failure: Failure) =>
		planned.outcomes.settle(itemIndex, { kind: 'failed', failure });
	const byCampaign = new Map<string, { load: CampaignLoad; firsts: Map<string, Entry> }>();
	const campaignOf = (campaignId: string) => {
		const known = byCampaign.get(campaignId);
		if (known) return known;
		const campaign = { load: { campaignId, entries: [] }, firsts: new Map<string, Entry>() };
		byCampaign.set(campaignId, campaign);
		planned.loads.push(campaign.load);
		return campaign;
	};

	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		const { campaignId, fields } = read(itemIndex);
		if (isFailure(campaignId)) {
			fail(itemIndex, { ...campaignId, ...subjectOf(fields) });
			continue;
		}
		const record = checkRecord(fields, timeZone);
		if (isFailure(record)) {
			fail(itemIndex, { ...record, ...subjectOf(fields), campaignId });
			continue;
		}
		const campaign = campaignOf(campaignId);
		// The load's copy of the id: an item's own would be kept 100,000 times.
		const entry: Entry = { itemIndex, campaignId: campaign.load.campaignId, record };
		planned.entries[itemIndex] = entry;

		const { crmRecordId } = record;
		const first = campaign.firsts.get(crmRecordId);
		if (first && onDuplicate === 'skip') {
			planned.repeats.push({ entry, first });
		} else if (first) {
			fail(itemIndex, repeated(first));
		} else {
			campaign.firsts.set(crmRecordId, entry);
			campaign.load.entries.push(entry);
			if (crmRecordId.trim() !== crmRecordId) planned.blankEdged += 1;
		}
	}
	return planned;
}

/** The record that a failure is about, where the item names one. */
function subjectOf({ crmRecordId }: RawFields): Pick<Failure, 'crmRecordId'> {
	const id = typeof crmRecordId === 'number' ? String(crmRecordId) : crmRecordId;
	return typeof id === 'string' && id ? { crmRecordId: id } : {};
}

const repeated = (first: Entry): Failure => ({
	code: 'duplicateRecord',
	message: `Item ${first.itemIndex} of this run has the same CRM record ID`,
	description:
		'It was not sent: a campaign holds each ID once. Add the option "On Duplicate" and choose "Skip": the item then counts as done.',
});
