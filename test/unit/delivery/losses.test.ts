import { createLosses } from '../../../nodes/EightByEightCampaigns/delivery/losses';
import { entriesOf } from '../helpers/entries';

const [a, b, c, d] = entriesOf('a', 'b', 'c', 'd') as [never, never, never, never];

it('knows of nothing at first', () => {
	const losses = createLosses();
	expect(losses.concern(a)).toBe(false);
	expect(losses.left()).toEqual([]);
	expect(losses.refute(a)).toEqual([]);
});

it('counts every record of a lost request as possibly stored', () => {
	const losses = createLosses();
	losses.add([a, b]);
	expect([a, b, c].map(losses.concern)).toEqual([true, true, false]);
	expect(losses.left()).toEqual([[a, b]]);
});

it('refutes the whole request once one of its records is newly accepted', () => {
	const losses = createLosses();
	losses.add([a, b, c]);
	expect(losses.refute(b)).toEqual([a, b, c]);
	expect([a, b, c].map(losses.concern)).toEqual([false, false, false]);
	expect(losses.left()).toEqual([]);
});

it('keeps another lost request with the same record', () => {
	const losses = createLosses();
	losses.add([a, b]);
	losses.add([b, c]);
	losses.refute(a);
	expect([a, b, c].map(losses.concern)).toEqual([false, true, true]);
	expect(losses.left()).toEqual([[b, c]]);
});

it('refutes all lost requests of the record at once, repeated ones too', () => {
	const losses = createLosses();
	losses.add([a, b]);
	losses.add([a, b]);
	losses.add([a, d]);
	expect(new Set(losses.refute(a))).toEqual(new Set([a, b, d]));
	expect(losses.left()).toEqual([]);
	expect(losses.refute(a)).toEqual([]);
});

it('counts a request that is lost later as a new one', () => {
	const losses = createLosses();
	losses.add([a, b]);
	losses.refute(a);
	losses.add([b]);
	expect([a, b].map(losses.concern)).toEqual([false, true]);
});

it('takes a lost request without records', () => {
	const losses = createLosses();
	losses.add([]);
	expect(losses.concern(a)).toBe(false);
});
