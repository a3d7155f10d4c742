import {
	maxRetries,
	maxWait,
	numberOf,
	sharedOptions,
	timeout,
} from '../../../nodes/EightByEightCampaigns/resources/sharedOptions';

const SEVEN = { ...maxWait, default: 7 };

it('has the defaults that the editor shows', () => {
	expect(sharedOptions({})).toEqual({
		maxRetries: maxRetries.default,
		maxWait: Number(maxWait.default) * 1_000,
		timeout: timeout.default,
	});
});

it('reads what was set, the wait in seconds', () => {
	expect(sharedOptions({ maxRetries: 5, maxWait: 90, timeout: 1_000 })).toEqual({
		maxRetries: 5,
		maxWait: 90_000,
		timeout: 1_000,
	});
});

it('may be set to no retries and no wait', () => {
	expect(sharedOptions({ maxRetries: 0, maxWait: 0 })).toMatchObject({ maxRetries: 0, maxWait: 0 });
});

it('counts whole retries', () => {
	expect(sharedOptions({ maxRetries: 2.9 }).maxRetries).toBe(2);
	expect(sharedOptions({ maxRetries: '2' }).maxRetries).toBe(2);
});

it.each([0, -1])('gives answers the default time for a timeout of %j', (set) => {
	expect(sharedOptions({ timeout: set }).timeout).toBe(timeout.default);
});

describe('a number', () => {
	it.each([
		[5, 5],
		['5', 5],
		[' 5 ', 5],
		[0.5, 0.5],
		['1e3', 1_000],
	])('can be %j', (value, expected) => {
		expect(numberOf(value, SEVEN)).toBe(expected);
	});

	it.each([
		[-3, 2],
		['-3', 2],
		[1.9, 2],
		[4.9, 4],
		[5.5, 5],
		['1e9', 5],
	])('keeps to what the option allows: %j', (value, expected) => {
		const typeOptions = { minValue: 2, maxValue: 5, numberPrecision: 0 };
		expect(numberOf(value, { ...SEVEN, typeOptions })).toBe(expected);
	});

	it.each([undefined, null, '', ' ', 'many', NaN, Infinity, -Infinity, {}, [1, 2]])(
		'is the default for %j',
		(value) => {
			expect(numberOf(value, SEVEN)).toBe(7);
		},
	);
});
