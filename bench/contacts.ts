/** The records of the benchmark: three fields each, the same in all contenders. */
import type { Priority } from '../simulator';

export interface Contact {
	crmRecordId: string;
	scheduleAt: string;
	priority: Priority;
	[field: string]: string;
}

/** Records in one request, the most that 8x8 takes. */
export const BATCH = 100;

export const SCHEDULE_AT = '2027-03-01T09:00:00.000Z';

const PRIORITIES: readonly Priority[] = ['HIGH', 'MEDIUM', 'LOW'];

export const contactAt = (index: number): Contact => ({
	crmRecordId: `crm-${index}`,
	scheduleAt: SCHEDULE_AT,
	priority: PRIORITIES[index % PRIORITIES.length]!,
});

export const contacts = (count: number): Contact[] =>
	Array.from({ length: count }, (_, index) => contactAt(index));

/** The same as the text of a Code node that is told how many by the webhook before it. */
export const CONTACTS_CODE = `
const priorities = ${JSON.stringify(PRIORITIES)};
return Array.from({ length: $input.first().json.body.records }, (_, index) => ({
	json: {
		crmRecordId: 'crm-' + index,
		scheduleAt: '${SCHEDULE_AT}',
		priority: priorities[index % ${PRIORITIES.length}],
	},
}));`;
