import type { IDataObject } from 'n8n-workflow';
import { KEY, byId, runAction, type ActionRun } from '../../scripts/engine/campaignsNode';
import { stopAfterRequests } from './stopButton';
import {
	MEDIA_TYPE,
	TRANSITIONS,
	type CampaignSpec,
	type CampaignState,
	type CampaignView,
} from '../../simulator';
import { simulator } from './simulatedCampaign';

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

	it('comes out with the state and the counts first, for the table of the editor', async () => {
		const campaign = campaignIn('RUNNING', { records: ['x'] });
		const outcome = await act('pause', { campaignId: campaign.id });

		expect(outcome.items.flatMap(({ json }) => Object.keys(json).slice(0, 5))).toEqual([
			'state',
			'displayStatus',
			'recordCount',
			'recordCounts',
			'id',
		]);
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

	it('are left out where their cell is empty', async () => {
		const { id } = campaignIn('READY');
		await act('build', {
			campaignId: id,
			options: { enabled: '={{ $json.on }}' },
			items: [{ on: '' }],
		});

		expect(bodies()).toEqual([{ action: 'BUILD' }]);
	});

	// A printed nothing comes from a mistake. Left out, the campaign would start as it is.
	it.each(['null', 'undefined', 'none', 'n/a', '-'])('are refused as %j', async (on) => {
		const { id } = campaignIn('READY');
		const outcome = await act('start', {
			campaignId: id,
			options: { enabled: '={{ $json.on }}' },
			items: [{ on }],
		});

		expect(outcome.error?.message).toContain(`The option "Enabled" is "${on}", not true or false`);
		expect(bodies()).toEqual([]);
	});
});

it('says how far it came, and what may have been done, when it is stopped', async () => {
	const ids = [1, 2, 3].map(() => campaignIn('RUNNING').id);
	simulator.fault({ kind: 'hangAfter', match: { campaignId: ids[1] } });
	const items = ids.map((id) => ({ campaign: id }));
	const outcome = await stopAfterRequests(simulator, 2, (cancel) =>
		act('pause', { campaignId: byId('={{ $json.campaign }}'), items, cancel }),
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
