import { EightByEightCampaigns } from '../../nodes/EightByEightCampaigns/EightByEightCampaigns.node.js';
import {
	byId,
	itemsWithIds,
	jsonOf,
	mapBelow,
	savedCredential,
} from '../../scripts/engine/campaignsNode';
import { nodeCredentials } from '../../scripts/engine/credentials';
import { runWorkflow } from '../../scripts/engine/runWorkflow';
import { probe, source } from '../../scripts/engine/nodeTypes';
import { PROBE, SOURCE, TESTED, connect, node, runNode } from '../../scripts/engine/runNode';
import { RETRY } from './failedItems';
import { add, campaign, sentBatches, simulator } from './simulatedCampaign';

const sizes = () => sentBatches().map(({ length }) => length);

describe('Retry On Fail', () => {
	const options = { batchSize: 5, maxRetries: 0 };

	it('sends only what the first try had not got in', async () => {
		simulator.fault({ kind: 'status', status: 429, skip: 1 });
		const outcome = await add({ items: itemsWithIds(12), options, ...RETRY });

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
			...RETRY,
		});

		expect(outcome.status).toBe('success');
		expect(jsonOf(outcome.items)).toMatchObject(Array(12).fill({ outcome: 'added' }));
		expect(sizes()).toEqual([5, 5, 5, 2]);
	});

	it('keeps what the first try added when the next one cannot use the credential', async () => {
		const saved = savedCredential(simulator.url);
		let uses = 0;
		const data = {
			...saved.data,
			get customerSite() {
				uses += 1;
				return uses === 1 ? 'US1' : 'not a site!';
			},
		};
		simulator.fault({ kind: 'resetBefore' });
		const outcome = await runNode({
			type: new EightByEightCampaigns(),
			credential: { ...saved, data },
			parameters: {
				resource: 'record',
				operation: 'add',
				campaignId: byId(campaign.id),
				fields: await mapBelow({ crmRecordId: '={{ $json.id }}' }),
				options: { batchSize: 1, maxRetries: 0 },
			},
			items: itemsWithIds(2),
			onError: 'continueRegularOutput',
			...RETRY,
		});

		expect(uses).toBeGreaterThan(1);
		expect(jsonOf(outcome.items)).toMatchObject([
			{ error: { code: 'unconfirmed', crmRecordId: 'x0' } },
			{ crmRecordId: 'x1', outcome: 'added' },
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
					...RETRY,
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
