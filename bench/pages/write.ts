import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DOCS, saveResults, type Results } from '../results';
import { chartsOf } from './charts';
import { figuresOf } from './figures';
import { fill, type Figures } from './fill';

/** The pages in docs that quote figures. */
const PAGES = ['benchmark.md', 'performance.md', 'scaling.md', 'faq.md'];

/** The pages as they are in docs, by file name. */
export const readPages = (): Record<string, string> =>
	Object.fromEntries(PAGES.map((file) => [file, readFileSync(join(DOCS, file), 'utf8')]));

/**
 * Writes the results, the filled pages and the charts.
 *
 * @param folder docs, or another one that gets copies.
 * @throws Error when the pages and the figures do not fit.
 */
export async function writePages(results: Results, folder: string): Promise<Figures> {
	await mkdir(join(folder, 'images'), { recursive: true });
	await saveResults(results, folder);
	const figures = figuresOf(results);
	const charts = await chartsOf(results);
	for (const [file, page] of Object.entries(fill(readPages(), figures))) {
		await writeFile(join(folder, file), page);
	}
	for (const [file, chart] of Object.entries(charts)) {
		await writeFile(join(folder, 'images', file), chart);
	}
	return figures;
}
