import type { Dialect } from './dialect';
import type { Campaign, RecordAnswer, RecordToAdd, StoredRecord } from './model';
import { isoTime, parseTimestamp } from './timestamps';

/** The ids that the campaign refuses for a reason that only 8x8 can know. */
export const isRefused = (campaign: Campaign, crmRecordId: string): boolean =>
	crmRecordId.startsWith('BAD-') || campaign.refusedIds.has(crmRecordId);

/** The ids among these that the campaign already has, in the order of the request. */
export function alreadyThere(campaign: Campaign, records: readonly RecordToAdd[]): string[] {
	return records.map((record) => record.crmRecordId).filter((id) => campaign.records.has(id));
}

/** What storing takes besides the records. */
interface Adding {
	/** Epoch milliseconds. */
	now: number;
	nextSerial: () => number;
	rankCount: Dialect['rankCount'];
}

/**
 * Stores all of the records. The caller has checked them, so this cannot fail half-way, and Node.js
 * runs it in one go: an add is atomic.
 */
export function storeRecords(
	campaign: Campaign,
	records: readonly RecordToAdd[],
	{ now, nextSerial, rankCount }: Adding,
): StoredRecord[] {
	return records.map(({ crmRecordId, scheduleAt, priority = 'HIGH', rank }) => {
		const inGroup = ++campaign.perPriority[priority];
		const record: StoredRecord = {
			serial: nextSerial(),
			crmRecordId,
			priority,
			// The records before this one, plus 1.
			rank: rank ?? (rankCount === 'campaign' ? campaign.records.size + 1 : inGroup),
			scheduleAt: scheduleAt === undefined ? undefined : parseTimestamp(scheduleAt),
			addedAt: now,
			rejected: crmRecordId.startsWith('DNC-'),
		};
		if (record.rejected) campaign.rejectedCount++;
		campaign.records.set(crmRecordId, record);
		return record;
	});
}

/** A stored record as the API answers it. */
export function recordAnswer(record: StoredRecord): RecordAnswer {
	return {
		id: `c8c8c8c8-0000-4000-8000-${record.serial.toString(16).padStart(12, '0')}`,
		type: 'DYNAMIC',
		crmRecordId: record.crmRecordId,
		priority: record.priority,
		rank: record.rank,
		nextAttemptAfter: record.rejected ? undefined : isoTime(record.scheduleAt ?? record.addedAt),
		retryCount: 0,
		state: record.rejected ? 'REJECTED' : 'PENDING',
		stateReason: record.rejected ? 'Every phone number is on a do-not-call list' : undefined,
	};
}
