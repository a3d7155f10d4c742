import {
	hasExpression,
	messageOf,
	parameterReader,
	rawParameter,
} from '../../../nodes/EightByEightCampaigns/resources/parameters';
import { parameterContext } from '../helpers/context';

describe('an expression', () => {
	it.each([
		'={{ $json.id }}',
		'=text',
		'=',
		{ value: '={{ $json.id }}' },
		{ options: { deep: ['a', { b: '={{ 1 }}' }] } },
	])('is in %j', (raw) => {
		expect(hasExpression(raw)).toBe(true);
	});

	it.each([
		'',
		' =a',
		'a = b',
		'{{ $json.id }}',
		5,
		true,
		null,
		undefined,
		{},
		[],
		{ '=key': 'value' },
		{ a: { b: ['c', null, 5] } },
	])('is not in %j', (raw) => {
		expect(hasExpression(raw)).toBe(false);
	});
});

describe('a parameter', () => {
	it('without expression is read once, as it is stored', () => {
		const options = { maxRetries: 2 };
		const { context, evaluated } = parameterContext({ raw: { options } });
		const read = parameterReader<object>(context, 'options', {});
		expect(read(0)).toBe(options);
		expect(read(7)).toBe(options);
		expect(evaluated).toEqual([]);
	});

	it('with an expression is evaluated for each item', () => {
		const { context, evaluated } = parameterContext({
			raw: { options: { maxRetries: '={{ $json.n }}' } },
			evaluate: (_, itemIndex) => ({ maxRetries: itemIndex }),
		});
		const read = parameterReader<object>(context, 'options', {});
		expect([read(0), read(1)]).toEqual([{ maxRetries: 0 }, { maxRetries: 1 }]);
		expect(evaluated).toEqual([
			['options', 0],
			['options', 1],
		]);
	});

	it('that is missing is the fallback', () => {
		const { context } = parameterContext({ raw: {} });
		expect(parameterReader(context, 'options', 'none')(0)).toBe('none');
		expect(rawParameter(context, 'options')).toEqual({});
	});
});

it.each([
	[new Error('No such field'), 'No such field'],
	['just text', 'just text'],
	[undefined, 'undefined'],
])('tells what was thrown: %p', (thrown, message) => {
	expect(messageOf(thrown)).toBe(message);
});
