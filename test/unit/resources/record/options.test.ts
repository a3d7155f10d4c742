import {
	addOptions,
	recordOptions,
} from '../../../../nodes/EightByEightCampaigns/resources/record/options';
import { unreadableOptions } from '../../../../nodes/EightByEightCampaigns/resources/record/unreadableOptions';
import { parameterContext } from '../../helpers/context';

const optionsOf = (options: Record<string, unknown>) =>
	addOptions(parameterContext({ raw: { options } }).context);

it('has the documented defaults', () => {
	expect(optionsOf({})).toEqual({
		batchSize: 100,
		concurrency: 5,
		includeInputFields: false,
		maxRetries: 3,
		maxWait: 0,
		onDuplicate: 'skip',
		order: 'sequence',
		output: 'records',
		requestsPerMinute: 0,
		timeout: 30_000,
		validateOnly: false,
	});
});

it('reads what was set', () => {
	const set = {
		batchSize: 7,
		concurrency: 2,
		includeInputFields: true,
		maxRetries: 0,
		maxWait: 60,
		onDuplicate: 'error',
		order: 'none',
		output: 'summary',
		requestsPerMinute: 60,
		timeout: 1_000,
		validateOnly: true,
	};
	expect(optionsOf(set)).toEqual({ ...set, maxWait: 60_000 });
});

it.each([
	[0, 1],
	[-5, 1],
	[1.9, 1],
	['50', 50],
	[100, 100],
	[101, 100],
	[1e9, 100],
	['many', 100],
	[null, 100],
])('sends between 1 and 100 records in one request: %j', (batchSize, expected) => {
	expect(optionsOf({ batchSize }).batchSize).toBe(expected);
});

it.each([
	[0, 1],
	[-1, 1],
	[2.9, 2],
	['3', 3],
	['', 5],
])('has at least one request in flight: %j', (concurrency, expected) => {
	expect(optionsOf({ concurrency }).concurrency).toBe(expected);
});

it.each([
	[-1, 0],
	['100', 100],
	['', 0],
	['many', 0],
])('limits the rate only by a number above 0: %j', (requestsPerMinute, expected) => {
	expect(optionsOf({ requestsPerMinute }).requestsPerMinute).toBe(expected);
});

it.each(['sequence', 'rank', 'none'])('knows the order %s', (order) => {
	expect(optionsOf({ order }).order).toBe(order);
});

it('takes texts of expressions for what they say', () => {
	expect(optionsOf({ validateOnly: 'true' })).toMatchObject({ validateOnly: true });
	expect(optionsOf({ validateOnly: 'false' })).toMatchObject({ validateOnly: false });
});

it('knows choices in any case', () => {
	expect(optionsOf({ onDuplicate: 'Error', order: ' Rank', output: 'SUMMARY' })).toMatchObject({
		onDuplicate: 'error',
		order: 'rank',
		output: 'summary',
	});
});

it.each([
	[{ onDuplicate: 'fail' }, /"On Duplicate" is "fail".*The default is used: skip\.$/],
	[{ requestsPerMinute: 'twenty' }, /"Requests per Minute" is "twenty".*: 0\.$/],
	[{ timeout: '30s' }, /"Timeout" is "30s".*: 30000\.$/],
	[{ order: {} }, /"Order" is an object.*: sequence\.$/],
])('tells that the default is used: %j', (options, told) => {
	const { context } = parameterContext({ raw: { options } });
	expect(unreadableOptions(context)).toEqual([expect.stringMatching(told)]);
});

it.each([
	{},
	{ onDuplicate: 'Error', timeout: '30', batchSize: '', maxWait: null, validateOnly: 'maybe' },
	{ requestsPerMinute: 'none', output: undefined },
])('gives no hint for %j', (options) => {
	expect(unreadableOptions(parameterContext({ raw: { options } }).context)).toEqual([]);
});

it('is careful with values that nobody knows', () => {
	expect(optionsOf({ onDuplicate: 'ignore', order: 'items', output: 'all' })).toMatchObject({
		onDuplicate: 'skip',
		order: 'sequence',
		output: 'records',
	});
});

it('rather checks than sends where Validate Only was added with a value that nobody knows', () => {
	for (const value of [undefined, null, '', 'yes', {}]) {
		expect(optionsOf({ validateOnly: value }).validateOnly).toBe(true);
	}
	expect(optionsOf({}).validateOnly).toBe(false);
	for (const value of [false, 'false', 0]) {
		expect(optionsOf({ validateOnly: value }).validateOnly).toBe(false);
	}
});

it.each(['validateOnly', 'includeInputFields'])('switches %s on when it is added', (name) => {
	expect(recordOptions.find((option) => option.name === name)?.default).toBe(true);
});
