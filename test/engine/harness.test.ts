import { Expression, type INodeType } from 'n8n-workflow';
import { plainDescription } from '../../scripts/engine/nodeTypes';
import { runNode } from '../../scripts/engine/runNode';
import { caller, refuseB, saved, send, startEcho, threeItems, type Echo } from './caller';

let echo: Echo;
beforeAll(async () => {
	echo = await startEcho();
});
afterAll(() => echo.close());
beforeEach(() => echo.reset());

const texts = () => echo.seen.map(({ text }) => text);

describe('items', () => {
	it('come out paired, so that later nodes reach the item before', async () => {
		const outcome = await echo.call({ probe: "={{ $('Source').item.json.day }}" });

		expect(outcome.status).toBe('success');
		expect(outcome.items).toEqual([
			{ json: { echo: 'a' }, pairedItem: { item: 0 } },
			{ json: { echo: 'b' }, pairedItem: { item: 1 } },
			{ json: { echo: 'c' }, pairedItem: { item: 2 } },
		]);
		expect(outcome.probed).toEqual(['2025-01-30', '2025-01-31', '2025-02-28']);
		expect(outcome.tested?.hints).toEqual([{ message: '3 items' }]);
	});

	it('when there are none, keep the node from running', async () => {
		const outcome = await echo.call({ items: [] });

		expect(outcome.status).toBe('success');
		expect(outcome.tested).toBeUndefined();
		expect(echo.seen).toEqual([]);
	});

	it('get default parameters filled in', async () => {
		const outcome = await runNode({
			type: caller,
			parameters: { url: echo.url },
			credential: saved(),
		});

		expect(outcome.items[0]?.json).toEqual({ echo: 'a default' });
	});
});

describe('expressions', () => {
	it('run in the isolated VM of n8n', () => {
		expect(Expression.getActiveImplementation()).toBe('vm');
	});

	it('are evaluated for each item, with luxon and the items of other nodes', async () => {
		await echo.call({
			parameters: {
				text: "={{ $('Source').item.json.id }} {{ DateTime.fromISO($json.day).plus({ days: 1 }).toISODate() }}",
			},
		});

		expect(texts()).toEqual(['a 2025-01-31', 'b 2025-02-01', 'c 2025-03-01']);
	});

	it('give a node what n8n gives it: luxon values, dates, and plain objects', async () => {
		const received: unknown[] = [];
		const taker: INodeType = {
			description: plainDescription('taker', [
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			]),
			execute() {
				received.push(this.getNodeParameter('value', 0));
				return Promise.resolve([[]]);
			},
		};
		const noon = "DateTime.fromISO('2030-01-31T12:00:00Z', { zone: 'Asia/Tokyo' })";
		for (const value of [noon, 'new Date(0)', `({ list: [${noon}], text: 'x' })`]) {
			await runNode({ type: taker, parameters: { value: `={{ ${value} }}` } });
		}

		const isNoon = { isLuxonDateTime: true, zoneName: 'Asia/Tokyo', ts: Date.UTC(2030, 0, 31, 12) };
		expect(received[0]).toMatchObject(isNoon);
		expect(received[1]).toEqual(new Date(0));
		expect(received[1]).toBeInstanceOf(Date);
		expect(received[2]).toMatchObject({ list: [isNoon], text: 'x' });
		expect(Object.getPrototypeOf(received[2])).toBe(Object.prototype);
	});

	it('fail the node when they cannot be evaluated', async () => {
		const outcome = await echo.call({ parameters: { text: "={{ $('Nobody').item.json.id }}" } });

		expect(outcome.status).toBe('error');
		expect(outcome.error?.name).toBe('ExpressionError');
	});
});

describe('a failing item', () => {
	beforeEach(() => (echo.answer = refuseB));

	it('stops the workflow by default', async () => {
		const outcome = await echo.call({ probe: 'never' });

		expect(outcome).toMatchObject({
			status: 'error',
			finished: false,
			error: { name: 'NodeApiError', context: { itemIndex: 1 } },
			saved: { status: 'error' },
		});
		expect(texts()).toEqual(['a', 'b']);
		expect(outcome.items).toEqual([]);
		expect(outcome.probed).toEqual([]);
	});

	it('stays on the main output with "continue"', async () => {
		const outcome = await echo.call({ onError: 'continueRegularOutput' });

		expect(outcome.status).toBe('success');
		expect(outcome.items.map(({ json }) => json)).toEqual([
			{ echo: 'a' },
			{ error: { code: 400 } },
			{ echo: 'c' },
		]);
	});

	it('goes to the error branch with the fields it came with', async () => {
		const outcome = await echo.call({ onError: 'continueErrorOutput' });

		expect(outcome.items.map(({ json }) => json)).toEqual([{ echo: 'a' }, { echo: 'c' }]);
		expect(outcome.errorItems).toEqual([
			{ json: { id: 'b', day: '2025-01-31', error: { code: 400 } }, pairedItem: { item: 1 } },
		]);
	});

	it('loses what was done when the node throws in spite of "continue"', async () => {
		const outcome = await echo.call({
			onError: 'continueRegularOutput',
			parameters: { throw: true },
			probe: '={{ $json.day }}',
		});

		expect(outcome.status).toBe('success');
		expect(outcome.tested?.error).toMatchObject({ name: 'NodeApiError' });
		expect(outcome.probed).toEqual(threeItems.map(({ day }) => day));
	});
});

describe('Retry On Fail', () => {
	it('runs the whole node again after it threw', async () => {
		echo.answer = ({ text }, response) =>
			echo.seen.length === 2 ? send(response, 500, {}) : send(response, 200, { echo: text });
		const outcome = await echo.call({ retryOnFail: true, maxTries: 2 });

		expect(outcome.status).toBe('success');
		expect(outcome.items).toHaveLength(3);
		expect(texts()).toEqual(['a', 'b', 'a', 'b', 'c']);
	});

	it('runs it again when the first item failed, and only then', async () => {
		echo.answer = (_, response) => send(response, 500, {});
		await echo.call({ retryOnFail: true, maxTries: 2, onError: 'continueErrorOutput' });
		expect(texts()).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);

		echo.seen = [];
		echo.answer = refuseB;
		await echo.call({ retryOnFail: true, maxTries: 2, onError: 'continueErrorOutput' });
		expect(texts()).toEqual(['a', 'b', 'c']);
	});

	it('keeps the last error when every try failed', async () => {
		echo.answer = (_, response) => send(response, 500, {});
		const outcome = await echo.call({ retryOnFail: true, maxTries: 3 });

		expect(outcome.status).toBe('error');
		expect(texts()).toEqual(['a', 'a', 'a']);
	});
});
