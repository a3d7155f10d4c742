/** Three significant digits, as many as the spread of the rounds bears. */
export const digits = (value: number) =>
	value.toLocaleString('en', { maximumSignificantDigits: 3 });

export const whole = (value: number) => Math.round(value).toLocaleString('en');

const MEGABYTE = 1_000_000;

export const megabytes = (bytes: number) => whole(bytes / MEGABYTE);

/** What was not measured shows as a dash. */
export const orDash = (value: number | undefined, show: (value: number) => string) =>
	value === undefined ? '–' : show(value);

/** A table of Markdown; prettier aligns it. */
export function table(head: string[], rows: string[][], left = 1): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const rule = head.map((_, column) => (column < left ? '---' : '---:'));
	return [head, rule, ...rows].map(line).join('\n');
}
