import type { LoggedRequest, RecordAnswer } from '../../simulator';
import type { ContactRow } from '../stage/contactsFile';
import { expectedOf } from './expectation';
import { rowNumber, type Reported } from './result';

/** Everything that is compared. */
export interface Evidence {
	rows: ContactRow[];
	reported: Reported[];
	/** Ids that the campaign had before. */
	before: string[];
	/** What the simulator holds, in the order of insertion. */
	held: RecordAnswer[];
	requests: LoggedRequest[];
}

const IN_CAMPAIGN = ['added', 'addedUnconfirmed', 'alreadyInCampaign'];

/** Every row was reported once. */
function* reportedOnce({ rows, reported }: Evidence): Generator<string> {
	const times = new Map<number, number>();
	for (const { row } of reported) times.set(row, (times.get(row) ?? 0) + 1);
	for (const row of rows.keys()) {
		const count = times.get(row) ?? 0;
		if (count !== 1) yield `row ${rowNumber(row)} was reported ${count} times`;
		times.delete(row);
	}
	for (const row of times.keys()) yield `row ${rowNumber(row)} was reported and does not exist`;
}

/** What was reported is what the CSV file asks for. */
function* reportedAsExpected({ rows, reported, before }: Evidence): Generator<string> {
	const expected = expectedOf(rows, before);
	for (const { row, outcome, crmRecordId } of reported) {
		const plain = outcome === 'addedUnconfirmed' ? 'added' : outcome;
		if (plain !== expected[row])
			yield `row ${rowNumber(row)} is ${outcome}, and must be ${expected[row]}`;
		const id = rows[row]?.['Record ID'];
		if (outcome !== 'failed' && crmRecordId !== id) {
			yield `row ${rowNumber(row)} has the id ${id}, and was reported as ${crmRecordId}`;
		}
	}
}

/** What was reported is what the simulator holds, record by record. */
function* reportedAsHeld({ rows, reported, held }: Evidence): Generator<string> {
	const there = new Set(held.map(({ crmRecordId }) => crmRecordId));
	const reportedIn = new Set<string>();
	for (const { row, outcome } of reported) {
		const id = rows[row]?.['Record ID'] ?? '';
		if (!IN_CAMPAIGN.includes(outcome)) continue;
		reportedIn.add(id);
		if (!there.has(id))
			yield `${id} (row ${rowNumber(row)}) was reported as ${outcome}, and is not in`;
	}
	for (const { row, outcome } of reported) {
		const id = rows[row]?.['Record ID'] ?? '';
		if (outcome === 'failed' && there.has(id) && !reportedIn.has(id)) {
			yield `${id} (row ${rowNumber(row)}) was reported as failed, and is in`;
		}
	}
}

/** The simulator holds the records from before, then the added ones in the order of the rows, each once. */
function* heldInOrder({ rows, reported, before, held }: Evidence): Generator<string> {
	const added = reported
		.filter(({ outcome }) => outcome === 'added' || outcome === 'addedUnconfirmed')
		.map(({ row }) => row)
		.sort((a, b) => a - b)
		.map((row) => rows[row]?.['Record ID']);
	const expected = [...before, ...added];
	if (held.length !== expected.length) {
		yield `the campaign holds ${held.length} records, and must hold ${expected.length}`;
	}
	const wrong = held.findIndex(({ crmRecordId }, index) => crmRecordId !== expected[index]);
	if (wrong >= 0) {
		yield `record ${wrong + 1} of the campaign is ${held[wrong]?.crmRecordId}, and must be ${expected[wrong]}`;
	}
}

/** Priority and time of every added record are those of its row. */
function* heldAsWritten({ rows, reported, held }: Evidence): Generator<string> {
	const byId = new Map(held.map((record) => [record.crmRecordId, record]));
	for (const { row, outcome } of reported) {
		const contact = rows[row];
		const record = contact && byId.get(contact['Record ID']);
		if (outcome !== 'added' || !record) continue;
		const priority = contact['Call Priority'].toUpperCase() || 'HIGH';
		if (record.priority !== priority) {
			yield `${record.crmRecordId} has priority ${record.priority}, and must have ${priority}`;
		}
		const time = contact['Next Call'];
		if (time && Date.parse(record.nextAttemptAfter ?? '') !== Date.parse(time)) {
			yield `${record.crmRecordId} is scheduled for ${record.nextAttemptAfter}, and must be for ${time}`;
		}
	}
}

/** No record was stored by two requests. */
function* storedOnce({ requests }: Evidence): Generator<string> {
	const stored = new Set<string>();
	for (const { body } of requests.filter(
		(request) => request.stored && request.method === 'POST',
	)) {
		for (const { crmRecordId } of (body as { records: Array<{ crmRecordId: string }> }).records) {
			if (stored.has(crmRecordId)) yield `${crmRecordId} was stored twice`;
			stored.add(crmRecordId);
		}
	}
}

const CHECKS = [
	reportedOnce,
	reportedAsExpected,
	reportedAsHeld,
	heldInOrder,
	heldAsWritten,
	storedOnce,
];

/** Every difference between file, report and campaign, in words; none when all agree. */
export function differences(evidence: Evidence): string[] {
	return CHECKS.flatMap((check) => [...check(evidence)]);
}
