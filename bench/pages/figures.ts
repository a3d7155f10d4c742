import { CONTENDERS, MAIN_SIZE, MEMORY_CONTENDERS } from '../contenders';
import { mediansOf, type Medians } from '../medians';
import type { Results } from '../results';
import { isMet, targets } from '../targets';
import type { Figures } from './fill';
import { digits, megabytes, table, whole } from './format';

/** The texts of all blocks in docs. */
export function figuresOf({ times, memory, scaleOut }: Results): Figures {
	const medians = mediansOf(times?.samples ?? []);
	return {
		times: timeTable(medians),
		growth: growthTable(medians),
		targets: targetTable(medians, times?.mapping),
		'times.measured': times
			? `${measuredOn(times)} ${times.rounds} rounds, ${times.latency} ms a request, up to ${times.concurrency} requests at once.`
			: measuredOn(times),
		...quoted(medians),
		...mappingFigures(times?.mapping),
		...memoryFigures(memory),
		...scaleOutFigures(scaleOut),
	};
}

const measuredOn = (part: { measured: string } | undefined) =>
	part ? `Measured on ${part.measured}.` : 'Not measured in this run.';

/** Of the main size, or of the largest one below it. */
function timeTable({ sizes, of, over, rounds }: Medians): string {
	const size = sizes.filter((one) => one <= MAIN_SIZE).at(-1) ?? MAIN_SIZE;
	const ours = over('automatic-parallel', size);
	const rows = CONTENDERS.map(({ name, label, bare }) => {
		const all = rounds(name, size);
		const spread = `${digits(Math.min(...all))} to ${digits(Math.max(...all))}`;
		const spreadOrOne = all.length > 1 ? spread : 'one run';
		const seconds = over(name, size);
		const ratio = bare ? '–' : digits(seconds / ours);
		return [label, digits(seconds), spreadOrOne, ratio, megabytes(of('peakRss', name, size))];
	}).filter(([, seconds]) => seconds !== '–');
	return table([`${whole(size)} records`, 'Seconds', 'Rounds', 'Ratio', 'Peak MB'], rows);
}

function growthTable({ sizes, over }: Medians): string {
	const rows = CONTENDERS.filter(({ bare }) => !bare)
		.map(({ name, label }) => [label, ...sizes.map((size) => digits(over(name, size)))])
		.filter((cells) => cells.slice(1).some((cell) => cell !== '–'));
	return table(['Seconds', ...sizes.map(whole)], rows);
}

function targetTable(medians: Medians, mapping: MappingCosts = []): string {
	const verdicts = { true: 'met', false: '**not met**', undefined: 'not measured' };
	const rows = targets(medians, mapping).map((target) => {
		const { says, most, unit, figure } = target;
		const limit = `at most ${most} ${unit}`;
		return [says, limit, `${digits(figure)} ${unit}`, verdicts[`${isMet(target)}`]];
	});
	return table(['', 'Target', 'Measured', ''], rows);
}

const QUOTED =
	'automatic-parallel automatic-ordered summary-parallel expert loop client client-ordered engine-ordered helper-ordered new-items';

/** What sentences quote of the main size. */
function quoted({ of, over }: Medians): Figures {
	const seconds = (name: string) => over(name, MAIN_SIZE);
	const peak = (name: string) => of('peakRss', name, MAIN_SIZE);
	const percentAbove = (a: string, b: string) => whole((peak(a) / peak(b) - 1) * 100);
	const ours = seconds('automatic-parallel');
	return {
		...Object.fromEntries(
			QUOTED.split(' ').map((name) => [`seconds.${name}`, digits(seconds(name))]),
		),
		'faster.expert': digits(seconds('expert') / ours, 2),
		'faster.loop': digits(seconds('loop') / ours, 2),
		'peak.new-items': megabytes(peak('new-items') - peak('bare')),
		'peak.summary-above-bare': percentAbove('summary-parallel', 'bare'),
		'peak.records-above-bare': percentAbove('automatic-parallel', 'bare'),
		'peak.records-above-new-items': percentAbove('automatic-parallel', 'new-items'),
	};
}

type MappingCosts = NonNullable<Results['times']>['mapping'];

const WAYS = {
	automatic: 'Automatic',
	references: 'Plain references, such as `{{ $json.id }}`, in three fields',
	expression: 'A real expression in one field, plain references in two',
};

function mappingFigures(costs: MappingCosts = []): Figures {
	const rows = costs.map(({ mapping, items, microseconds }) => {
		return [WAYS[mapping], whole(items), digits(microseconds)];
	});
	const of = (way: string) => costs.find(({ mapping }) => mapping === way)?.microseconds ?? NaN;
	return {
		mapping: table(['', 'Items', 'µs an item'], rows),
		...Object.fromEntries(Object.keys(WAYS).map((way) => [`mapping.${way}`, digits(of(way))])),
	};
}

function memoryFigures(memory: Results['memory']): Figures {
	const { sizes, of } = mediansOf(memory?.samples ?? []);
	const head = ['Items in one execution', 'No Operation', 'Add, Summary', 'Add, Records'];
	const rows = sizes.map((size) => [
		whole(size),
		...MEMORY_CONTENDERS.map((name) => `${megabytes(of('peakRss', name, size))} MB`),
	]);
	const [least, most] = [sizes[0] ?? NaN, sizes.at(-1) ?? NaN];
	const kilobytes = (name: string) =>
		(of('peakRss', name, most) - of('peakRss', name, least)) / (most - least) / 1_000;
	const figures: Figures = { memory: table(head, rows), 'memory.measured': measuredOn(memory) };
	for (const name of MEMORY_CONTENDERS) figures[`memory.${name}`] = digits(kilobytes(name), 2);
	return figures;
}

function scaleOutFigures(scaleOut: Results['scaleOut']): Figures {
	const rows = (scaleOut?.runs ?? []).map((run) => {
		const { latency, workers, requestsAtOnce, seconds, records } = run;
		return [
			`${latency} ms`,
			...[workers, requestsAtOnce, seconds, records / seconds].map((value) => digits(value)),
		];
	});
	const peaks = scaleOut?.workerPeaks ?? [NaN, NaN];
	return {
		'scale-out': table(['Latency', 'Workers', 'Requests at once', 'Seconds', 'Records/s'], rows),
		'scale-out.measured': measuredOn(scaleOut),
		'scale-out.worker-peaks': peaks.map((bytes) => digits(bytes / 1e6, 2)).join(' to '),
	};
}
