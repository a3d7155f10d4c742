import {
	isExact,
	PROXY,
	weightOf,
} from '../../../../nodes/EightByEightCampaigns/resources/expressions/weight';

it.each<[unknown]>([
	['a'],
	['\ud800'],
	[1.5],
	[true],
	[null],
	[['a', [1, null]]],
	[{ a: { b: ['c'] } }],
	[Object.assign(Object.create(null) as object, { a: 1 })],
])('%j is the same after JSON', (value) => {
	expect(isExact(value)).toBe(true);
	expect(JSON.parse(JSON.stringify(value))).toEqual(value);
});

it.each<[string, unknown]>([
	['undefined', undefined],
	['NaN', NaN],
	['-0', -0],
	['a big integer', 1n],
	['a Date', new Date(0)],
	['a function', () => 1],
	['a list with a hole', [, 1]], // eslint-disable-line no-sparse-arrays
	['a list with undefined', [undefined]],
	['an object with undefined', { a: undefined }],
	['an object of a class', new Map()],
	['a field that every object has', { a: { toString: 'x' } }],
])('%s is not', (_, value) => {
	expect(isExact(value)).toBe(false);
});

it('counts characters, and each object that n8n keeps a proxy of', () => {
	expect(weightOf('x'.repeat(1000), 1e6)).toBeGreaterThanOrEqual(1000);
	expect(weightOf({ a: { b: [] } }, 1e6, PROXY)).toBeGreaterThanOrEqual(3 * PROXY);
});

it('ends with an object that contains itself', () => {
	const endless: Record<string, unknown> = {};
	for (const key of 'abcdefgh') endless[key] = endless;
	expect(weightOf(endless, 65_536)).toBeGreaterThan(65_536);
});
