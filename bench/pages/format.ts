export const NOT_MEASURED = 'Not measured in this run.';

/** Three significant digits, as many as the spread of the rounds bears. A dash for NaN: not measured. */
export const digits = (value: number, most = 3) =>
	Number.isNaN(value) ? '–' : value.toLocaleString('en', { maximumSignificantDigits: most });

export const whole = (value: number) =>
	Number.isNaN(value) ? '–' : Math.round(value).toLocaleString('en');

/** @param bytes shown as MB */
export const megabytes = (bytes: number) => whole(bytes / 1e6);

/** A table of Markdown, aligned as prettier does it: the first column left, the others right. */
export function table(head: string[], rows: string[][]): string {
	if (rows.length === 0) return NOT_MEASURED;
	const all = [head, head.map(() => '---:'), ...rows];
	const widths = head.map((_, column) => Math.max(...all.map((cells) => cells[column]!.length)));
	const cell = (text: string, column: number) =>
		column ? text.padStart(widths[column]!, text === '---:' ? '-' : ' ') : text.padEnd(widths[0]!);
	all[1]![0] = '-'.repeat(widths[0]!);
	return all.map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
}
