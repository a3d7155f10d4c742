/** The records that every contender sends: three fields each. */
import type { Priority } from '../simulator';

export type BenchRecord = { crmRecordId: string; scheduleAt: string; priority: Priority };

/** The campaign that everything is sent to. */
export const CAMPAIGN_ID = 'be4c8000-0000-4000-8000-000000000001';

/** Records in one request: the most that 8x8 takes. */
export const BATCH = 100;

export const SCHEDULE_AT = '2027-03-01T09:00:00.000Z';

/** The one that is dialled first comes first. */
export const PRIORITIES: readonly Priority[] = ['HIGH', 'MEDIUM', 'LOW'];

export const recordAt = (index: number): BenchRecord => ({
	crmRecordId: `crm-${index}`,
	scheduleAt: SCHEDULE_AT,
	priority: PRIORITIES[index % PRIORITIES.length]!,
});

export const records = (count: number): BenchRecord[] =>
	Array.from({ length: count }, (_, index) => recordAt(index));

/** The same as the text of a Code node. The webhook before it says how many. */
export const RECORDS_CODE = `
const priorities = ${JSON.stringify(PRIORITIES)};
return Array.from({ length: $input.first().json.body.records }, (_, index) => ({
	json: {
		crmRecordId: 'crm-' + index,
		scheduleAt: '${SCHEDULE_AT}',
		priority: priorities[index % ${PRIORITIES.length}],
	},
}));`;
