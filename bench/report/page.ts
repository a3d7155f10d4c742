import { CONTENDERS } from '../contenders';
import { overBare } from '../overBare';
import type { Medians, Sample } from '../samples';
import { isMet, TARGET_SETTING, targets, type Target } from '../targets';
import { digits, megabytes, orDash, table, whole } from './format';
import { compared, read, repeat } from './prose';
import type { Result } from './result';

/** The whole of docs/benchmark.md, not yet formatted. */
export function page(result: Result, medians: Medians, images: string[]): string {
	return [
		'# Benchmark',
		compared(result),
		...images,
		'## Targets',
		targetTable(result, medians),
		'## Figures',
		...medians.sizes.map((size) => `### ${whole(size)} records\n\n${sizeTable(medians, size)}`),
		'### Mapping',
		mappingTable(result),
		'## How to read it',
		read(result, medians),
		'## The machine',
		machineTable(result),
		'## Run it yourself',
		repeat(result),
		'## Every run',
		everyRun(result.samples),
		'',
	].join('\n\n');
}

function targetTable({ mapping, asked }: Result, medians: Medians): string {
	const { latency, concurrency } = TARGET_SETTING;
	if (asked.latency !== latency || asked.concurrency !== concurrency) {
		return `They are set for ${latency} ms and ${concurrency} requests at once, and were not looked at in this run.`;
	}
	const rows = targets(medians, mapping).map((target) => [
		target.says,
		limitOf(target),
		orDash(target.figure, (figure) => `${digits(figure)} ${target.unit}`),
		{ true: 'met', false: '**not met**', undefined: 'not measured' }[String(isMet(target))] ?? '',
	]);
	const head = ['At 100,000 records, where nothing else is said', 'Target', 'Measured', ''];
	return table(head, rows, 1);
}

const limitOf = ({ allowed, limit, unit }: Target) =>
	`${allowed === 'atMost' ? 'at most' : 'at least'} ${digits(limit)} ${unit}`;

function sizeTable(medians: Medians, size: number): string {
	const ours = CONTENDERS.find(
		({ name }) =>
			['automatic-parallel', 'engine-summary'].includes(name) &&
			medians.of('seconds', name, size) !== undefined,
	);
	const reference = ours && overBare(medians, 'seconds', ours, size);
	const rows = CONTENDERS.filter(({ name }) => medians.rounds(name, size) > 0).map((contender) => {
		const { name, label, bare } = contender;
		const of = (figure: 'seconds' | 'cpuSeconds') =>
			bare ? medians.of(figure, name, size) : overBare(medians, figure, contender, size);
		const seconds = of('seconds');
		const ratio = bare || !seconds || !reference ? undefined : seconds / reference;
		return [
			label,
			orDash(seconds, digits),
			orDash(ratio, digits),
			orDash(of('cpuSeconds'), digits),
			orDash(medians.of('peakRss', name, size), megabytes),
			orDash(medians.of('requests', name, size), whole),
			orDash(medians.of('maxInFlight', name, size), whole),
			String(medians.rounds(name, size)),
		];
	});
	const head = [
		'',
		'Seconds',
		'Ratio',
		'CPU seconds',
		'Peak RSS, MB',
		'Requests',
		'At once',
		'Runs',
	];
	return table(head, rows);
}

function mappingTable({ mapping }: Result): string {
	const labels = {
		automatic: 'Automatic',
		references: 'Plain references, such as `{{ $json.id }}`, in three fields',
		expressions: 'A real expression in one field, plain references in two',
	};
	const rows = mapping.map((cost) => [
		labels[cost.mapping],
		whole(cost.items),
		digits(cost.microseconds),
	]);
	return table(['', 'Items', 'µs an item'], rows);
}

function machineTable({ machine, asked, minutes }: Result): string {
	const rows = [
		['Processor', `${machine.processor}, ${machine.cores} cores`],
		['Memory', `${machine.memoryGb} GB`],
		['System', machine.system],
		['Node.js', machine.node],
		['n8n', machine.n8n],
		['Latency of the simulator', `${asked.latency} ms`],
		['Requests at once', String(asked.concurrency)],
		['Rounds', String(asked.rounds)],
		['Time of the whole benchmark', `${Math.ceil(minutes)} minutes`],
	];
	return table(['', ''], rows, 2);
}

function everyRun(samples: readonly Sample[]): string {
	const ordered = [...samples].sort(
		(a, b) => a.size - b.size || order(a.contender) - order(b.contender) || a.round - b.round,
	);
	const rows = ordered.map((sample) => [
		`\`${sample.contender}\``,
		whole(sample.size),
		String(sample.round),
		sample.seconds.toFixed(3),
		sample.cpuSeconds.toFixed(2),
		megabytes(sample.peakRss),
		whole(sample.maxInFlight),
		sample.requests > 0 ? sample.latency.toFixed(1) : '–',
	]);
	return [
		'The whole time, the bare engine run included.',
		table(
			['', 'Records', 'Round', 'Seconds', 'CPU seconds', 'Peak RSS, MB', 'At once', 'ms a request'],
			rows,
		),
	].join('\n\n');
}

const order = (name: string) => CONTENDERS.findIndex((contender) => contender.name === name);
