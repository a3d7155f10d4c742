import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';
import {
	STATE,
	type Evaluated,
	type Given,
} from '../../../../nodes/EightByEightCampaigns/resources/expressions/forManyItems';
import { expressionReader } from '../../../../nodes/EightByEightCampaigns/resources/expressions/reader';

const COUNT = 100;

interface Engine {
	count?: number;
	/** What the evaluation for many items gives; throws where n8n would. */
	many?: (itemIndex: number, place: number) => Evaluated;
	/** What n8n gives for an item by itself. */
	single?: (itemIndex: number) => unknown;
	/** Over the members of the context. */
	lacks?: object;
}

/** Reads every item, with an engine that answers as it is told. */
function readAll(expression: string, engine: Engine) {
	const { count = COUNT, many = () => STATE.askN8n, single = (i) => `value ${i}`, lacks } = engine;
	const asked: number[] = [];
	const given: number[][] = [];
	const nodeContext: Record<string, Given> = {};
	const context = {
		getInputData: () => Array.from({ length: count }, (_, index) => ({ json: { a: index } })),
		getNode: () => ({ name: 'Node' }),
		getContext: () => nodeContext,
		evaluateExpression() {
			const { items } = JSON.parse(nodeContext.evaluating!.text) as {
				items: Array<[number, unknown]>;
			};
			given.push(items.map(([itemIndex]) => itemIndex));
			return items.map(([itemIndex], place) => many(itemIndex, place));
		},
		...lacks,
	} as unknown as IExecuteFunctions;
	const read = expressionReader(context, expression, (itemIndex) => {
		asked.push(itemIndex);
		return single(itemIndex);
	});
	const values = Array.from({ length: count }, (_, itemIndex) => {
		try {
			return read(itemIndex);
		} catch (error) {
			return error;
		}
	});
	return { values, asked, given, left: nodeContext };
}

const OF_ITEM = '={{ $json.a + 1 }}';
const values = Array.from({ length: COUNT }, (_, index) => `value ${index}`);
const right = (itemIndex: number) => `value ${itemIndex}`;

describe('an expression that depends on the item', () => {
	it('is evaluated for many items, after some have been compared', () => {
		const { values: read, asked, given, left } = readAll(OF_ITEM, { many: right });
		expect(read).toEqual(values);
		expect(asked).toHaveLength(8);
		expect(asked).toEqual(expect.arrayContaining([0, COUNT - 1]));
		expect(given.slice(1).flat()).toEqual(values.map((_, index) => index));
		expect(left).toEqual({});
	});

	it('is left to n8n where one of the compared items differs', () => {
		const last = COUNT - 1;
		const { values: read, given } = readAll(OF_ITEM, {
			many: (itemIndex) => (itemIndex === last ? 'other' : right(itemIndex)),
		});
		expect(read).toEqual(values);
		expect(given).toHaveLength(1);
	});

	it.each<[string, Evaluated]>([
		['undefined', STATE.isUndefined],
		['undefined, after an error', STATE.failed],
		['null', [null]],
		['a number', [5]],
		['NaN', [NaN]],
		['a DateTime', [5, 'UTC']],
	])('is left to n8n for a kind of value that n8n gives otherwise: %s', (_, evaluated) => {
		const odd = (itemIndex: number) => itemIndex % 10 === 5;
		const { values: read, asked } = readAll(OF_ITEM, {
			many: (itemIndex) => (odd(itemIndex) ? evaluated : right(itemIndex)),
		});
		// n8n gives a text, so this kind is left to it.
		expect(read).toEqual(values);
		const oddOnes = values.flatMap((_value, index) => (odd(index) ? index : []));
		expect(new Set(asked.filter(odd))).toEqual(new Set(oddOnes));
	});

	it('is asked of n8n for an item that only n8n can tell, whose error is its own', () => {
		const failure = new Error('of n8n');
		const { values: read, asked } = readAll(OF_ITEM, {
			many: (itemIndex) => (itemIndex === 50 ? STATE.askN8n : right(itemIndex)),
			single: (itemIndex) => {
				if (itemIndex === 50) throw failure;
				return right(itemIndex);
			},
		});
		expect(read).toEqual(values.with(50, failure as never));
		expect(asked).toHaveLength(9);
	});

	it('goes on with the first item that was not reached', () => {
		const {
			values: read,
			asked,
			given,
		} = readAll(OF_ITEM, {
			many: (itemIndex, place) => (place < 8 ? right(itemIndex) : STATE.notReached),
		});
		expect(read).toEqual(values);
		expect(asked).toHaveLength(8);
		expect(given.slice(2).every((indexes) => indexes.length <= 16)).toBe(true);
	});

	it('is left to n8n from the evaluation on that fails', () => {
		let evaluations = 0;
		const { values: read, left } = readAll(OF_ITEM, {
			count: 3 * COUNT,
			many: (itemIndex) => {
				if (itemIndex >= 2 * COUNT && evaluations++ === 0) throw new Error('Isolate is gone');
				return right(itemIndex);
			},
		});
		expect(read).toEqual(Array.from({ length: 3 * COUNT }, (_, index) => right(index)));
		expect(left).toEqual({});
	});

	it.each([
		['evaluates no expressions', { evaluateExpression: undefined }],
		['has no context', { getContext: undefined }],
		[
			'has a context that fails',
			{
				getContext: () => {
					throw new Error('not initialized');
				},
			},
		],
		['gives something else', { evaluateExpression: () => 'text' }],
		['gives too few values', { evaluateExpression: () => ['value 0'] }],
	])('is left to an n8n that %s', (_, lacks) => {
		const { values: read, asked } = readAll(OF_ITEM, { lacks });
		expect(read).toEqual(values);
		expect(asked).toEqual(values.map((_value, index) => index));
	});

	it('is left to n8n for a few items, for which it would take longer', () => {
		const { asked, given } = readAll(OF_ITEM, { count: 19, many: right });
		expect(asked).toHaveLength(19);
		expect(given).toEqual([]);
	});
});

