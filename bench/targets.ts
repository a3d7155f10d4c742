import { DISTANT_SIZE, MAIN_SIZE } from './contenders';
import type { Medians } from './medians';
import { BATCH } from './records';
import type { MappingCost } from './results';

/** A promise about speed or memory. */
export interface Target {
	/** What is compared. */
	says: string;
	/** NaN where it was not measured. */
	figure: number;
	most: number;
	unit: string;
}

/** @returns undefined where it was not measured */
export const isMet = ({ figure, most }: Target) =>
	Number.isNaN(figure) ? undefined : figure <= most;

export function targets(
	medians: Medians,
	mapping: readonly MappingCost[],
	distance: Medians,
): Target[] {
	const over = (name: string, size = MAIN_SIZE) => medians.over(name, size);
	const whole = (name: string) => medians.of('seconds', name, MAIN_SIZE);
	const peak = (name: string) => medians.of('peakRss', name, MAIN_SIZE);
	const growth = (from: number) => over('engine-summary', from * 10) / over('engine-summary', from);
	const anyCost = (way: string) => mapping.find((one) => one.mapping === way);
	const cost = (way: string) => {
		const found = anyCost(way);
		return found?.items === MAIN_SIZE ? found.microseconds : NaN;
	};
	const far = (name: string) => distance.over(name, DISTANT_SIZE);
	const latency = medians.of('latency', 'automatic-ordered', MAIN_SIZE);
	const waiting = ((MAIN_SIZE / BATCH) * latency) / 1_000;

	const [time, client, helper] = [over('automatic-parallel'), over('client'), 'helper-ordered'];
	const ordered = whole('automatic-ordered');
	const [ranked, expressions] = [over('automatic-ranked'), over('expressions-parallel')];
	const [memory, summary] = [peak('automatic-parallel'), peak('summary-parallel')];
	const rows: Array<[says: string, figure: number, most: number, unit?: string]> = [
		['Time / Code + HTTP Request', time / over('expert'), 0.8],
		['Time / Loop Over Items', time / over('loop'), 0.02],
		['Time / bare client', time / client, 1.4],
		['Time with Summary / bare client', over('summary-parallel') / client, 1.4],
		['Time / (bare client + Edit Fields)', time / (client + over('new-items')), 1],
		['By rank / time', ranked / time, 1.15],
		['Time with real expressions / time', expressions / time, 1.4],
		['Time with real expressions / Code + HTTP Request', expressions / over('expert'), 1],
		['Ordered / (requests × latency + bare engine run)', ordered / (waiting + whole('bare')), 1.05],
		[
			'Ordered / (request helper + Edit Fields)',
			ordered / (over(helper) + whole('new-items')),
			1.05,
		],
		['Ordered / request helper, both in-process', whole('engine-ordered') / whole(helper), 1.05],
		['Peak memory / bare engine run', memory / peak('bare'), 1.15],
		['Peak memory with Summary / bare engine run', summary / peak('bare'), 1.15],
		['Peak memory / Edit Fields', memory / peak('new-items'), 1.15],
		['Peak memory by rank / peak memory', peak('automatic-ranked') / memory, 1.1],
		['Peak memory with real expressions / peak memory', peak('expressions-parallel') / memory, 1.1],
		['Time of 100,000 records / 10,000', growth(10_000), 11],
		['Time of 1,000,000 records / 100,000', growth(100_000), 11],
		['Automatic mapping, an item', cost('automatic'), 3, 'µs'],
		['Plain references, an item', cost('references'), 3, 'µs'],
		['Real expressions in two fields, an item', cost('expressions'), 15, 'µs'],
		[
			'Campaign from a settings node, an item more than automatic',
			cost('settings') - cost('automatic'),
			1,
			'µs',
		],
		[
			'Real expressions, items of 60 fields / evaluated item by item',
			cost('wideExpressions') / (anyCost('wideItemByItem')?.microseconds ?? NaN),
			0.2,
		],
		['At a distance: by rank / time', far('automatic-ranked') / far('automatic-parallel'), 1.2],
		['At a distance: by rank / ordered', far('automatic-ranked') / far('automatic-ordered'), 0.25],
	];
	return rows.map(([says, figure, most, unit = '×']) => ({ says, figure, most, unit }));
}
