/** Without a server: this node, n8n's request helper or a No Operation in n8n's engine; and the mapping. */
import { startExpressionEngine } from '../../scripts/engine/expressions';
import { median } from '../medians';
import { records, type BenchRecord } from '../records';
import { measure } from '../usage';
import { addParameters, type Mapping } from '../workflows';
import { answer } from './child';
import { runItems } from './items';

type Run = { name: string; url: string; size: number; concurrency: number; ordered: boolean };

async function run({ name, url, size, concurrency, ordered }: Run) {
	const items = records(size);
	const options = { keepOrder: ordered, concurrency, output: 'summary' };
	const others = { 'engine-bare': 'noOperation', 'helper-ordered': 'helper' } as const;
	const node = others[name as keyof typeof others] ?? addParameters('automatic', options);
	return await measure(process.pid, async () => {
		const [first] = await runItems(items, node, url);
		if (node !== 'noOperation' && first?.json.added !== size) {
			throw new Error(`The node reports ${JSON.stringify(first?.json)}`);
		}
	});
}

/** Items of the run with a real expression, which takes a hundred times as long. */
const FEW = 5_000;

async function seconds(items: BenchRecord[], mapping?: Mapping): Promise<number> {
	const parameters = mapping && addParameters(mapping, { validateOnly: true, output: 'summary' });
	const begin = performance.now();
	const [first] = await runItems(items, parameters ?? 'noOperation');
	const time = (performance.now() - begin) / 1_000;
	if (!mapping || first?.json.valid === items.length) return time;
	throw new Error(`The node reports ${JSON.stringify(first?.json)}`);
}

/** Takes the time of a No Operation off. The first round only warms up. */
async function cost(items: BenchRecord[], mapping: Mapping, rounds: number) {
	const [bare, times]: [number[], number[]] = [[], []];
	for (let round = 0; round <= rounds; round++) {
		bare.push(await seconds(items));
		times.push(await seconds(items, mapping));
	}
	const difference = median(times.slice(1)) - median(bare.slice(1));
	return { mapping, items: items.length, microseconds: (difference * 1e6) / items.length };
}

async function mapping({ mapped, rounds }: { mapped: number; rounds: number }) {
	await startExpressionEngine();
	const items = records(mapped);
	return [
		await cost(items, 'automatic', rounds),
		await cost(items, 'references', rounds),
		await cost(items.slice(0, FEW), 'expression', rounds),
	];
}

void answer((task: Run | Parameters<typeof mapping>[0]) =>
	'mapped' in task ? mapping(task) : run(task),
);
