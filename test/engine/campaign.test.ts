import type { IDataObject } from 'n8n-workflow';
import {
	KEY,
	byId,
	errorsOf,
	jsonOf,
	runAction,
	type ActionRun,
} from '../../scripts/engine/campaignsNode';
import { stopAfterRequests } from '../helpers/stop-button';
import {
	MEDIA_TYPE,
	TRANSITIONS,
	type CampaignSpec,
	type CampaignState,
	type CampaignView,
} from '../../simulator';
import { simulator } from '../helpers/simulated-campaign';

/** A campaign whose transient states last as long as the test. */
function campaignIn(state: CampaignState, rest: CampaignSpec = {}): CampaignView {
	const startTime = state === 'PENDING' ? '2099-01-01T00:00:00Z' : undefined;
	return simulator.createCampaign({ state, startTime, buildMs: 1e9, startMs: 1e9, ...rest });
}

function act(operation: string, run: Omit<ActionRun, 'url' | 'operation'>) {
	return runAction({ url: simulator.url, operation, ...run });
}

const bodies = () => simulator.requests.map(({ body }) => body);

describe('an action from a state that allows it', () => {
	const cases = Object.entries(TRANSITIONS).flatMap(([action, { from, to }]) =>
		from.map((state) => [action.toLowerCase(), state, to === 'same' ? state : to] as const),
	);

	it.each(cases)('%s: %s becomes %s, and comes out as 8x8 answers it', async (name, from, to) => {
		const campaign = campaignIn(from, { records: ['x', 'DNC-y'] });
		const outcome = await act(name, { campaignId: campaign.id });

		expect(outcome.status).toBe('success');
		expect(campaign.state).toBe(to);
		expect(outcome.items).toEqual([
			{
				json: JSON.parse(JSON.stringify(campaign.answer())) as IDataObject,
				pairedItem: { item: 0 },
			},
		]);
		expect(bodies()).toEqual([{ action: name.toUpperCase() }]);
	});

	it('is one PATCH with key, tenant and the media type of the API', async () => {
		const campaign = campaignIn('RUNNING');
		await act('pause', { campaignId: campaign.id });

		expect(simulator.requests).toMatchObject([
			{
				method: 'PATCH',
				path: `/cc/US1/campaigns/v1/${campaign.id}`,
				headers: { 'x-api-key': KEY, 'x-8x8-tenant': 'acme', 'content-type': MEDIA_TYPE },
			},
		]);
	});
});

describe('options', () => {
	it.each([true, false])('send enabled as %s', async (enabled) => {
		const { id } = campaignIn('RUNNING');
		await act('pause', { campaignId: id, options: { enabled } });

		expect(bodies()).toEqual([{ action: 'PAUSE', enabled }]);
	});

	it.each([true, false])('send buildOnStart as %s with start', async (buildOnStart) => {
		const { id } = campaignIn('READY');
		await act('start', { campaignId: id, options: { buildOnStart } });

		expect(bodies()).toEqual([{ action: 'START', buildOnStart }]);
	});

	it('start a campaign that was never built', async () => {
		const campaign = campaignIn('CREATED');
		const outcome = await act('start', {
			campaignId: campaign.id,
			options: { buildOnStart: true },
		});

		expect(outcome.items[0]?.json).toMatchObject({ id: campaign.id, state: 'BUILDING' });
	});

	it('do not send a buildOnStart that is left over from another operation', async () => {
		const { id } = campaignIn('RUNNING');
		await act('pause', { campaignId: id, options: { buildOnStart: true } });

		expect(bodies()).toEqual([{ action: 'PAUSE' }]);
	});

	it('may be expressions that differ from item to item', async () => {
		const { id } = campaignIn('READY');
		await act('build', {
			campaignId: id,
			options: { enabled: '={{ $json.on }}' },
			items: [{ on: false }],
		});

		expect(bodies()).toEqual([{ action: 'BUILD', enabled: false }]);
	});
});

describe('an item that fails', () => {
	const mixed = () => [campaignIn('RUNNING'), campaignIn('COMPLETE'), campaignIn('RUNNING')];
	const itemsOf = (campaigns: CampaignView[]) =>
		campaigns.map(({ id }, index) => ({ campaign: id, name: `n${index}` }));
	const campaignId = byId('={{ $json.campaign }}');

	it('stops the workflow, naming the item, and what comes after is not sent', async () => {
		const campaigns = mixed();
		const outcome = await act('pause', { campaignId, items: itemsOf(campaigns) });

		expect(outcome.status).toBe('error');
		expect(outcome.error?.context).toMatchObject({ itemIndex: 1 });
		expect(outcome.error?.message).toMatch(/cannot be paused/);
		expect(outcome.error?.description).toMatch(
			/^Item 0 is done; the items after item 1 were not sent\. 8x8 answered 409 /,
		);
		expect(campaigns.map(({ state }) => state)).toEqual(['PAUSED', 'COMPLETE', 'RUNNING']);
		expect(simulator.requests).toHaveLength(2);
	});

	it('says how far it came, and what may have been done, when it is stopped', async () => {
		const campaigns = mixed();
		simulator.fault({ kind: 'hangAfter', match: { campaignId: campaigns[1]!.id } });
		const outcome = await stopAfterRequests(simulator, 2, (cancel) =>
			act('pause', { campaignId, items: itemsOf(campaigns), cancel }),
		);

		expect(outcome.status).toBe('canceled');
		expect(outcome.error?.description).toBe(
			'1 of 3 items were processed. A request that was under way may have taken effect.',
		);
	});

	it('does not count as a cancelled workflow when a campaign cannot be cancelled', async () => {
		const outcome = await act('cancel', { campaignId: campaignIn('CREATED').id });

		expect(outcome.status).toBe('error');
	});

	it('keeps its place among the others with "continue"', async () => {
		const campaigns = mixed();
		const items = itemsOf(campaigns);
		const outcome = await act('pause', { campaignId, items, onError: 'continueRegularOutput' });

		expect(outcome.status).toBe('success');
		expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2].map((item) => ({ item })),
		);
		expect(errorsOf(outcome.items)).toEqual([
			undefined,
			expect.objectContaining({
				code: 'campaignState',
				campaignId: campaigns[1]?.id,
				httpCode: '409',
			}),
			undefined,
		]);
		expect(Object.keys(jsonOf(outcome.items)[1] ?? {})).toEqual(['error']);
		expect(campaigns[2]?.state).toBe('PAUSED');
	});

	it('goes to the error branch with the fields it came with', async () => {
		const campaigns = mixed();
		const items = itemsOf(campaigns);
		const outcome = await act('pause', { campaignId, items, onError: 'continueErrorOutput' });

		expect(jsonOf(outcome.items).map(({ state }) => state)).toEqual(['PAUSED', 'PAUSED']);
		expect(jsonOf(outcome.errorItems)).toEqual([
			{ ...items[1], error: expect.objectContaining({ code: 'campaignState' }) as unknown },
		]);
	});
});
