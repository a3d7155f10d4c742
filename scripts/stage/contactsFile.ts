import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { PROJECT } from '../process/folders';

/** The columns of examples/contacts.csv that the workflow maps. */
export interface ContactRow {
	'Record ID': string;
	'Next Call': string;
	'Call Priority': string;
	'Lead Status': string;
}

export const CONTACTS = join(PROJECT, 'examples', 'contacts.csv');

export async function readContacts(file = CONTACTS): Promise<ContactRow[]> {
	return parse<ContactRow>(await readFile(file), { columns: true, bom: true });
}

/** The ids that the export itself says are in the campaign; the simulator is loaded with them. */
export function idsInCampaign(rows: ContactRow[]): string[] {
	return rows
		.filter((row) => row['Lead Status'] === 'In calling campaign')
		.map((row) => row['Record ID']);
}
