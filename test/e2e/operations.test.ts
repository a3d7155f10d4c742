import { ACTION_STEPS } from '../helpers/actionSteps';
import { runNode, type Json } from './n8n';
import { byHand, byId, credential, simulator, thisNode } from './simulated';

async function act(operation: string, campaignId: string, options: Json = {}): Promise<Json[]> {
	const parameters = { resource: 'campaign', operation, campaignId: byId(campaignId), options };
	return await runNode(thisNode(parameters));
}

async function add(
	campaignId: string,
	items: Json[],
	options: Json = {},
	settings: Json = {},
): Promise<Json[]> {
	const parameters = {
		resource: 'record',
		operation: 'add',
		campaignId: byId(campaignId),
		fields: byHand({
			crmRecordId: '={{ $json["Record ID"] }}',
			scheduleAt: '={{ $json["Next Call"] }}',
			priority: '={{ $json.Priority }}',
			rank: '={{ $json.Rank }}',
		}),
		options,
	};
	return await runNode(thisNode(parameters, settings), items);
}

describe('campaign', () => {
	const LONG = { buildMs: 600_000, startMs: 600_000 };

	it.each(ACTION_STEPS)('$operation sends $action and gives out the campaign', async (step) => {
		const { operation, action, from, to } = step;
		const { id } = simulator.createCampaign({ state: from, ...LONG });
		const [campaign, ...more] = await act(operation, id);
		expect(more).toEqual([]);
		expect(campaign).toMatchObject({ id, tenantId: 'acme', state: to });
		expect(simulator.requests.map(({ method, body }) => [method, body])).toEqual([
			['PATCH', { action }],
		]);
	});

	it('builds a new campaign on start when asked to', async () => {
		const { id } = simulator.createCampaign({ state: 'CREATED', ...LONG });
		const [campaign] = await act('start', id, { buildOnStart: true, enabled: true });
		expect(campaign).toMatchObject({ id, state: 'BUILDING' });
		expect(simulator.requests[0]?.body).toEqual({
			action: 'START',
			buildOnStart: true,
			enabled: true,
		});
	});

	it('fails when the state forbids the action', async () => {
		const { id } = simulator.createCampaign({ state: 'COMPLETE' });
		await expect(act('resume', id)).rejects.toThrow('The workflow failed');
		expect(simulator.campaign(id).state).toBe('COMPLETE');
	});
});

describe('record', () => {
	it('adds records in the order of the items, in batches', async () => {
		const { id } = simulator.createCampaign({ state: 'CREATED' });
		const items = Array.from({ length: 250 }, (_, index) => ({ 'Record ID': `crm-${index}` }));
		const records = await add(id, items);
		expect(records.map(({ crmRecordId }) => crmRecordId)).toEqual(
			items.map((item) => item['Record ID']),
		);
		expect(new Set(records.map(({ outcome }) => outcome))).toEqual(new Set(['added']));
		expect(simulator.campaign(id).crmRecordIds()).toEqual(items.map((item) => item['Record ID']));
		expect(simulator.requestCount).toBe(3);
	});

	it('sends every field', async () => {
		const { id } = simulator.createCampaign();
		const [record] = await add(id, [
			{
				'Record ID': 15820400141,
				'Next Call': '2027-03-04T09:30:00-05:00',
				Priority: 'low',
				Rank: '7',
			},
		]);
		expect(record).toMatchObject({
			campaignId: id,
			outcome: 'added',
			crmRecordId: '15820400141',
			priority: 'LOW',
			rank: 7,
			state: 'PENDING',
		});
		const stored = simulator.campaign(id).record('15820400141');
		expect(Date.parse(stored?.nextAttemptAfter ?? '')).toBe(Date.UTC(2027, 2, 4, 14, 30));
	});

	it('gives every item its outcome when it continues on errors', async () => {
		const { id } = simulator.createCampaign({ records: ['there'] });
		const items = ['new', 'there', '', 'new', 'x'.repeat(33), 'last'].map((recordId) => ({
			'Record ID': recordId,
		}));
		const settings = { onError: 'continueRegularOutput' };
		const outcomes = await add(id, items, { onDuplicate: 'skip' }, settings);
		expect(outcomes.map(({ outcome, error }) => outcome ?? (error as Json).code)).toEqual([
			'added',
			'alreadyInCampaign',
			'invalidRecord',
			'alreadyInCampaign',
			'invalidRecord',
			'added',
		]);
		expect(simulator.campaign(id).crmRecordIds()).toEqual(['there', 'new', 'last']);
	});
});

it('lets the HTTP Request node use the credential', async () => {
	const { id } = simulator.createCampaign({ state: 'RUNNING' });
	const [answer] = await runNode({
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		credential,
		parameters: {
			method: 'PATCH',
			url: `${simulator.url}/cc/US1/campaigns/v1/${id}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: credential.type,
			sendBody: true,
			contentType: 'raw',
			rawContentType: 'application/vnd.campaigns.v1+json',
			body: '{"action":"PAUSE"}',
			options: {},
		},
	});
	// That node reads only application/json by itself.
	expect(JSON.parse(answer?.data as string)).toMatchObject({ id, state: 'PAUSED' });
});
