/** Microseconds that an item costs until it is checked and ready to be sent, by the way of mapping. */
import { startExpressionEngine, stopExpressionEngine } from '../../scripts/engine/expressions';
import { contacts, type Contact } from '../contacts';
import { addRecordsParameters, type Mapping } from '../contenders/node';
import { median } from '../samples';
import { runInEngine } from './engineRun';

export interface MappingCost {
	mapping: Mapping;
	items: number;
	microseconds: number;
}

interface Task {
	size: number;
	rounds: number;
}

/** Items of the run with real expressions, which take a hundred times as long. */
const FEW = 5_000;

async function seconds(items: Contact[], mapping?: Mapping): Promise<number> {
	const options = { validateOnly: true, output: 'summary' };
	const begin = performance.now();
	const [first] = await runInEngine(
		items,
		mapping ? addRecordsParameters(mapping, options) : 'noOperation',
	);
	const time = (performance.now() - begin) / 1_000;
	if (mapping && first?.json.valid !== items.length) {
		throw new Error(`The node reports ${JSON.stringify(first?.json)}`);
	}
	return time;
}

/** In turn with runs of a No Operation, whose time is taken off; the first turn only warms up. */
async function costs(
	items: Contact[],
	mappings: Mapping[],
	rounds: number,
): Promise<MappingCost[]> {
	const bare: number[] = [];
	const times = mappings.map(() => [] as number[]);
	for (let round = 0; round <= rounds; round++) {
		const noOperation = await seconds(items);
		if (round > 0) bare.push(noOperation);
		for (const [index, mapping] of mappings.entries()) {
			const time = await seconds(items, mapping);
			if (round > 0) times[index]?.push(time);
		}
	}
	return mappings.map((mapping, index) => ({
		mapping,
		items: items.length,
		microseconds: ((median(times[index] ?? []) - median(bare)) * 1e6) / items.length,
	}));
}

async function main(): Promise<void> {
	const { size, rounds } = JSON.parse(process.argv[2] ?? '') as Task;
	await startExpressionEngine();
	const quick = await costs(contacts(size), ['automatic', 'references'], rounds);
	const slow = await costs(contacts(Math.min(size, FEW)), ['expressions'], rounds);
	await stopExpressionEngine();
	console.log(JSON.stringify([...quick, ...slow]));
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
