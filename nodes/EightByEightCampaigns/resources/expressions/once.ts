import { readingOf, valueIn, type AskN8n, type Reading } from './askN8n';
import { isInstant, isSameValue } from './sameValue';

/**
 * Reads a parameter that is the same for all items: n8n evaluates it for the first item that is read,
 * and once more for the last item of the run. If the two differ, n8n is asked for every item. So it is
 * where the expression refers to the time, unless its value is a point in time: what is chosen by the
 * time, such as one of two campaigns, may be the same twice by chance.
 *
 * @param time whether the expression refers to the time
 */
export function onceReader(itemCount: number, ask: AskN8n, time: boolean): AskN8n {
	let first: { itemIndex: number; reading: Reading } | undefined;
	let same: boolean | undefined;
	return (itemIndex) => {
		first ??= { itemIndex, reading: readingOf(ask, itemIndex) };
		if (itemIndex !== first.itemIndex) {
			same ??= isSameReading(first.reading, readingOf(ask, itemCount - 1), time);
			if (!same) return ask(itemIndex);
		}
		return valueIn(first.reading);
	};
}

function isSameReading(one: Reading, other: Reading, time: boolean): boolean {
	if ('value' in one && 'value' in other) {
		return isSameValue(one.value, other.value, time) && (!time || isInstant(one.value));
	}
	return !time && 'error' in one && 'error' in other && String(one.error) === String(other.error);
}
