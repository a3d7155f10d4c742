import { CONTENDERS, DISTANT_CONTENDERS } from '../contenders';
import type { Medians } from '../medians';
import type { Figures } from './fill';
import { digits, megabytes, NOT_MEASURED, table, whole } from './format';

/** The largest size that was measured: in a run for docs, the only one. */
const sizeOf = ({ sizes }: Medians) => sizes.at(-1) ?? NaN;

/** The blocks about HTTPS at a distance. */
export function distanceFigures(far: Medians, measured: string): Figures {
	const size = sizeOf(far);
	const rows = CONTENDERS.filter(({ name, bare }) => DISTANT_CONTENDERS.includes(name) && !bare)
		.map(({ name, label }) => {
			const all = far.rounds(name, size);
			const spread = `${digits(Math.min(...all))} to ${digits(Math.max(...all))}`;
			const seconds = digits(far.over(name, size));
			const peak = megabytes(far.of('peakRss', name, size));
			return [label, seconds, all.length > 1 ? spread : 'one run', peak];
		})
		.filter(([, seconds]) => seconds !== '–');
	const picture =
		'![Time of each contender over HTTPS at a distance](images/benchmark-distance.svg)';
	return {
		distance: table([`${whole(size)} records`, 'Seconds', 'Rounds', 'Peak MB'], rows),
		'distance.picture': rows.length > 0 ? picture : NOT_MEASURED,
		'distance.measured': measured,
	};
}
