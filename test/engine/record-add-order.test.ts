import type { IDataObject } from 'n8n-workflow';

import { jsonOf } from '../../scripts/engine/campaignsNode';
import { addMapped, campaign, simulator } from './simulatedCampaign';

/** Milliseconds in which all requests that may go at once have surely begun, on a busy machine too. */
const ENOUGH = 500;

const itemsOf = (count: number, fields: (index: number) => IDataObject = () => ({})) =>
	Array.from({ length: count }, (_, index) => ({ crmRecordId: `crm-${index}`, ...fields(index) }));

/** Ranks that 8x8 assigned, in the order of the items; without those of failed items. */
const ranksOf = (items: Parameters<typeof jsonOf>[0]) =>
	jsonOf(items).flatMap(({ rank }) => (typeof rank === 'number' ? [rank] : []));

const rising = (ranks: number[]) => ranks.every((rank, i) => i === 0 || rank > ranks[i - 1]!);

describe('the ranks that 8x8 assigns', () => {
	it('follow the items, also around refused records, retries and lost answers', async () => {
		simulator.dialect = { invalidText: 'opaque' };
		// The earlier a request, the longer it takes: anything sent side by side would overtake.
		simulator.fault({ kind: 'latency', ms: 120 });
		simulator.fault({ kind: 'latency', ms: 40, skip: 1, times: 3 });
		simulator.fault({ kind: 'status', status: 503, skip: 2 });
		simulator.fault({ kind: 'resetBefore', skip: 4 });
		const items = itemsOf(300, (index) =>
			index % 70 === 7 ? { crmRecordId: `BAD-${index}` } : {},
		);
		const outcome = await addMapped(items, { options: { batchSize: 50 } });

		const ranks = ranksOf(outcome.items);
		expect(ranks).toHaveLength(295);
		expect(rising(ranks)).toBe(true);
		expect(campaign.crmRecordIds()).toEqual(
			items.map(({ crmRecordId }) => crmRecordId).filter((id) => !id.startsWith('BAD-')),
		);
		expect(simulator.maxInFlight).toBe(1);
	});

	it('need no order when every record brings its own', async () => {
		simulator.fault({ kind: 'latency', ms: ENOUGH, times: 'always' });
		const items = itemsOf(300, (rank) => ({ rank }));
		const outcome = await addMapped(items, { options: { batchSize: 50, concurrency: 4 } });

		expect(ranksOf(outcome.items)).toEqual(items.map((_, rank) => rank));
		expect(simulator.maxInFlight).toBe(4);
	});
});

describe('batches of one campaign whose order does not matter', () => {
	beforeEach(() => simulator.fault({ kind: 'latency', ms: ENOUGH, times: 'always' }));

	it.each([
		[{}, 5],
		[{ concurrency: 1 }, 1],
	])('go out together, with %j at most %i', async (options, most) => {
		await addMapped(itemsOf(40), { options: { batchSize: 5, order: 'none', ...options } });

		expect(simulator.maxInFlight).toBe(most);
		expect(campaign.recordCount).toBe(40);
	});
});

it('sends the batches of several campaigns side by side, each campaign in order', async () => {
	simulator.fault({ kind: 'latency', ms: ENOUGH, times: 'always' });
	const campaigns = Array.from({ length: 3 }, () => simulator.createCampaign());
	const items = itemsOf(30, (index) => ({ campaign: campaigns[index % 3]!.id }));
	await addMapped(items, {
		campaignId: '={{ $json.campaign }}',
		options: { batchSize: 5, concurrency: 8 },
	});

	for (const [index, { id }] of campaigns.entries()) {
		expect(simulator.campaign(id).crmRecordIds()).toEqual(
			items.filter((_, item) => item % 3 === index).map(({ crmRecordId }) => crmRecordId),
		);
	}
	expect(simulator.maxInFlight).toBe(3);
});
