import { SingleBar } from 'cli-progress';

/** Milliseconds between two lines where the output is not a terminal, such as in a CI log. */
const LINE_INTERVAL = 15_000;

/**
 * A progress bar on standard error: redrawn in a terminal, a line now and then elsewhere.
 *
 * @param count how far it is, such as `{value}/{total} rows`; `stage` in the payload says what is being done.
 */
export function progressBar(count: string): SingleBar {
	return new SingleBar({
		format: `  {bar} ${count}  {duration_formatted}  {stage}`,
		barCompleteChar: '█',
		barIncompleteChar: '░',
		barsize: 30,
		hideCursor: true,
		noTTYOutput: true,
		notTTYSchedule: LINE_INTERVAL,
	});
}
