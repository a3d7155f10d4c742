import { EightByEightCampaigns } from '../../nodes/EightByEightCampaigns/EightByEightCampaigns.node.js';
import {
	byId,
	errorsOf,
	itemsWithIds,
	jsonOf,
	mapBelow,
	runAddRecords,
	savedCredential,
	type AddRun,
} from '../../scripts/engine/campaignsNode';
import { nodeCredentials } from '../../scripts/engine/credentials';
import { runWorkflow } from '../../scripts/engine/runWorkflow';
import { probe, source } from '../../scripts/engine/nodeTypes';
import { PROBE, SOURCE, TESTED, connect, node } from '../../scripts/engine/runNode';
import { campaign, simulator } from '../helpers/simulated-campaign';

function add(run: Partial<AddRun>) {
	return runAddRecords({ url: simulator.url, campaignId: campaign.id, ...run });
}

const sizes = () =>
	simulator.requests.map(({ body }) => (body as { records: unknown[] }).records.length);

describe('Retry On Fail', () => {
	const retry = { retryOnFail: true, maxTries: 2 };
	const options = { batchSize: 5, maxRetries: 0 };

	it('sends only what the first try had not got in', async () => {
		simulator.fault({ kind: 'status', status: 429, skip: 1 });
		const outcome = await add({ items: itemsWithIds(12), options, ...retry });

		expect(outcome.status).toBe('success');
		expect(jsonOf(outcome.items)).toMatchObject(
			itemsWithIds(12).map(({ id }) => ({ crmRecordId: id, outcome: 'added' })),
		);
		expect(sizes()).toEqual([5, 5, 5, 2]);
	});

	it('knows what is in by its id, though each try gives it another time', async () => {
		simulator.fault({ kind: 'status', status: 429, skip: 1 });
		const fields = { crmRecordId: '={{ $json.id }}', scheduleAt: '={{ $now.plus({ hours: 1 }) }}' };
		const outcome = await add({
			items: itemsWithIds(12),
			fields: mapBelow(fields),
			options,
			...retry,
		});

		expect(outcome.status).toBe('success');
		expect(jsonOf(outcome.items)).toMatchObject(Array(12).fill({ outcome: 'added' }));
		expect(sizes()).toEqual([5, 5, 5, 2]);
	});

	it('finds a record that a lost request had stored, and counts it as added', async () => {
		simulator.fault({ kind: 'resetAfter' });
		const outcome = await add({ items: itemsWithIds(3), options, ...retry });

		expect(outcome.status).toBe('success');
		expect(jsonOf(outcome.items)).toEqual(
			itemsWithIds(3).map(({ id }) => ({
				crmRecordId: id,
				campaignId: campaign.id,
				outcome: 'addedUnconfirmed',
			})),
		);
		expect(campaign.recordCount).toBe(3);
	});

	it('does not send again what was refused for good', async () => {
		const outcome = await add({ items: [{ id: 'BAD-1' }, { id: 'x' }], options, ...retry });
		const requests = simulator.requestCount;

		expect(outcome.status).toBe('error');
		simulator.reset();
		const { id: campaignId } = simulator.createCampaign();
		await add({ campaignId, items: [{ id: 'BAD-1' }, { id: 'x' }], options });
		expect(requests).toBe(simulator.requestCount);
	});

	it('runs the node again in a Continue mode when the first item failed', async () => {
		simulator.fault({ kind: 'status', status: 429 });
		const outcome = await add({
			items: itemsWithIds(3),
			options,
			...retry,
			onError: 'continueErrorOutput',
		});

		expect(outcome.errorItems).toEqual([]);
		expect(jsonOf(outcome.items)).toMatchObject(Array(3).fill({ outcome: 'added' }));
	});

	it('keeps what the first try got in when its first item failed for good', async () => {
		const outcome = await add({
			items: [{ id: 'BAD-0' }, { id: 'x1' }, { id: 'x2' }],
			options,
			...retry,
			onError: 'continueErrorOutput',
		});

		expect(jsonOf(outcome.items)).toMatchObject([
			{ crmRecordId: 'x1', outcome: 'added' },
			{ crmRecordId: 'x2', outcome: 'added' },
		]);
		expect(errorsOf(outcome.errorItems)).toMatchObject([
			{ code: 'invalidRecord', crmRecordId: 'BAD-0' },
		]);
	});

	it('remembers nothing when the node runs once more in the same workflow', async () => {
		const campaignType = 'n8n-nodes-8x8-campaigns.eightByEightCampaigns';
		const credential = savedCredential(simulator.url);
		const outcome = await runWorkflow({
			nodes: [
				node(SOURCE, 'source'),
				node(PROBE, 'probe', { parameters: { value: '={{ $json.id }}' } }),
				node(TESTED, campaignType, {
					...retry,
					waitBetweenTries: 1,
					onError: 'continueRegularOutput',
					credentials: nodeCredentials(credential),
					parameters: {
						resource: 'record',
						operation: 'add',
						campaignId: byId(campaign.id),
						fields: await mapBelow({ crmRecordId: '={{ $json.id ?? $json.value }}' }),
						options: { onDuplicate: 'skip' },
					},
				}),
			],
			connections: connect([SOURCE, TESTED], [SOURCE, PROBE], [PROBE, TESTED]),
			startNode: SOURCE,
			nodeTypes: {
				source: source(itemsWithIds(2)),
				probe,
				[campaignType]: new EightByEightCampaigns(),
			},
			credentials: [credential],
		});

		expect(outcome.nodes[TESTED]?.runs).toBe(2);
		expect(jsonOf(outcome.nodes[TESTED]?.outputs[0] ?? [])).toMatchObject(
			Array(2).fill({ outcome: 'alreadyInCampaign' }),
		);
	});
});
