import type { Arguments } from '../arguments';
import type { Machine } from '../machine';
import type { MappingCost } from '../programs/mapping';
import type { Sample } from '../samples';

/** Everything that a run of the benchmark has found. */
export interface Result {
	asked: Arguments;
	machine: Machine;
	samples: readonly Sample[];
	mapping: readonly MappingCost[];
	/** How long it took. */
	minutes: number;
}
