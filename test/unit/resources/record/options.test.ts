import {
	addOptions,
	recordOptions,
} from '../../../../nodes/EightByEightCampaigns/resources/record/options';
import { parameterContext } from '../../helpers/context';

const optionsOf = (options: Record<string, unknown>) =>
	addOptions(parameterContext({ raw: { options } }).context);

it('has the documented defaults', () => {
	expect(optionsOf({})).toEqual({
		batchSize: 100,
		concurrency: 5,
		includeInputFields: false,
		keepOrder: true,
		maxRetries: 3,
		maxWait: 0,
		onDuplicate: 'skip',
		output: 'records',
		timeout: 30_000,
		validateOnly: false,
	});
});

it('reads what was set', () => {
	const set = {
		batchSize: 7,
		concurrency: 2,
		includeInputFields: true,
		keepOrder: false,
		maxRetries: 0,
		maxWait: 60,
		onDuplicate: 'error',
		output: 'summary',
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

it('takes texts of expressions for what they say', () => {
	expect(optionsOf({ keepOrder: 'false', validateOnly: 'true' })).toMatchObject({
		keepOrder: false,
		validateOnly: true,
	});
	expect(optionsOf({ keepOrder: 'true', validateOnly: 'false' })).toMatchObject({
		keepOrder: true,
		validateOnly: false,
	});
});

it('is careful with values that nobody knows', () => {
	expect(optionsOf({ keepOrder: null, onDuplicate: 'ignore', output: 'all' })).toMatchObject({
		keepOrder: true,
		onDuplicate: 'skip',
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
