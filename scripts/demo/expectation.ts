import type { ContactRow } from '../stage/contactsFile';

/** What must become of a row, by 8x8's rules alone. */
export type Expected = 'added' | 'alreadyInCampaign' | 'failed';

const PRIORITIES = ['', 'HIGH', 'MEDIUM', 'LOW'];

/** Characters that a crmRecordId may have, from 8x8's field reference. */
const ID_LENGTH = 32;

/** Parts of an ISO 8601 date with time and offset. */
const DATE = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/;

/** JavaScript reads 30 February as 2 March, so the day is looked up in its month. */
function isDate(text: string): boolean {
	const [, year, month, day] = DATE.exec(text) ?? [];
	if (!year || Number.isNaN(Date.parse(text))) return false;
	return Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}

function isValid(row: ContactRow): boolean {
	const id = row['Record ID'];
	return (
		id.trim() !== '' &&
		id.length <= ID_LENGTH &&
		PRIORITIES.includes(row['Call Priority'].toUpperCase()) &&
		(row['Next Call'] === '' || isDate(row['Next Call']))
	);
}

/**
 * Decides for every row what must become of it. It shares nothing with the node, so that one
 * misreading cannot hide in both.
 *
 * @param inCampaign ids that the campaign had before.
 */
export function expectedOf(rows: ContactRow[], inCampaign: Iterable<string>): Expected[] {
	const held = new Set(inCampaign);
	return rows.map((row) => {
		if (!isValid(row)) return 'failed';
		if (held.has(row['Record ID'])) return 'alreadyInCampaign';
		held.add(row['Record ID']);
		return 'added';
	});
}
