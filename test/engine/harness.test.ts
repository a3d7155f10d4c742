/** What the other tests rely on, and would not notice if it were missing. */
import {
	Expression,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeType,
} from 'n8n-workflow';
import { KEY } from '../../scripts/engine/campaignsNode';
import { fullText } from '../../scripts/engine/logs';
import { plainDescription } from '../../scripts/engine/nodeTypes';
import { runNode } from '../../scripts/engine/runNode';
import { add } from './simulatedCampaign';

type Act = (context: IExecuteFunctions) => unknown;

/** Runs a node that does this and gives out nothing, with a parameter `value`. */
const run = (act: Act, value = '') => {
	const property = { displayName: 'Value', name: 'value', type: 'string', default: '' } as const;
	const type: INodeType = {
		description: plainDescription('small', [property]),
		execute() {
			const shown = act(this);
			return Promise.resolve([shown === undefined ? [] : [{ json: { shown } }]]);
		},
	};
	return runNode({ type, parameters: { value } });
};

describe('expressions', () => {
	it('run in the isolated VM of n8n', () => {
		expect(Expression.getActiveImplementation()).toBe('vm');
	});

	it('give a node what n8n gives it: luxon values, dates, and plain objects', async () => {
		const received: unknown[] = [];
		const noon = "DateTime.fromISO('2030-01-31T12:00:00Z', { zone: 'Asia/Tokyo' })";
		for (const value of [noon, 'new Date(0)', `({ list: [${noon}], text: 'x' })`]) {
			await run((context) => {
				received.push(context.getNodeParameter('value', 0));
			}, `={{ ${value} }}`);
		}

		const isNoon = { isLuxonDateTime: true, zoneName: 'Asia/Tokyo', ts: Date.UTC(2030, 0, 31, 12) };
		expect(received[0]).toMatchObject(isNoon);
		expect(received[1]).toEqual(new Date(0));
		expect(received[1]).toBeInstanceOf(Date);
		expect(received[2]).toMatchObject({ list: [isNoon], text: 'x' });
		expect(Object.getPrototypeOf(received[2])).toBe(Object.prototype);
	});
});

describe('the search for the key', () => {
	const leaks: Array<[string, Act]> = [
		['an item', () => ({ deep: [{ note: `with ${KEY}` }] })],
		['a line of the log', ({ logger }) => logger.debug('sending', { headers: { key: KEY } })],
		['a hint', (context) => context.addExecutionHints({ message: KEY })],
		[
			'an error',
			(context) => {
				throw new NodeOperationError(context.getNode(), new Error(`because of ${KEY}`));
			},
		],
	];

	it.each(leaks)('finds it in %s', async (_, act) => {
		const outcome = await run(act);

		expect(fullText([outcome.run, outcome.logs])).toContain(KEY);
	});

	it('fails a run of our node that shows it', async () => {
		await expect(add({ items: [{ id: KEY }] })).rejects.toThrow('The key leaked');
	});
});
