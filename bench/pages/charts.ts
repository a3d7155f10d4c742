import type { TopLevelSpec } from 'vega-lite';
import { CONTENDERS, DISTANT_CONTENDERS, MAIN_SIZE, ROUND_TRIP } from '../contenders';
import { mediansOf, type Medians } from '../medians';
import type { Results } from '../results';
import { digits, whole } from './format';

/** Blue for this node, red for what n8n brings, grey without n8n. */
const COLORS: Record<string, string> = {
	'automatic-parallel': '#0969da',
	'automatic-ranked': '#218bff',
	'automatic-ordered': '#0a3069',
	'references-parallel': '#0969da',
	'expressions-parallel': '#0969da',
	'summary-parallel': '#54aeff',
	'engine-summary': '#54aeff',
	expert: '#bc4c00',
	loop: '#cf222e',
	client: '#59636e',
	'client-ordered': '#59636e',
};

/** White behind it, since the page may be dark. */
const FRAME = {
	background: 'white',
	padding: 16,
	width: 460,
	config: {
		font: 'Helvetica, Arial, sans-serif',
		axis: { labelFontSize: 12, labelLimit: 0 },
		legend: { labelFontSize: 12, labelLimit: 0, title: null },
	},
} satisfies Partial<TopLevelSpec>;

const SECONDS = {
	field: 'seconds',
	type: 'quantitative' as const,
	axis: { title: 'seconds, logarithmic', format: ',~g', values: [0.01, 0.1, 1, 10, 100, 1_000] },
};

/** For marks only: a text in these colors would be hard to read. */
const color = { field: 'color', scale: null };

/** A logarithmic scale shows nothing below a hundredth: that is noise. */
const pointsOf = ({ sizes, over }: Medians, names: string[]) =>
	CONTENDERS.filter(({ name }) => names.includes(name))
		.flatMap(({ name, label }) =>
			sizes.map((size) => ({ name, label, size, seconds: over(name, size), color: COLORS[name]! })),
		)
		.filter(({ seconds }) => seconds >= 0.01)
		.map((point) => ({ ...point, text: `${digits(point.seconds)} s` }));

/** The contenders side by side, in n8n and without it. */
function timeChart(medians: Medians): TopLevelSpec {
	const size = medians.sizes.filter((one) => one <= MAIN_SIZE).at(-1) ?? MAIN_SIZE;
	const names = Object.keys(COLORS).filter((name) => name !== 'engine-summary');
	const values = pointsOf(medians, names).filter((point) => point.size === size);
	const seconds = values.map((value) => value.seconds);
	// From a power of ten on; on the right, space for the text.
	const domain = [10 ** Math.floor(Math.log10(Math.min(...seconds))), Math.max(...seconds) * 4];
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
			{ mark: { type: 'point', filled: true, size: 110, opacity: 1 }, encoding: { color } },
			{
				mark: { type: 'text', align: 'left', dx: 11, fontSize: 12, color: 'black' },
				encoding: { text: { field: 'text' } },
			},
		],
	};
}

/** The contenders that get a line; others would hide each other. */
const LINES = 'automatic-parallel automatic-ordered expert loop client engine-summary'.split(' ');

/** How the time grows with the number of records. */
function growthChart(medians: Medians): TopLevelSpec {
	const values = pointsOf(medians, LINES);
	const range = [...new Set(values.map((value) => value.color))];
	const records = { title: 'records', format: ',', values: medians.sizes, grid: false };
	const legend = { orient: 'bottom', columns: 2 } as const;
	const seconds = values.map((value) => value.seconds);
	const domain = [10 ** Math.floor(Math.log10(Math.min(...seconds))), Math.max(...seconds) * 1.3];
	return {
		...FRAME,
		title: 'Seconds over the bare engine run, by number of records',
		height: 320,
		data: { values },
		mark: { type: 'line', point: { size: 45 } },
		encoding: {
			x: { field: 'size', type: 'quantitative', scale: { type: 'log' }, axis: records },
			y: { ...SECONDS, scale: { type: 'log', domain, nice: false } },
			color: { field: 'label', sort: null, scale: { range }, legend },
		},
	};
}

/** Over HTTPS at a distance: bars from 0 on, since they differ by no more than ten. */
function distanceChart(far: Medians): TopLevelSpec {
	const size = far.sizes.at(-1);
	const values = pointsOf(far, DISTANT_CONTENDERS)
		.filter(({ name, size: one }) => name !== 'bare' && one === size)
		.sort((a, b) => a.seconds - b.seconds);
	const most = Math.max(...values.map(({ seconds }) => seconds));
	return {
		...FRAME,
		title: `${whole(size ?? NaN)} records over HTTPS, ${ROUND_TRIP} ms a round trip`,
		height: { step: 26 },
		data: { values },
		encoding: {
			y: { field: 'label', sort: null, title: null },
			x: {
				field: 'seconds',
				type: 'quantitative',
				title: 'seconds',
				// On the right, space for the text.
				scale: { domain: [0, most * 1.15], nice: false },
			},
		},
		layer: [
			{ mark: { type: 'bar', height: 16 }, encoding: { color } },
			{
				mark: { type: 'text', align: 'left', dx: 6, fontSize: 12, color: 'black' },
				encoding: { text: { field: 'text' } },
			},
		],
	};
}

/** The charts as SVG, by file name, of what was measured. */
export async function chartsOf({ times, distance }: Results): Promise<Record<string, string>> {
	// Vega waits for something at its top level, so it cannot be required.
	const [{ parse, View }, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
	const svg = async (spec: TopLevelSpec) =>
		`${await new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG()}\n`;
	const near = times && mediansOf(times.samples);
	const far = distance && mediansOf(distance.samples);
	return {
		...(near && {
			'benchmark-time.svg': await svg(timeChart(near)),
			'benchmark-growth.svg': await svg(growthChart(near)),
		}),
		...(far && { 'benchmark-distance.svg': await svg(distanceChart(far)) }),
	};
}
