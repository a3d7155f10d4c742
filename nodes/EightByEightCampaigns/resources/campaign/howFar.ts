import { precededBy, type Failure } from '../../client/failure';
import { countText } from '../countText';

/** The failure of an item that keeps a run in Stop mode from sending anything. */
export const notBegun = (itemIndex: number, failure: Failure, itemCount: number): Failure =>
	itemCount === 1 ? failure : precededBy(`Nothing was sent; this is item ${itemIndex}.`, failure);

/**
 * The failure that ends a run in Stop mode, with what a person needs to know before running it again:
 * which items are done, and which campaign it is about.
 *
 * @param items those that ask for the request that failed, by their indexes
 * @param done those whose requests have succeeded
 */
export function stopped(
	items: readonly number[],
	failure: Failure,
	done: readonly number[],
	itemCount: number,
): Failure {
	const about = { ...failure, description: joined(failure.description, campaign(failure)) };
	if (itemCount === 1) return about;
	const sentences = [
		done.length === 0 ? 'No item was done before it.' : `${named(done)} ${areOrIs(done)} done.`,
		items.length === 1 ? `This is item ${items[0]}.` : `${named(items)} asked for this request.`,
	];
	if (done.length + items.length < itemCount) sentences.push('The others were not sent.');
	return precededBy(sentences.join(' '), about);
}

const joined = (...texts: Array<string | undefined>) => texts.filter(Boolean).join(' ');

/** An error of n8n has no field for it. */
const campaign = ({ campaignId }: Failure) => campaignId && `Campaign: ${campaignId}.`;

const areOrIs = ({ length }: readonly number[]) => (length === 1 ? 'is' : 'are');

/** Most ranges that a message lists. */
const LISTED = 5;

/** Items by their indexes, such as `Items 0 to 3, 7`. */
function named(items: readonly number[]): string {
	const ranges: Array<[first: number, last: number]> = [];
	for (const item of items) {
		const range = ranges.at(-1);
		if (range?.[1] === item - 1) range[1] = item;
		else ranges.push([item, item]);
	}
	if (ranges.length > LISTED) return `${countText(items.length)} items`;
	const texts = ranges.map(([first, last]) => (first === last ? first : `${first} to ${last}`));
	return `${items.length === 1 ? 'Item' : 'Items'} ${texts.join(', ')}`;
}
