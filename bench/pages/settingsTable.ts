import { DISTANT_SIZE, MAIN_SIZE } from '../contenders';
import type { Medians } from '../medians';
import { digits, megabytes, table } from './format';

/** What a user sets, and the contender that has it. */
const SETTINGS = [
	['**Order** In Sequence (the default)', 'yes', 'automatic-ordered'],
	['**Order** By Rank', 'yes', 'automatic-ranked'],
	['**Order** None', 'no', 'automatic-parallel'],
	['**Order** None, **Output** Summary', 'no', 'summary-parallel'],
	['**Order** None, plain references', 'no', 'references-parallel'],
	['**Order** None, real expressions in two fields', 'no', 'expressions-parallel'],
] as const;

/** Which setting gives what. Empty where neither was measured in full. */
export function settingsTable(near: Medians, far: Medians): string {
	const rows = SETTINGS.map(([says, inOrder, name]) => [
		says,
		inOrder,
		digits(near.over(name, MAIN_SIZE)),
		megabytes(near.of('peakRss', name, MAIN_SIZE)),
		digits(far.over(name, DISTANT_SIZE)),
	]);
	const measured = rows.filter(([, , seconds, , distant]) => seconds !== '–' || distant !== '–');
	return table(
		['', 'In order', '100,000 records, s', 'Peak MB', '10,000 at a distance, s'],
		measured,
	);
}
