import type { TopLevelSpec } from 'vega-lite';
import { CONTENDERS, MAIN_SIZE, type Contender } from '../contenders';
import type { Medians } from '../medians';
import { digits, whole } from './format';

/** White behind it, since the page may be dark. */
const FRAME = {
	background: 'white',
	padding: 16,
	width: 460,
	config: {
		font: 'Helvetica, Arial, sans-serif',
		title: { fontSize: 15, anchor: 'start', frame: 'group', offset: 12 },
		axis: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal', labelLimit: 0 },
		legend: { labelFontSize: 12, labelLimit: 0, title: null },
	},
} satisfies Partial<TopLevelSpec>;

const SECONDS = {
	field: 'seconds',
	type: 'quantitative' as const,
	axis: { title: 'seconds, logarithmic', format: '~g', values: [0.01, 0.1, 1, 10, 100, 1_000] },
};

function kindOf({ place, label }: Contender): string {
	if (place === 'client') return 'Without n8n';
	return label.startsWith('This node') ? 'This node' : "n8n's own nodes";
}

/** Of all but bare runs. A logarithmic scale shows nothing below a hundredth: that is noise. */
const pointsOf = ({ sizes, over }: Medians) =>
	CONTENDERS.filter(({ bare }) => !bare)
		.flatMap((contender) =>
			sizes.map((size) => {
				const seconds = over(contender.name, size);
				const text = `${digits(seconds)} s`;
				return { ...contender, size, seconds, text, kind: kindOf(contender) };
			}),
		)
		.filter(({ seconds }) => seconds >= 0.01);

/** The contenders side by side, in n8n and without it. */
function timeChart(medians: Medians): TopLevelSpec {
	const size = medians.sizes.filter((one) => one <= MAIN_SIZE).at(-1) ?? MAIN_SIZE;
	const values = pointsOf(medians).filter((one) => one.size === size && one.place !== 'engine');
	const seconds = values.map((value) => value.seconds);
	// From a power of ten on; on the right, space for the text.
	const domain = [10 ** Math.floor(Math.log10(Math.min(...seconds))), Math.max(...seconds) * 4];
	const colors = { range: ['#0969da', '#bc4c00', '#59636e'] };
	return {
		...FRAME,
		title: `${whole(size)} records: seconds over the bare engine run`,
		height: { step: 26 },
		data: { values },
		encoding: {
			y: { field: 'label', sort: { field: 'seconds' }, title: null, axis: { grid: true } },
			x: { ...SECONDS, scale: { type: 'log', domain, nice: false } },
		},
		layer: [
			{
				mark: { type: 'point', filled: true, size: 110, opacity: 1 },
				encoding: {
					color: { field: 'kind', sort: null, scale: colors, legend: { orient: 'top' } },
				},
			},
			{
				mark: { type: 'text', align: 'left', dx: 11, fontSize: 12 },
				encoding: { text: { field: 'text' } },
			},
		],
	};
}

/** The contenders that get a line; others would hide each other. */
const LINES: Record<string, string> = {
	'automatic-parallel': '#0969da',
	'automatic-ordered': '#0a3069',
	expert: '#bc4c00',
	loop: '#cf222e',
	client: '#59636e',
	'engine-summary': '#54aeff',
};

/** How the time grows with the number of records. */
function growthChart(medians: Medians): TopLevelSpec {
	const values = pointsOf(medians).filter(({ name }) => name in LINES);
	const range = [...new Set(values.map(({ name }) => LINES[name]!))];
	const records = { title: 'records', format: ',', values: medians.sizes, grid: false };
	return {
		...FRAME,
		title: 'Seconds over the bare engine run, by number of records',
		height: 320,
		data: { values },
		mark: { type: 'line', point: { size: 45 }, strokeWidth: 2 },
		encoding: {
			x: { field: 'size', type: 'quantitative', scale: { type: 'log' }, axis: records },
			y: { ...SECONDS, scale: { type: 'log' } },
			color: {
				field: 'label',
				sort: null,
				scale: { range },
				legend: { orient: 'bottom', columns: 2 },
			},
		},
	};
}

/** The charts as SVG, by file name. */
export async function chartsOf(medians: Medians): Promise<Record<string, string>> {
	// Vega waits for something at its top level, so it cannot be required.
	const [{ parse, View }, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
	const svg = async (spec: TopLevelSpec) =>
		`${await new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG()}\n`;
	return {
		'benchmark-time.svg': await svg(timeChart(medians)),
		'benchmark-growth.svg': await svg(growthChart(medians)),
	};
}
