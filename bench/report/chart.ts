import type { TopLevelSpec } from 'vega-lite';
import { CONTENDERS, type Contender } from '../contenders';
import { overBare } from '../overBare';
import type { Medians } from '../samples';

export const INK = '#1f2328';

/** Ticks of logarithmic axes, in seconds. */
export const POWERS_OF_TEN = [0.01, 0.1, 1, 10, 100, 1_000];

/** What all charts have in common. White behind it, since the page may be dark. */
export const FRAME = {
	$schema: 'https://vega.github.io/schema/vega-lite/v6.json',
	background: 'white',
	padding: 16,
	config: {
		font: 'Helvetica, Arial, sans-serif',
		title: { fontSize: 15, anchor: 'start', frame: 'group', offset: 12, color: INK },
		axis: {
			labelFontSize: 12,
			titleFontSize: 12,
			titleFontWeight: 'normal',
			labelColor: INK,
			titleColor: '#59636e',
			gridColor: '#e6e8eb',
		},
		legend: { labelFontSize: 12, labelLimit: 0, labelColor: INK },
		view: { stroke: null },
	},
} satisfies Partial<TopLevelSpec>;

/** A contender with one size. */
export interface Point {
	contender: Contender;
	label: string;
	size: number;
	/** Over the bare engine run. */
	seconds: number;
}

/** Everything that was measured and that a logarithmic scale can show: less is noise. */
export const pointsOf = (medians: Medians): Point[] =>
	CONTENDERS.filter(({ bare }) => !bare).flatMap((contender) =>
		medians.sizes.flatMap((size) => {
			const seconds = overBare(medians, 'seconds', contender, size);
			if (seconds === undefined || seconds < POWERS_OF_TEN[0]!) return [];
			return [{ contender, label: contender.label, size, seconds }];
		}),
	);
