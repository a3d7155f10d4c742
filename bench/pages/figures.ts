import { CONTENDERS, MAIN_SIZE, MEMORY_CONTENDERS } from '../contenders';
import { mediansOf, type Medians } from '../medians';
import type { RateLimitTells } from '../../simulator';
import { MAPPING_CASES } from '../mappings';
import type { MappingCost, RateRun, Results } from '../results';
import { isMet, targets } from '../targets';
import type { Figures } from './fill';
import { distanceFigures } from './distanceFigures';
import { settingsTable } from './settingsTable';
import { digits, megabytes, NOT_MEASURED, table, whole } from './format';

/** The texts of all blocks in docs. */
export function figuresOf({ times, distance, memory, queue, rate }: Results): Figures {
	const medians = mediansOf(times?.samples ?? []);
	const far = mediansOf(distance?.samples ?? []);
	return {
		times: timeTable(medians),
		growth: growthTable(medians),
		targets: targetTable(medians, times?.mapping, far),
		'times.measured': measuredOn(times),
		settings: settingsTable(medians, far),
		...distanceFigures(far, measuredOn(distance)),
		...quoted(medians),
		...mappingFigures(times?.mapping),
		...memoryFigures(memory),
		...queueFigures(queue),
		...rateFigures(rate),
	};
}

const measuredOn = (part: { measured: string } | undefined) =>
	part ? `Measured on ${part.measured}.` : NOT_MEASURED;

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

function targetTable(
	medians: Medians,
	mapping: readonly MappingCost[] | undefined,
	far: Medians,
): string {
	if (!mapping) return NOT_MEASURED;
	const verdicts = { true: 'met', false: '**not met**', undefined: 'not measured' };
	const rows = targets(medians, mapping, far).map((target) => {
		const { says, most, unit, figure } = target;
		const limit = `at most ${most} ${unit}`;
		return [says, limit, `${digits(figure)} ${unit}`, verdicts[`${isMet(target)}`]];
	});
	return table(['', 'Target', 'Measured', ''], rows);
}

const UNQUOTED = [
	'bare',
	'automatic-ranked',
	'references-parallel',
	'expressions-parallel',
	'engine-bare',
	'engine-summary',
];

/** What sentences quote of the main size. */
function quoted({ of, over }: Medians): Figures {
	const seconds = (name: string) => over(name, MAIN_SIZE);
	const peak = (name: string) => of('peakRss', name, MAIN_SIZE);
	const percentAbove = (a: string, b: string) => whole((peak(a) / peak(b) - 1) * 100);
	const ours = seconds('automatic-parallel');
	const names = CONTENDERS.map(({ name }) => name).filter((name) => !UNQUOTED.includes(name));
	return {
		...Object.fromEntries(names.map((name) => [`seconds.${name}`, digits(seconds(name))])),
		'faster.expert': digits(seconds('expert') / ours, 2),
		'faster.loop': digits(seconds('loop') / ours, 2),
		'peak.new-items': megabytes(peak('new-items') - peak('bare')),
		'peak.summary-above-bare': percentAbove('summary-parallel', 'bare'),
		'peak.records-above-bare': percentAbove('automatic-parallel', 'bare'),
		'peak.records-above-new-items': percentAbove('automatic-parallel', 'new-items'),
	};
}

function mappingFigures(costs: readonly MappingCost[] = []): Figures {
	const of = (name: string) => costs.find(({ mapping }) => mapping === name);
	const rows = MAPPING_CASES.flatMap(({ name, says }) => {
		const cost = of(name);
		return cost ? [[says, whole(cost.items), digits(cost.microseconds)]] : [];
	});
	return { mapping: table(['', 'Items', 'µs an item'], rows) };
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

function queueFigures(queue: Results['queue']): Figures {
	const rows = (queue?.runs ?? []).map((run) => {
		const { latency, workers, requestsAtOnce, seconds, records } = run;
		const rate = digits(records / seconds);
		return [`${latency} ms`, whole(workers), whole(requestsAtOnce), digits(seconds), rate];
	});
	return {
		queue: table(['Latency', 'Workers', 'Requests at once', 'Seconds', 'Records/s'], rows),
		'queue.measured': measuredOn(queue),
		'queue.worker-peak': digits((queue?.workerPeak ?? NaN) / 1e6, 2),
	};
}

/** How the dialects of a limit read in a table. */
const TELLS: Record<RateLimitTells, string> = {
	resetTime: '`x-ratelimit` headers, with the time of the reset',
	resetSeconds: '`x-ratelimit` headers, with the seconds until the reset',
	oneHeader: 'one `ratelimit` header',
	retryAfter: '`Retry-After` in seconds',
	retryAfterDate: '`Retry-After` as a date',
	retryAfterZero: '`Retry-After: 0`',
	retryAfterPast: '`Retry-After` as a date that is over',
	nothing: 'nothing',
};

function rateFigures(rate: Results['rate']): Figures {
	const runs = rate?.runs ?? [];
	const used = ({ least, seconds }: RateRun) => `${whole((least / seconds) * 100)} %`;
	const of = (tells: string, ordered: boolean) =>
		runs.find((run) => run.tells === tells && run.ordered === ordered);
	const rows = Object.entries(TELLS).flatMap(([tells, says]) => {
		const [inOrder, atOnce] = [of(tells, true), of(tells, false)];
		if (!inOrder || !atOnce) return [];
		return [[says, used(inOrder), whole(inOrder.refused), used(atOnce), whole(atOnce.refused)]];
	});
	return {
		rate: table(['Told by', 'In order', 'Refused', 'At once', 'Refused'], rows),
		'rate.measured': measuredOn(rate),
	};
}
