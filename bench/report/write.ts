import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { TopLevelSpec } from 'vega-lite';
import { PROJECT } from '../../scripts/process/folders';
import { mediansOf } from '../samples';
import { growthChart } from './growthChart';
import { page } from './page';
import type { Result } from './result';
import { timeChart } from './timeChart';

async function svgOf(spec: TopLevelSpec): Promise<string> {
	// Vega waits for something at its top level, so it cannot be required.
	const [{ parse, View }, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
	return await new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG();
}

/** Writes benchmark.md and its charts. @returns the path of the page */
export async function writeReport(result: Result, folder: string): Promise<string> {
	const medians = mediansOf(result.samples);
	const images = join(folder, 'images');
	await mkdir(images, { recursive: true });
	const charts = [
		{ name: 'benchmark-time.svg', says: 'Time of each contender', spec: timeChart(medians) },
		{ name: 'benchmark-growth.svg', says: 'Time by number of records', spec: growthChart(medians) },
	];
	for (const { name, spec } of charts) {
		await writeFile(join(images, name), `${await svgOf(spec)}\n`);
	}
	const shown = charts.map(({ name, says }) => `![${says}](images/${name})`);
	const file = join(folder, 'benchmark.md');
	const style = await resolveConfig(join(PROJECT, 'docs', 'benchmark.md'));
	await writeFile(
		file,
		await format(page(result, medians, shown), { ...style, parser: 'markdown' }),
	);
	return file;
}
