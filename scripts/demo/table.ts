import Table from 'cli-table3';
import pc from 'picocolors';
import { rowNumber, type Reported } from './result';

/** Widths of the columns, in characters. */
const ROWS = 8;
const OUTCOME = 36;
const BORDERS = 4;

/** The text is wrapped, so that the table fits a terminal of 80 characters and does not fill a wide one. */
const WIDTH = Math.min(process.stdout.columns ?? 108, 108);
const TEXT = Math.max(WIDTH - ROWS - OUTCOME - BORDERS, 20);

const LABELS: Record<string, string> = {
	added: 'added',
	addedUnconfirmed: 'added, though the answer got lost',
	alreadyInCampaign: 'already in the campaign',
};

/** Groups in the order of first appearance. */
function countBy<T>(list: T[], key: (entry: T) => string): Map<string, T[]> {
	return list.reduce((groups, entry) => {
		const group = groups.get(key(entry));
		if (group) group.push(entry);
		else groups.set(key(entry), [entry]);
		return groups;
	}, new Map<string, T[]>());
}

/** The code, with the field and what is wrong with it where the node says so. */
function reasonOf({ error }: Reported): string {
	const field = error?.fieldErrors?.[0];
	return [error?.code ?? 'unknown', field?.field, field?.code].filter(Boolean).join(' ');
}

const number = (count: number) => ({
	hAlign: 'right' as const,
	content: count.toLocaleString('en'),
});

/** The result as a table: what got in, and what did not with one example for each reason. */
export function resultTable(reported: Reported[]): string {
	const table = new Table({
		head: ['Rows', 'Outcome', 'For example'],
		colWidths: [ROWS, OUTCOME, TEXT],
		wordWrap: true,
		style: pc.isColorSupported ? { head: ['bold'], border: ['gray'] } : { head: [], border: [] },
	});
	const taken = reported.filter(({ outcome }) => outcome !== 'failed');
	for (const [outcome, group] of countBy(taken, (entry) => entry.outcome)) {
		const states = [...countBy(group, ({ state }) => state ?? '')]
			.filter(([state]) => state !== '')
			.map(([state, { length }]) => `${length.toLocaleString('en')} ${state}`);
		table.push([
			number(group.length),
			pc.green(LABELS[outcome] ?? outcome),
			states.length > 0 ? `8x8 says: ${states.join(', ')}` : '',
		]);
	}
	const failed = reported.filter(({ outcome }) => outcome === 'failed');
	for (const [reason, group] of countBy(failed, reasonOf)) {
		const example = group[0];
		table.push([
			number(group.length),
			pc.yellow(reason),
			`row ${rowNumber(example?.row ?? 0)}: ${example?.error?.message ?? ''}`,
		]);
	}
	table.push([number(reported.length), 'in all', '']);
	return table.toString();
}
