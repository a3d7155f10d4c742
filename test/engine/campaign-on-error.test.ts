import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { byId, runAction, type ActionRun } from '../../scripts/engine/campaignsNode';
import { ACTION_STEPS, FORBIDS_ALL } from '../helpers/actionSteps';
import { failedItems, RETRY } from './failedItems';
import { simulator } from './simulatedCampaign';

/** What no second try can change. */
const BEYOND_REPAIR: Array<[row: number, code: string]> = [
	[2, 'notFound'],
	[3, 'campaignState'],
	[4, 'invalidCampaignId'],
];

describe.each(ACTION_STEPS)('$operation', ({ operation, from, to }) => {
	let items: IDataObject[];

	beforeEach(() => {
		const campaignIn = (state: typeof from) =>
			simulator.createCampaign({ state, buildMs: 600_000, startMs: 600_000 }).id;
		const busy = campaignIn(from);
		simulator.fault({ kind: 'status', status: 503, match: { campaignId: busy } });
		const wrong = campaignIn(FORBIDS_ALL);
		const ids = [busy, campaignIn(from), randomUUID(), wrong, 'spring sale', campaignIn(from)];
		items = ids.map((campaign, row) => ({ campaign, row, error: 'of an earlier node' }));
	});

	const act = (settings: Partial<ActionRun>, given = items) =>
		runAction({
			url: simulator.url,
			operation,
			campaignId: byId('={{ $json.campaign }}'),
			options: { maxRetries: 0 },
			items: given,
			...settings,
		});

	/** How often the campaign of each item was asked for. */
	const requests = () =>
		items.map(
			({ campaign }) =>
				simulator.requests.filter(({ path }) => path.includes(campaign as string)).length,
		);

	const done = (row: number, item = row): INodeExecutionData => ({
		json: expect.objectContaining({ id: items[row]?.campaign, state: to }) as IDataObject,
		pairedItem: { item },
	});

	const { failed, failedWithFields } = failedItems(
		() => items,
		(row, code) => (code === 'invalidCampaignId' ? {} : { campaignId: items[row]?.campaign }),
	);

	// What is done is not asked for again by a second try: it would be refused.
	describe.each([
		['once', {}, [[0, 'serverError'], ...BEYOND_REPAIR], [1, 1, 1, 1, 0, 1]],
		['with Retry On Fail', RETRY, BEYOND_REPAIR, [2, 1, 2, 2, 0, 1]],
	] as Array<[string, Partial<ActionRun>, typeof BEYOND_REPAIR, number[]]>)(
		'%s',
		(_how, retry, failures, asked) => {
			const codes = new Map(failures);
			const rows = [0, 1, 2, 3, 4, 5];

			it('continues on the regular output, each item at its place', async () => {
				const outcome = await act({ onError: 'continueRegularOutput', ...retry });
				expect(outcome.status).toBe('success');
				expect(outcome.items).toEqual(
					rows.map((row) => (codes.has(row) ? failed(row, codes.get(row)!) : done(row))),
				);
				expect(outcome.errorItems).toEqual([]);
				expect(requests()).toEqual(asked);
			});

			it('sends failed items to the error output, with the fields they came with', async () => {
				const outcome = await act({ onError: 'continueErrorOutput', ...retry });
				expect(outcome.status).toBe('success');
				const good = rows.filter((row) => !codes.has(row));
				expect(outcome.items).toEqual(good.map((row) => done(row)));
				expect(outcome.errorItems).toEqual(
					failures.map(([row, code]) => failedWithFields(row, code)),
				);
				expect(requests()).toEqual(asked);
			});

			it('stops before the first request when an id is none', async () => {
				const outcome = await act(retry);
				expect(outcome.status).toBe('error');
				expect(outcome.error?.message).toBe('The campaign ID is not valid');
				expect(outcome.error?.description).toMatch(/^Nothing was sent; this is item 4\. /);
				expect(outcome.error?.context).toMatchObject({ itemIndex: 4 });
				expect(outcome.items).toEqual([]);
				expect(simulator.requests).toEqual([]);
			});
		},
	);

	it('stops at the first item that fails, and says that no item was done', async () => {
		const outcome = await act({}, items.toSpliced(4, 1));
		expect(outcome.status).toBe('error');
		expect(outcome.error?.description).toMatch(
			/^No item was done before it\. This is item 0\. The others were not sent\. /,
		);
		expect(outcome.error?.context).toMatchObject({ itemIndex: 0 });
		expect(outcome.items).toEqual([]);
		expect(requests()).toEqual([1, 0, 0, 0, 0, 0]);
	});

	it('names the campaign when it stops', async () => {
		const outcome = await act({}, items.slice(2, 3));
		expect(outcome.error?.message).toBe('8x8 does not know this campaign');
		expect(outcome.error?.description).toContain(`Campaign: ${items[2]?.campaign as string}.`);
	});

	it('goes on where it stopped with Retry On Fail, and says which items are done', async () => {
		const outcome = await act(RETRY, items.toSpliced(4, 1));
		expect(outcome.status).toBe('error');
		expect(outcome.error?.message).toBe('8x8 does not know this campaign');
		expect(outcome.error?.description).toMatch(
			/^Items 0 to 1 are done\. This is item 2\. The others were not sent\. /,
		);
		expect(outcome.items).toEqual([]);
		expect(requests()).toEqual([2, 1, 1, 0, 0, 0]);
		const states = [0, 1, 3, 5].map(
			(row) => simulator.campaign(items[row]?.campaign as string).state,
		);
		expect(states).toEqual([to, to, FORBIDS_ALL, from]);
	});

	it('is done with Retry On Fail when the second try succeeds', async () => {
		const good = [1, 0, 5];
		const outcome = await act(
			RETRY,
			good.map((row) => items[row]!),
		);
		expect(outcome.status).toBe('success');
		expect(outcome.items).toEqual(good.map((row, item) => done(row, item)));
		expect(requests()).toEqual([2, 1, 0, 0, 0, 1]);
	});
});
