import Table from 'cli-table3';
import { CONTENDERS } from '../contenders';
import { overBare } from '../overBare';
import { mediansOf } from '../samples';
import { digits, megabytes, orDash, whole } from './format';
import type { Result } from './result';

/** Prints the medians. */
export function print({ samples, mapping }: Result): void {
	const medians = mediansOf(samples);
	const table = new Table({
		head: ['', 'records', 'seconds', 'over bare', 'CPU s', 'peak MB', 'requests', 'at once'],
		style: { head: [], border: [] },
		colAligns: ['left', ...Array<'right'>(7).fill('right')],
	});
	for (const size of medians.sizes) {
		for (const contender of CONTENDERS) {
			const { name, label } = contender;
			if (medians.rounds(name, size) === 0) continue;
			table.push([
				label,
				whole(size),
				orDash(medians.of('seconds', name, size), digits),
				orDash(overBare(medians, 'seconds', contender, size), digits),
				orDash(medians.of('cpuSeconds', name, size), digits),
				orDash(medians.of('peakRss', name, size), megabytes),
				orDash(medians.of('requests', name, size), whole),
				orDash(medians.of('maxInFlight', name, size), whole),
			]);
		}
	}
	console.log(table.toString());
	for (const { mapping: way, items, microseconds } of mapping) {
		console.log(`Mapping, ${way}: ${digits(microseconds)} µs an item (${whole(items)} items)`);
	}
}
