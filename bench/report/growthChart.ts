import type { TopLevelSpec } from 'vega-lite';
import type { Medians } from '../samples';
import { FRAME, pointsOf, POWERS_OF_TEN } from './chart';

/** The contenders that get a line; those that would hide each other are left out. */
const COLORS: Record<string, string> = {
	'automatic-parallel': '#0969da',
	'engine-summary': '#54aeff',
	'automatic-ordered': '#0a3069',
	client: '#59636e',
	expert: '#bc4c00',
	'expert-limited': '#fb8f44',
	loop: '#cf222e',
	'one-each': '#8250df',
};

/** How the time grows with the number of records. */
export function growthChart(medians: Medians): TopLevelSpec {
	const points = pointsOf(medians).filter(({ contender }) => contender.name in COLORS);
	const colors = new Map(points.map(({ label, contender }) => [label, COLORS[contender.name]!]));
	return {
		...FRAME,
		title: 'Seconds over the bare engine run, by number of records',
		width: 440,
		height: 320,
		data: { values: points.map(({ label, size, seconds }) => ({ label, size, seconds })) },
		mark: { type: 'line', point: { size: 45 }, strokeWidth: 2 },
		encoding: {
			x: {
				field: 'size',
				type: 'quantitative',
				scale: { type: 'log' },
				axis: { title: 'records', format: ',', values: medians.sizes, grid: false },
			},
			y: {
				field: 'seconds',
				type: 'quantitative',
				scale: { type: 'log' },
				axis: { title: 'seconds, logarithmic', format: '~g', values: POWERS_OF_TEN },
			},
			color: {
				field: 'label',
				type: 'nominal',
				scale: { domain: [...colors.keys()], range: [...colors.values()] },
				legend: { title: null, symbolType: 'stroke', symbolStrokeWidth: 3 },
			},
		},
	};
}
