import { ADD_RECORDS, START_CAMPAIGN } from '../stage/demoWorkflow';

/** What a failed item carries. */
export interface ReportedError {
	code: string;
	message: string;
	crmRecordId?: string;
	fieldErrors?: Array<{ field?: string; code?: string }>;
}

/** What the workflow reported about one row of the file. */
export interface Reported {
	/** Counted from 0. */
	row: number;
	/** `added`, `addedUnconfirmed` or `alreadyInCampaign`; `failed` for the items of the error output. */
	outcome: string;
	crmRecordId?: string;
	/** What 8x8 said about a record that it took: PENDING, REJECTED, … */
	state?: string;
	error?: ReportedError;
}

/** What the whole run reported. */
export interface RunReport {
	records: Reported[];
	/** The campaign as it was answered to START, or why it was not started; undefined when nothing asked for it. */
	started?: { state?: string; error?: ReportedError };
}

interface OutputItem {
	json: { outcome?: string; crmRecordId?: string; state?: string; error?: ReportedError };
	pairedItem?: { item: number } | Array<{ item: number }> | number;
}

interface Execution {
	data: {
		resultData: {
			runData: Record<string, Array<{ data?: { main: Array<OutputItem[] | null> } }>>;
		};
	};
}

/** The number that a spreadsheet shows for a row of the file: from 1, below the line of the column names. */
export const rowNumber = (row: number): number => row + 2;

function rowOf({ pairedItem }: OutputItem): number {
	const paired = Array.isArray(pairedItem) ? pairedItem[0] : pairedItem;
	return typeof paired === 'object' ? paired.item : (paired ?? -1);
}

function reported(item: OutputItem): Reported {
	const { outcome = 'failed', crmRecordId, state, error } = item.json;
	return {
		row: rowOf(item),
		outcome: error ? 'failed' : outcome,
		crmRecordId: error ? error.crmRecordId : crmRecordId,
		state,
		error,
	};
}

/**
 * Reads what `n8n execute --rawOutput` printed; lines of n8n's log stand before the result
 * and sometimes after it.
 *
 * @throws Error when there is no result in it.
 */
export function readResult(printed: string): RunReport {
	const [json] = /^\{$.*?^\}$/ms.exec(printed) ?? [];
	if (!json) throw new Error('n8n printed no result.');
	const { runData } = (JSON.parse(json) as Execution).data.resultData;
	const itemsOf = (node: string) =>
		(runData[node] ?? []).flatMap((run) => run.data?.main ?? []).flatMap((branch) => branch ?? []);
	return {
		records: itemsOf(ADD_RECORDS).map(reported),
		started: itemsOf(START_CAMPAIGN)[0]?.json,
	};
}
