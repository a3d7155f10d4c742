import {
	hasExpression,
	objectReader,
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

	describe('that only refers to a field', () => {
		const raw = { priority: '={{ $json.level }}' };
		const items = [{ level: 'low' }, { level: 'high' }, {}, { level: ['a', 'list'] }];
		const evaluate = (_: string, itemIndex: number) => items[itemIndex]?.level;
		const readAll = (context: ReturnType<typeof parameterContext>['context']) => {
			const read = parameterReader<unknown>(context, 'priority', null);
			return items.map((_item, itemIndex) => read(itemIndex));
		};

		it('is read from the items, once n8n has given the same for one', () => {
			const { context, evaluated } = parameterContext({ raw, evaluate, items });
			expect(readAll(context)).toEqual(['low', 'high', undefined, ['a', 'list']]);
			expect(evaluated).toEqual([
				['priority', 0],
				['priority', 3],
			]);
		});

		it('is left to n8n where n8n gives something else', () => {
			const { context, evaluated } = parameterContext({ raw, evaluate: () => 'other', items });
			expect(readAll(context)).toEqual(['other', 'other', 'other', 'other']);
			expect(evaluated).toHaveLength(4);
		});

		it('is left to n8n where n8n refuses the name of the field', () => {
			const { context } = parameterContext({
				raw: { priority: '={{ $json.caller }}' },
				evaluate: () => {
					throw new Error('Cannot access "caller"');
				},
				items: [{ caller: 'low' }, { caller: 'high' }],
			});
			const read = parameterReader<unknown>(context, 'priority', null);
			expect(() => read(0)).toThrow('Cannot access');
			expect(() => read(1)).toThrow('Cannot access');
		});

		it('is left to n8n in a tool, where $json is the input of the agent', () => {
			const { context, evaluated } = parameterContext({ raw, evaluate, items, tool: true });
			readAll(context);
			expect(evaluated).toHaveLength(4);
		});
	});

	it('that is missing is the fallback', () => {
		const { context } = parameterContext({ raw: {} });
		expect(parameterReader(context, 'options', 'none')(0)).toBe('none');
		expect(rawParameter(context, 'options')).toEqual({});
	});
});

describe('a parameter that is an object', () => {
	it('has only its expressions evaluated, each by itself', () => {
		const { context, evaluated } = parameterContext({
			raw: { options: { enabled: true, maxWait: '={{ $input.item.json.wait }}' } },
			evaluate: (_, itemIndex) => itemIndex * 10,
		});
		const read = objectReader<object>(context, 'options');
		expect([read(0), read(1)]).toEqual([
			{ enabled: true, maxWait: 0 },
			{ enabled: true, maxWait: 10 },
		]);
		expect(evaluated).toEqual([
			['options.maxWait', 0],
			['options.maxWait', 1],
		]);
	});

	it('is read as it is stored where it has no expression', () => {
		const { context, evaluated } = parameterContext({ raw: { options: { maxWait: 1 } } });
		expect(objectReader<object>(context, 'options')(5)).toEqual({ maxWait: 1 });
		expect(evaluated).toEqual([]);
	});

	it('is evaluated as a whole where the whole is an expression', () => {
		const { context, evaluated } = parameterContext({
			raw: { options: '={{ $input.item.json }}' },
			evaluate: () => ({ maxWait: 2 }),
		});
		expect(objectReader<object>(context, 'options')(3)).toEqual({ maxWait: 2 });
		expect(evaluated).toEqual([['options', 3]]);
	});
});
