/** What n8n stores and shows of an execution in each mode; test/engine has every operation and failure. */
import { errorOf, execute, outputs, type Execution, type Item } from './execution';
import type { Json } from './n8n';
import { byHand, byId, RETRY, simulator, thisNode } from './simulated';

const OPERATIONS = {
	record: {
		operation: 'add',
		good: 'PENDING',
		code: 'duplicateRecord',
		message: /^Record "there": /,
	},
	campaign: {
		operation: 'pause',
		good: 'PAUSED',
		code: 'campaignState',
		message: /^Cannot pause the campaign: it is COMPLETE$/,
	},
};

describe.each(['record', 'campaign'] as const)('%s', (resource) => {
	const { operation, good, code, message } = OPERATIONS[resource];
	/** The second one fails. */
	let items: Json[];

	beforeEach(() => {
		const open = simulator.createCampaign({ records: ['there'] }).id;
		const over = simulator.createCampaign({ state: 'COMPLETE' }).id;
		const other = simulator.createCampaign().id;
		const campaigns = resource === 'record' ? [open, open, open] : [open, over, other];
		items = ['A', 'there', 'C'].map((id, row) => ({
			campaign: campaigns[row],
			id,
			contact: { name: `Contact ${row}` },
			error: 'of an earlier node',
		}));
	});

	const run = (settings: Json): Promise<Execution> => {
		const fields = resource === 'record' && { fields: byHand({ crmRecordId: '={{ $json.id }}' }) };
		const campaignId = byId('={{ $json.campaign }}');
		const options = { maxRetries: 0, ...(resource === 'record' && { onDuplicate: 'error' }) };
		return execute(
			thisNode({ resource, operation, campaignId, ...fields, options }, settings),
			items,
		);
	};

	const done = (row: number): Item => ({
		json: expect.objectContaining({ state: good }) as Json,
		pairedItem: { item: row },
	});
	const failure = () => expect.objectContaining({ code, campaignId: items[1]?.campaign }) as Json;

	it('shows the failed item among the others when it continues', async () => {
		const execution = await run({ onError: 'continueRegularOutput' });
		expect(execution.status).toBe('success');
		const failed: Item = { json: { error: failure() }, pairedItem: { item: 1 } };
		expect(outputs(execution)).toEqual([[done(0), failed, done(2)]]);
	});

	it('shows the failed item on the error output, with the fields it came with', async () => {
		const execution = await run({ onError: 'continueErrorOutput' });
		expect(execution.status).toBe('success');
		const failed: Item = { json: { ...items[1], error: failure() }, pairedItem: { item: 1 } };
		expect(outputs(execution)).toEqual([[done(0), done(2)], [failed]]);
	});

	it('shows the reason and how far it came when it stops', async () => {
		const execution = await run({ onError: 'stopWorkflow' });
		expect(errorOf(execution).message).toMatch(message);
		expect(errorOf(execution).description).toMatch(/item 1\b/);
		expect(outputs(execution)).toEqual([]);
	});

	it('shows all items as done when Retry On Fail succeeds', async () => {
		items.splice(1, 1);
		simulator.fault({ kind: 'status', status: 429 });
		const execution = await run({ onError: 'stopWorkflow', ...RETRY });
		expect(execution.status).toBe('success');
		expect(outputs(execution)).toEqual([[done(0), done(1)]]);
		expect(simulator.requestCount).toBe(resource === 'record' ? 2 : 3);
	});
});
