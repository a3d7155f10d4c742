import type { Failure } from '../client/failure';
import { checkRecord, LABELS, type RawFields } from './fields';
import type { CampaignLoad, Entry, Outcome } from './outcome';

/** What one item asks for, as read from the node's parameters. */
export interface RawEntry {
	/** Lower-case UUID, or why there is none. */
	campaignId: string | Failure;
	fields: RawFields;
}

/** An item that brings an id again; what becomes of it depends on the first one. */
export interface Repeat {
	entry: Entry;
	/** The item that brought the id first. */
	first: Entry;
}

/** What is to be sent, and what is decided without sending. */
export interface Plan {
	/** By campaign, in order of first appearance. */
	loads: CampaignLoad[];
	/** By item index; empty where delivery decides. */
	outcomes: Array<Outcome | undefined>;
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
		outcomes: new Array<undefined>(itemCount),
		entries: new Array<undefined>(itemCount),
		repeats: [],
		blankEdged: 0,
	};
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
		const checked = check(campaignId, fields, timeZone);
		if ('code' in checked) {
			planned.outcomes[itemIndex] = { kind: 'failed', failure: checked };
			continue;
		}
		const campaign = campaignOf(campaignId as string);
		// The load's copy of the id: an item's own would be kept 100,000 times.
		const entry: Entry = { itemIndex, campaignId: campaign.load.campaignId, record: checked };
		planned.entries[itemIndex] = entry;

		const { crmRecordId } = checked;
		const first = campaign.firsts.get(crmRecordId);
		if (first && onDuplicate === 'skip') {
			planned.repeats.push({ entry, first });
		} else if (first) {
			planned.outcomes[itemIndex] = { kind: 'failed', failure: repeated(first) };
		} else {
			campaign.firsts.set(crmRecordId, entry);
			campaign.load.entries.push(entry);
			if (crmRecordId.trim() !== crmRecordId) planned.blankEdged += 1;
		}
	}
	return planned;
}

function check(campaignId: string | Failure, fields: RawFields, timeZone: string) {
	const { crmRecordId } = fields;
	const id = typeof crmRecordId === 'number' ? String(crmRecordId) : crmRecordId;
	const subject = typeof id === 'string' && id ? { crmRecordId: id } : {};
	if (typeof campaignId !== 'string') return { ...campaignId, ...subject };
	const record = checkRecord(fields, timeZone);
	return Array.isArray(record) ? { ...invalid(record), ...subject, campaignId } : record;
}

function invalid(fieldErrors: Array<{ field?: string; message?: string }>): Failure {
	const reasons = fieldErrors
		.map(({ field, message }) => `${LABELS[field as keyof RawFields]} ${message}`)
		.join('; ');
	return {
		code: 'invalidRecord',
		message: `The record is not valid: ${reasons}`,
		description: 'It was not sent. Correct the value, or how the field is mapped.',
		fieldErrors,
	};
}

const repeated = (first: Entry): Failure => ({
	code: 'duplicateRecord',
	message: `Item ${first.itemIndex} of this run has the same CRM record ID`,
	description:
		'It was not sent: a campaign holds each ID once. Add the option "On Duplicate" and choose "Skip": the item then counts as done.',
});
