/** Items that ask the same of one campaign. */
import type { IDataObject } from 'n8n-workflow';
import { byId, errorsOf, runAction, type ActionRun } from '../../scripts/engine/campaignsNode';
import { RETRY } from './failedItems';
import { campaign, simulator } from './simulatedCampaign';

const pause = (items: IDataObject[], rest: Partial<ActionRun> = {}) =>
	runAction({
		url: simulator.url,
		operation: 'pause',
		campaignId: byId('={{ $json.campaign }}'),
		items,
		...rest,
	});

const times = (count: number, id = campaign.id) =>
	Array.from({ length: count }, () => ({ campaign: id }));

/** Campaign and body of each request, in the order of arrival. */
const sent = () => simulator.requests.map(({ path, body }) => [path.split('/').at(-1), body]);

const PAUSE = { action: 'PAUSE' };

describe('50 items that ask the same of one campaign', () => {
	it.each([undefined, 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'are one request, and each gets the answer (On Error: %s)',
		async (onError) => {
			const outcome = await pause(times(50), { onError });
			expect(sent()).toEqual([[campaign.id, PAUSE]]);
			expect(outcome.items.map(({ json, pairedItem }) => [json.state, pairedItem])).toEqual(
				times(50).map((_, item) => ['PAUSED', { item }]),
			);
		},
	);

	it('get an object each', async () => {
		const { items } = await pause(times(2));
		expect(items[0]?.json).toEqual(items[1]?.json);
		expect(items[0]?.json).not.toBe(items[1]?.json);
		expect(items[0]?.json.recordCounts).not.toBe(items[1]?.json.recordCounts);
	});

	it('are told of in the editor', async () => {
		const { tested } = await pause(times(50));
		expect(tested?.hints).toMatchObject([
			{
				type: 'info',
				location: 'outputPane',
				message: expect.stringMatching(
					/^50 items asked to pause one campaign; one request was sent, .* "Execute Once"/,
				) as string,
			},
		]);
	});

	it('fail alike, by one request, when 8x8 refuses it', async () => {
		const { id } = simulator.createCampaign({ state: 'COMPLETE' });
		const outcome = await pause(times(50, id), { onError: 'continueErrorOutput' });
		expect(sent()).toEqual([[id, PAUSE]]);
		expect(outcome.items).toEqual([]);
		expect(outcome.errorItems.map(({ pairedItem }) => pairedItem)).toEqual(
			times(50).map((_, item) => ({ item })),
		);
		const [error] = errorsOf(outcome.errorItems);
		expect(error).toMatchObject({ code: 'campaignState', campaignId: id });
		expect(errorsOf(outcome.errorItems)).toEqual(times(50).map(() => error));
	});

	it('end a run in Stop mode alike', async () => {
		const { id } = simulator.createCampaign({ state: 'COMPLETE' });
		const outcome = await pause(times(50, id));
		expect(outcome.status).toBe('error');
		expect(outcome.error?.description).toMatch(
			/^No item was done before it\. Items 0 to 49 asked for this request\. 8x8 answered/,
		);
		expect(sent()).toHaveLength(1);
	});

	it.each([{}, { onError: 'continueRegularOutput' }] as Array<Partial<ActionRun>>)(
		'are one request a try with Retry On Fail (%j)',
		async (settings) => {
			simulator.fault({ kind: 'status', status: 400 });
			const outcome = await pause(times(50), { ...RETRY, ...settings, options: { maxRetries: 0 } });
			expect(sent()).toEqual([
				[campaign.id, PAUSE],
				[campaign.id, PAUSE],
			]);
			expect(outcome.items.map(({ json }) => json.state)).toEqual(times(50).map(() => 'PAUSED'));
		},
	);

	it('are unconfirmed alike when the answer got lost', async () => {
		simulator.fault({ kind: 'resetAfter' });
		const outcome = await pause(times(3), { onError: 'continueRegularOutput' });
		expect(errorsOf(outcome.items).map((error) => error?.code)).toEqual([
			'unconfirmed',
			'unconfirmed',
			'unconfirmed',
		]);
		expect(sent()).toHaveLength(2);
	});
});

it('no hint is given where each item has its own request', async () => {
	const { tested } = await pause([...times(1), ...times(1, simulator.createCampaign().id)]);
	expect(tested?.hints).toEqual([]);
});

it('no hint says that a request was sent when none was', async () => {
	const { tested } = await pause(times(3), {
		onError: 'continueRegularOutput',
		credentialData: { baseUrl: 'http://example.com' },
	});
	expect(sent()).toEqual([]);
	expect(tested?.hints).toEqual([]);
});

it('items of several campaigns get the answer of their own', async () => {
	const other = simulator.createCampaign({ state: 'COMPLETE' }).id;
	const items = [...times(1), ...times(1, other), ...times(2), ...times(1, other)];
	const outcome = await pause(items, { onError: 'continueRegularOutput' });
	expect(sent().map(([id]) => id)).toEqual([campaign.id, other]);
	expect(outcome.items.map(({ json }) => json.state ?? (json.error as IDataObject).code)).toEqual([
		'PAUSED',
		'campaignState',
		'PAUSED',
		'PAUSED',
		'campaignState',
	]);
	expect(outcome.tested?.hints[0]?.message).toMatch(
		/^5 items asked to pause 2 campaigns; 2 requests were sent/,
	);
});

it('a run that stops tells which items are done, wherever they stand', async () => {
	const other = simulator.createCampaign({ state: 'COMPLETE' }).id;
	const third = simulator.createCampaign().id;
	const items = [...times(1), ...times(1, other), ...times(2), ...times(1, third)];
	const outcome = await pause(items);
	expect(outcome.error?.description).toMatch(
		/^Items 0, 2 to 3 are done\. This is item 1\. The others were not sent\. /,
	);
	expect(outcome.error?.context).toMatchObject({ itemIndex: 1 });
	expect(simulator.campaign(third).state).toBe('RUNNING');
});

it('items that would wait differently long share a request', async () => {
	const { id } = simulator.createCampaign({ state: 'RUNNING' });
	const items = [0, 60, 1].map((wait) => ({ campaign: id, wait }));
	const outcome = await pause(items, { options: { maxWait: '={{ $json.wait }}' } });
	expect(sent()).toHaveLength(1);
	expect(outcome.items.map(({ json }) => json.state)).toEqual(['PAUSED', 'PAUSED', 'PAUSED']);
});

it('items with other options are other requests, in the order of the items', async () => {
	const { id } = simulator.createCampaign({ state: 'READY' });
	const items = [true, true, false, true, true].map((on) => ({ campaign: id, on }));
	const outcome = await pause(items, {
		operation: 'build',
		options: { enabled: '={{ $json.on }}' },
		onError: 'continueRegularOutput',
	});
	expect(sent().map(([, body]) => (body as IDataObject).enabled)).toEqual([true, false, true]);
	expect(outcome.items).toHaveLength(5);
	expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual(
		items.map((_, item) => ({ item })),
	);
});