describe('an expression without a name of the item', () => {
	const once = `={{ $('Settings').first().json.id }}`;

	it('is evaluated for the first and the last item', () => {
		const { values: read, asked } = readAll(once, { single: () => 'same' });
		expect(read).toEqual(values.map(() => 'same'));
		expect(asked).toEqual([0, COUNT - 1]);
	});

	it('is left to n8n where the two differ', () => {
		const { values: read } = readAll('={{ Math.random() }}', {});
		expect(read).toEqual(values);
	});

	it.each(['={{ Math.random() < 0.5 ? "A" : "B" }}', '={{ ["A", "B"].randomItem() }}'])(
		'is left to n8n where it is a draw, though it gave the same twice: %s',
		(expression) => {
			const { asked } = readAll(expression, { single: () => 'A' });
			expect(asked).toEqual(values.map((_value, index) => index));
		},
	);

	it.each<[string, unknown]>([
		['a text', 'A'],
		['a small number', 1],
		['a boolean', true],
		['undefined', undefined],
		['an invalid Date', new Date(NaN)],
	])('is left to n8n where the time decides about %s, though it was the same twice', (_, value) => {
		const { values: read, asked } = readAll('={{ $now.second < 30 ? $vars.a : $vars.b }}', {
			single: () => value,
		});
		expect(read).toEqual(values.map(() => value));
		expect(asked).toEqual(expect.arrayContaining(values.map((_value, index) => index)));
	});

	it('is left to n8n where the time decides about an error', () => {
		const { asked } = readAll('={{ JSON.parse($now.second) }}', {
			single: () => {
				throw new Error('no JSON');
			},
		});
		expect(asked).toEqual(expect.arrayContaining(values.map((_value, index) => index)));
	});

	it('fails for each item as for the first', () => {
		const failure = new Error('no such node');
		const { values: read, asked } = readAll(once, {
			single: () => {
				throw failure;
			},
		});
		expect(read).toEqual(values.map(() => failure));
		expect(asked).toEqual([0, COUNT - 1]);
	});

	it.each<[string, (milliseconds: number) => unknown]>([
		['Date', (milliseconds) => new Date(milliseconds)],
		['DateTime', (milliseconds) => DateTime.fromMillis(milliseconds, { zone: 'UTC' })],
		['ISO 8601', (milliseconds) => new Date(milliseconds).toISOString()],
		['epoch milliseconds', (milliseconds) => milliseconds],
	])('may be of a later moment for the last item, where it is a time: %s', (_, timeOf) => {
		const { values: read, asked } = readAll('={{ $now }}', {
			single: (itemIndex) => timeOf(2e12 + itemIndex),
		});
		expect(read).toEqual(values.map(() => timeOf(2e12)));
		expect(asked).toHaveLength(2);
	});
});
