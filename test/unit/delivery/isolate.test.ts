import { isolate, type Part } from '../../../nodes/EightByEightCampaigns/delivery/isolate';
import { entriesOf, idsOf } from '../helpers/entries';

const shown = (parts: Part[]) =>
	parts.map(({ entries, suspect }) =>
		suspect ? [idsOf(entries), suspect.record.crmRecordId] : idsOf(entries),
	);

const ABCDE = entriesOf('a', 'b', 'c', 'd', 'e');

it.each([
	[
		['a', 'b'],
		[['a'], ['b']],
	],
	[
		['a', 'b', 'c'],
		[['a', 'b'], ['c']],
	],
	[
		['a', 'b', 'c', 'd'],
		[
			['a', 'b'],
			['c', 'd'],
		],
	],
])('halves %j when nobody is named', (ids, halves) => {
	expect(shown(isolate(entriesOf(...ids)))).toEqual(halves);
	expect(shown(isolate(entriesOf(...ids), []))).toEqual(halves);
});

it('halves when only ids are named that were not sent', () => {
	expect(shown(isolate(ABCDE, ['x', '1']))).toEqual([
		['a', 'b', 'c'],
		['d', 'e'],
	]);
});

it.each(['a', 'c', 'e'])('leaves out the one that is named: %s', (id) => {
	const rest = idsOf(ABCDE).filter((other) => other !== id);
	expect(shown(isolate(ABCDE, [id]))).toEqual([[rest, id]]);
});

it('sends several that are named by themselves, and what lies between them', () => {
	expect(shown(isolate(ABCDE, ['d', 'b']))).toEqual([['a'], ['b'], ['c'], ['d'], ['e']]);
	expect(shown(isolate(ABCDE, ['a', 'e']))).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
	expect(shown(isolate(ABCDE, ['c', 'd']))).toEqual([['a', 'b'], ['c'], ['d'], ['e']]);
});

it('sends each by itself when all are named', () => {
	expect(shown(isolate(ABCDE, idsOf(ABCDE)))).toEqual([['a'], ['b'], ['c'], ['d'], ['e']]);
});

describe('when records before were refused too', () => {
	it.each([
		['the first one is named', ['a']],
		['nobody is named', []],
	])('sends as many by themselves next, and the rest as one, where %s', (_, named) => {
		expect(shown(isolate(ABCDE, named, undefined, 2))).toEqual([['a'], ['b'], ['c', 'd', 'e']]);
		expect(shown(isolate(ABCDE, named, undefined, 9))).toEqual([['a'], ['b'], ['c'], ['d'], ['e']]);
	});

	it('sends ten by themselves at most: the others may be new', () => {
		const many = entriesOf(...Array.from({ length: 100 }, (_, index) => `id${index}`));
		const parts = isolate(many, ['id0'], undefined, 50);
		expect(parts.map(({ entries }) => entries.length)).toEqual([...Array<number>(10).fill(1), 90]);
	});

	it('isolates as usual when another one, or several, are named', () => {
		expect(shown(isolate(ABCDE, ['b'], undefined, 2))).toEqual(shown(isolate(ABCDE, ['b'])));
		expect(shown(isolate(ABCDE, ['a', 'c'], undefined, 2))).toEqual(
			shown(isolate(ABCDE, ['a', 'c'])),
		);
	});
});

describe('when the rest of a suspect is refused too', () => {
	const [a, b, c, d] = entriesOf('a', 'b', 'c', 'd') as [never, never, never, never];

	it('proves nothing by leaving out another one', () => {
		expect(shown(isolate([a, b, d], ['b'], c))).toEqual([['a'], ['b'], ['c'], ['d']]);
	});

	it('cuts at the suspect when nobody else is named', () => {
		expect(shown(isolate([a, b, d], [], c))).toEqual([['a', 'b'], ['c'], ['d']]);
	});

	it('never sends again what was just refused', () => {
		for (const [rest, suspect] of [
			[[b, c, d], a],
			[[a, b, c], d],
		] as const) {
			for (const { entries } of isolate(rest, [], suspect)) expect(entries).not.toEqual(rest);
		}
	});
});

it('leaves what it is given as it is', () => {
	const entries = entriesOf('b', 'a');
	const [, suspect] = entriesOf('x', 'y');
	const before = [...entries];
	isolate(entries, ['a'], suspect);
	expect(entries).toEqual(before);
});
