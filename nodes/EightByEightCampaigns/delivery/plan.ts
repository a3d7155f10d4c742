import { isFailure, type Failure } from '../client/failure';
import { checkRecord, type RawFields } from './fields';
import { counted, noNotices, takeNote, type Notices } from './notices';
import { createOutcomes, type CampaignLoad, type Entry, type Outcomes } from './outcome';
import { keyInCrm } from './sameInCrm';
import { itemNumber, shown } from './shown';

/** What one item asks for, as read from the node's parameters. */
export interface RawEntry {
	/** Lower-case UUID, or why there is none. */
	campaignId: string | Failure;
	/** Or why they cannot be read. */
	fields: RawFields | Failure;
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
	/** What is sent as it is, and most likely not meant. */
	notices: Notices;
}

interface PlanOptions {
	/** IANA name, for times without offset. */
	timeZone: string;
	onDuplicate: 'error' | 'skip';
	/** Milliseconds since the epoch. */
	now: number;
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
	{ timeZone, onDuplicate, now }: PlanOptions,
): Plan {
	const planned: Plan = {
		loads: [],
		outcomes: createOutcomes(itemCount),
		entries: new Array<undefined>(itemCount),
		repeats: [],
		notices: noNotices(),
	};
	const fail = (itemIndex: number, failure: Failure) =>
		planned.outcomes.settle(itemIndex, { kind: 'failed', failure });
	const byCampaign = new Map<string, CampaignPlan>();
	const campaignOf = (campaignId: string) => {
		const known = byCampaign.get(campaignId);
		if (known) return known;
		const campaign: CampaignPlan = {
			load: { campaignId, entries: [] },
			firsts: new Map(),
			byKey: new Map(),
		};
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
		if (isFailure(fields)) {
			fail(itemIndex, { ...fields, campaignId });
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
			noteAlike(planned.notices, campaign, entry);
			takeNote(planned.notices, entry, fields, now);
			campaign.firsts.set(crmRecordId, entry);
			campaign.load.entries.push(entry);
		}
	}
	return planned;
}

/** What is planned for one campaign. */
interface CampaignPlan {
	load: CampaignLoad;
	/** The first item of each id. */
	firsts: Map<string, Entry>;
	/** Those whose key in the CRM differs from the id, by that key. */
	byKey: Map<string, Entry>;
}

/** Notes a new id that a CRM may take for one of an earlier item. */
function noteAlike(notices: Notices, { firsts, byKey }: CampaignPlan, entry: Entry): void {
	const { itemIndex, record } = entry;
	const key = keyInCrm(record.crmRecordId);
	const other = firsts.get(key) ?? byKey.get(key);
	if (other) {
		notices.alike = counted(notices.alike, { itemIndex, value: record.crmRecordId, other });
	} else if (key !== record.crmRecordId) {
		byKey.set(key, entry);
	}
}

/** The record that a failure is about, where the item names one. */
function subjectOf(fields: RawFields | Failure): Pick<Failure, 'crmRecordId'> {
	const { crmRecordId } = fields;
	const id = typeof crmRecordId === 'number' ? String(crmRecordId) : crmRecordId;
	return typeof id === 'string' && id ? { crmRecordId: id } : {};
}

const repeated = ({ itemIndex, record }: Entry): Failure => ({
	code: 'duplicateRecord',
	message: `An earlier item has the same CRM record ID ${shown(record.crmRecordId)}: ${itemNumber(itemIndex)}`,
	description:
		'A campaign holds each ID once. With the option "On Duplicate" set to "Skip", the item counts as done.',
});
