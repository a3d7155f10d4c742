import { randomUUID } from 'node:crypto';
import type { CampaignView } from '../../simulator';
import { ACTION_STEPS } from './actions';
import { errorOf, execute, outputs, type Execution, type Item } from './execution';
import { failedItems } from './failedItems';
import type { Json } from './n8n';
import { byId, RETRY, simulator, thisNode } from './simulated';

describe.each(ACTION_STEPS)('$operation', ({ operation, from, to, forbidden }) => {
	let busy: CampaignView;
	let first: CampaignView;
	let wrong: CampaignView;
	let last: CampaignView;
	let items: Json[];

	beforeEach(() => {
		const [a, b, c, d] = [from, from, forbidden, from].map((state) =>
			simulator.createCampaign({ state, buildMs: 600_000, startMs: 600_000 }),
		);
		[busy, first, wrong, last] = [a!, b!, c!, d!];
		simulator.fault({ kind: 'status', status: 503, match: { campaignId: busy.id } });
		const ids = [busy.id, first.id, randomUUID(), wrong.id, 'spring sale', last.id];
		items = ids.map((campaign, row) => ({
			campaign,
			row,
			contact: { name: `Contact ${row}` },
			error: 'of an earlier node',
		}));
	});

	async function act(settings: Json, given = items): Promise<Execution> {
		const parameters = {
			resource: 'campaign',
			operation,
			campaignId: byId('={{ $json.campaign }}'),
			options: { maxRetries: 0 },
		};
		return await execute(thisNode(parameters, settings), given);
	}

	/** How often the campaign of each item was asked for. */
	const requests = () =>
		items.map(
			({ campaign }) =>
				simulator.requests.filter(({ path }) => path.includes(campaign as string)).length,
		);

	const done = (row: number): Item => ({
		json: expect.objectContaining({ id: items[row]?.campaign, state: to }) as Json,
		pairedItem: { item: row },
	});

	const { failed, failedWithFields } = failedItems(
		() => items,
		(row, code) => (code === 'invalidCampaignId' ? {} : { campaignId: items[row]?.campaign }),
	);

	it('continues on the regular output', async () => {
		const execution = await act({ onError: 'continueRegularOutput' });
		expect(execution.status).toBe('success');
		expect(outputs(execution)).toEqual([
			[
				failed(0, 'serverError'),
				done(1),
				failed(2, 'notFound'),
				failed(3, 'campaignState'),
				failed(4, 'invalidCampaignId'),
				done(5),
			],
		]);
		expect(requests()).toEqual([1, 1, 1, 1, 0, 1]);
	});

	it('continues on the regular output, and again with Retry On Fail', async () => {
		const execution = await act({ onError: 'continueRegularOutput', ...RETRY });
		expect(outputs(execution)).toEqual([
			[
				done(0),
				done(1),
				failed(2, 'notFound'),
				failed(3, 'campaignState'),
				failed(4, 'invalidCampaignId'),
				done(5),
			],
		]);
		// What is done is not asked for again: it would be refused.
		expect(requests()).toEqual([2, 1, 2, 2, 0, 1]);
	});

	it('sends failed items to the error output, with the fields they came with', async () => {
		const execution = await act({ onError: 'continueErrorOutput' });
		expect(outputs(execution)).toEqual([
			[done(1), done(5)],
			[
				failedWithFields(0, 'serverError'),
				failedWithFields(2, 'notFound'),
				failedWithFields(3, 'campaignState'),
				failedWithFields(4, 'invalidCampaignId'),
			],
		]);
		expect(requests()).toEqual([1, 1, 1, 1, 0, 1]);
	});

	it('sends to the error output what Retry On Fail could not mend', async () => {
		const execution = await act({ onError: 'continueErrorOutput', ...RETRY });
		expect(outputs(execution)).toEqual([
			[done(0), done(1), done(5)],
			[
				failedWithFields(2, 'notFound'),
				failedWithFields(3, 'campaignState'),
				failedWithFields(4, 'invalidCampaignId'),
			],
		]);
		expect(requests()).toEqual([2, 1, 2, 2, 0, 1]);
	});

	it.each([
		['once', {}],
		['with Retry On Fail', RETRY],
	])('stops before the first request when an id is none, %s', async (_how, retry) => {
		const execution = await act({ onError: 'stopWorkflow', ...retry });
		const { message, description } = errorOf(execution);
		expect(message).toBe('The campaign ID is not valid');
		expect(description).toMatch(/^Nothing was sent; this is item 4\. /);
		expect(outputs(execution)).toEqual([]);
		expect(simulator.requests).toEqual([]);
	});

	it('stops at the first item that fails, and says that no item was done', async () => {
		const execution = await act({ onError: 'stopWorkflow' }, items.toSpliced(4, 1));
		const { description } = errorOf(execution);
		expect(description).toMatch(
			/^No item was done before it; the items after item 0 were not sent\. /,
		);
		expect(outputs(execution)).toEqual([]);
		expect(requests()).toEqual([1, 0, 0, 0, 0, 0]);
	});

	it('goes on where it stopped with Retry On Fail, and says which items are done', async () => {
		const execution = await act({ onError: 'stopWorkflow', ...RETRY }, items.toSpliced(4, 1));
		const { message, description } = errorOf(execution);
		expect(message).toBe('8x8 does not know this campaign');
		expect(description).toMatch(/^Items 0 to 1 are done; the items after item 2 were not sent\. /);
		expect(outputs(execution)).toEqual([]);
		expect(requests()).toEqual([2, 1, 1, 0, 0, 0]);
		expect([busy, first, wrong, last].map(({ state }) => state)).toEqual([to, to, forbidden, from]);
	});

	it('is done with Retry On Fail when the second try succeeds', async () => {
		const good = [items[1]!, items[0]!, items[5]!];
		const execution = await act({ onError: 'stopWorkflow', ...RETRY }, good);
		expect(execution.status).toBe('success');
		expect(outputs(execution)).toEqual([
			[1, 0, 5].map((row, index) => ({ ...done(row), pairedItem: { item: index } })),
		]);
		expect(requests()).toEqual([2, 1, 0, 0, 0, 1]);
	});
});
