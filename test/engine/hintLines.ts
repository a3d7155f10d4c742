import type { NodeRunOutcome } from '../../scripts/engine/runNode';

/** The lines of the hints, which the node puts into one hint for each type. */
export const hintLines = ({ tested }: NodeRunOutcome, type?: 'info' | 'warning'): string[] =>
	(tested?.hints ?? [])
		.filter((hint) => type === undefined || hint.type === type)
		.flatMap(({ message }) => message.split('<br>'));
