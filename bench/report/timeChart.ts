import type { TopLevelSpec } from 'vega-lite';
import type { Contender } from '../contenders';
import type { Medians } from '../samples';
import { FRAME, INK, pointsOf, POWERS_OF_TEN } from './chart';
import { digits, whole } from './format';

const COLORS = { 'This node': '#0969da', "n8n's own nodes": '#bc4c00', 'Without n8n': '#59636e' };

function kindOf({ arena, label }: Contender): keyof typeof COLORS {
	if (arena === 'client') return 'Without n8n';
	return label.startsWith('This node') ? 'This node' : "n8n's own nodes";
}

/** The contenders side by side, with the largest size that ran in a real n8n. */
export function timeChart(medians: Medians): TopLevelSpec {
	const points = pointsOf(medians).filter(({ contender }) => contender.arena !== 'engine');
	const inN8n = points.filter(({ contender }) => contender.arena === 'n8n');
	const size = Math.max(...(inN8n.length > 0 ? inN8n : points).map((point) => point.size));
	const shown = points
		.filter((point) => point.size === size)
		.map(({ contender, label, seconds }) => {
			return { label, seconds, kind: kindOf(contender), text: `${digits(seconds)} s` };
		});
	const seconds = shown.map((point) => point.seconds);
	const least = 10 ** Math.floor(Math.log10(Math.min(...seconds)));
	// Space for the text on the right.
	const most = Math.max(...seconds) * 4;
	return {
		...FRAME,
		title: `${whole(size)} records: seconds over the bare engine run`,
		width: 460,
		height: { step: 26 },
		data: { values: shown },
		encoding: {
			y: {
				field: 'label',
				type: 'nominal',
				sort: { field: 'seconds' },
				title: null,
				axis: { labelLimit: 0, labelPadding: 8, ticks: false, domain: false, grid: true },
			},
			x: {
				field: 'seconds',
				type: 'quantitative',
				scale: { type: 'log', domain: [least, most], nice: false },
				axis: { title: 'seconds, logarithmic', format: '~g', values: POWERS_OF_TEN },
			},
		},
		layer: [
			{
				mark: { type: 'point', filled: true, size: 110, opacity: 1 },
				encoding: {
					color: {
						field: 'kind',
						type: 'nominal',
						scale: { domain: Object.keys(COLORS), range: Object.values(COLORS) },
						legend: { title: null, orient: 'top', direction: 'horizontal' },
					},
				},
			},
			{
				mark: { type: 'text', align: 'left', dx: 11, fontSize: 12, color: INK },
				encoding: { text: { field: 'text', type: 'nominal' } },
			},
		],
	};
}
