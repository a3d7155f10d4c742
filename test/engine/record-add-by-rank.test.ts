import type { IDataObject } from 'n8n-workflow';

import { jsonOf, KEY } from '../../scripts/engine/campaignsNode';
import { DIALECT_CHOICES } from '../../simulator';
import { addMapped, campaign, simulator } from './simulatedCampaign';

/** Milliseconds in which all requests that may go at once have surely begun, on a busy machine too. */
const ENOUGH = 500;

const PRIORITIES = ['HIGH', 'MEDIUM', 'LOW'];

interface Item extends IDataObject {
	crmRecordId: string;
}

const itemsOf = (count: number, fields: (index: number) => IDataObject = () => ({})): Item[] =>
	Array.from({ length: count }, (_, index) => ({ crmRecordId: `crm-${index}`, ...fields(index) }));

const byRank = (items: IDataObject[], options: IDataObject = {}) =>
	addMapped(items, { options: { order: 'rank', batchSize: 10, onDuplicate: 'skip', ...options } });

/** Somebody else adds a record without rank. */
async function append(crmRecordId: string, priority = 'HIGH'): Promise<void> {
	const { status } = await fetch(`${simulator.url}/cc/US1/campaigns/v1/${campaign.id}/records`, {
		method: 'POST',
		headers: {
			'X-API-Key': KEY,
			'X-8x8-Tenant': 'acme',
			'Content-Type': 'application/vnd.campaigns.v1+json',
		},
		body: JSON.stringify({ records: [{ crmRecordId, priority }] }),
	});
	expect(status).toBe(200);
}

/** The ids of that priority in the order of the items, those that 8x8 refuses left out. */
const idsOf = (items: Item[], priority: string) =>
	items
		.filter((item) => item.priority === priority)
		.map(({ crmRecordId }) => crmRecordId)
		.filter((id) => !id.startsWith('BAD-'));

const dialled = (priority: string) =>
	campaign.dialOrder().filter((id) => campaign.record(id)!.priority === priority);

describe.each(DIALECT_CHOICES.rankCount)('with ranks that 8x8 counts over the %s', (rankCount) => {
	it('has 8x8 dial in the order of the items, whatever is refused, limited or lost, and others behind', async () => {
		simulator.dialect = { rankCount, invalidText: 'opaque', answerOrder: 'shuffled' };
		for (const priority of PRIORITIES) await append(`before-${priority}`, priority);
		const first = (n: number) => ({ match: { crmRecordId: `crm-${n}` } });
		simulator.fault({ kind: 'status', status: 503, ...first(0) });
		// What comes earlier takes longer: the batches overtake each other.
		for (const n of [10, 20, 30, 40])
			simulator.fault({ kind: 'latency', ms: 150 - n, ...first(n) });
		simulator.fault({ kind: 'resetAfter', ...first(50) });
		simulator.fault({ kind: 'resetBefore', ...first(60) });
		simulator.fault({ kind: 'status', status: 429, retryAfter: 1, ...first(100) });
		simulator.fault({ kind: 'statusAfterStoring', ...first(160) });
		const items = itemsOf(200, (index) => ({
			priority: PRIORITIES[index % 7 === 3 ? 1 : index > 150 ? 2 : 0]!,
			...(index % 70 === 7 && { crmRecordId: `BAD-${index}` }),
		}));
		const running = byRank(items);
		// More than the first batch holds: 8x8 has told its ranks.
		while (campaign.recordCount < 30) await new Promise(setImmediate);
		for (const priority of PRIORITIES) await append(`meanwhile-${priority}`, priority);
		const outcome = await running;
		for (const priority of PRIORITIES) await append(`after-${priority}`, priority);

		expect(jsonOf(outcome.items).filter(({ error }) => error)).toHaveLength(3);
		for (const priority of PRIORITIES) {
			expect(dialled(priority)).toEqual([
				`before-${priority}`,
				...idsOf(items, priority),
				`meanwhile-${priority}`,
				`after-${priority}`,
			]);
		}
	});
});

it('sends the first batch alone and without ranks, then as many at once as "Concurrency" allows', async () => {
	simulator.fault({ kind: 'latency', ms: ENOUGH, times: 'always' });
	const outcome = await byRank(itemsOf(50), { concurrency: 4, output: 'summary' });

	expect(jsonOf(outcome.items)).toMatchObject([{ added: 50 }]);
	const [first, ...others] = simulator.requests;
	for (const { startedAt } of others) expect(startedAt).toBeGreaterThanOrEqual(first!.endedAt!);
	expect(JSON.stringify(first!.body)).not.toContain('rank');
	expect(simulator.maxInFlight).toBe(4);
	expect(campaign.record('crm-9')).toMatchObject({ rank: 10 });
	expect(campaign.record('crm-10')).toMatchObject({ rank: 10 + 1 / 41 });
	expect(campaign.record('crm-49')).toMatchObject({ rank: 10 + 40 / 41 });
});

it('keeps the ranks that items bring', async () => {
	const items = itemsOf(40, (index) => (index % 2 ? { rank: 1000 - index } : {}));
	await byRank(items);
	const odd = items.filter((_, index) => index % 2);
	expect(odd.map(({ crmRecordId }) => campaign.record(crmRecordId)!.rank)).toEqual(
		odd.map((item) => item.rank),
	);
});

it('goes on one batch after the other when 8x8 does not tell the ranks that it gives', async () => {
	simulator.dialect = { answeredRanks: 'none' };
	simulator.fault({ kind: 'latency', ms: 20, times: 'always' });
	const items = itemsOf(60);
	await byRank(items);
	expect(simulator.maxInFlight).toBe(1);
	expect(campaign.dialOrder()).toEqual(items.map(({ crmRecordId }) => crmRecordId));
});
