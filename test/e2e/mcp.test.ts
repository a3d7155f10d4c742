import { randomUUID } from 'node:crypto';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { CampaignView } from '../../simulator';
import { publishWorkflow, url, type Json } from './n8n';
import { credential, simulator } from './simulated';
import { actionTool, addManyTool, addTool } from './agentTools';

const client = new Client({ name: 'test', version: '1' });
let campaign: CampaignView;

const CONTINUE = { onError: 'continueRegularOutput' };
const STOP = { onError: 'stopWorkflow' };

beforeAll(async () => {
	const path = randomUUID();
	const tools = [
		actionTool('Pause', 'pause', credential),
		actionTool('Pause or stop', 'pause', credential, STOP),
		actionTool('Start', 'start', credential, CONTINUE),
		addTool('Add', credential, { ...CONTINUE, retryOnFail: true, waitBetweenTries: 1 }),
		addTool('Add or stop', credential, STOP),
		await addManyTool('Add many', credential),
	];
	const trigger = {
		name: 'MCP',
		type: '@n8n/n8n-nodes-langchain.mcpTrigger',
		typeVersion: 2.1,
		webhookId: path,
		parameters: { path },
	};
	await publishWorkflow(
		[trigger, ...tools],
		tools.map(({ name }) => [name, 'MCP', { via: 'ai_tool' }]),
	);
	await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp/${path}`)));
});
beforeEach(() => {
	campaign = simulator.createCampaign({ records: ['there'] });
});
afterAll(() => client.close());

/** Calls a tool as a model would, and gives what the model gets to read. */
async function call(name: string, args: Json): Promise<{ isError: boolean; text: string }> {
	const { isError, content } = await client.callTool({ name, arguments: args });
	const [{ text }, ...more] = content as [{ text: string }];
	expect(more).toEqual([]);
	return { isError: isError === true, text };
}

const records = (text: string) => JSON.parse(text) as Json[];

it('lists tools with what they do, and with the arguments they take', async () => {
	const { tools } = await client.listTools();
	const described = Object.fromEntries(tools.map((tool) => [tool.name, tool]));
	const tool = 'in 8x8 Contact Center Campaigns';
	expect(described.Pause?.description).toBe(`Pause a campaign ${tool}`);
	expect(described.Start?.description).toBe(`Start a campaign (calls people) ${tool}`);
	expect(described.Add?.description).toBe(`Add records to a campaign ${tool}`);
	const campaignId = { type: 'string', description: 'UUID of the campaign' };
	expect(described.Pause?.inputSchema).toMatchObject({
		properties: { campaign_id: campaignId },
		required: ['campaign_id'],
	});
	expect(described.Add?.inputSchema).toMatchObject({
		properties: {
			campaign_id: campaignId,
			crm_record_id: { type: 'string', description: 'ID of the contact in the CRM' },
			priority: { type: 'string', description: 'HIGH, MEDIUM or LOW', default: 'MEDIUM' },
		},
		required: ['campaign_id', 'crm_record_id'],
	});
});

it('pauses a campaign', async () => {
	const { isError, text } = await call('Pause', { campaign_id: campaign.id });
	expect(isError).toBe(false);
	expect(records(text)).toEqual([expect.objectContaining({ id: campaign.id, state: 'PAUSED' })]);
	expect(simulator.campaign(campaign.id).state).toBe('PAUSED');
});

it('adds a record with each call', async () => {
	const ids = ['A', 'B', 'C'];
	const answers = await Promise.all(
		ids.map((id) => call('Add', { campaign_id: campaign.id, crm_record_id: id, priority: 'low' })),
	);
	expect(answers.flatMap(({ text }) => records(text))).toEqual(
		ids.map(
			(crmRecordId) =>
				expect.objectContaining({ crmRecordId, priority: 'LOW', outcome: 'added' }) as Json,
		),
	);
	expect(campaign.crmRecordIds().sort()).toEqual([...ids, 'there']);
	expect(simulator.requestCount).toBe(3);
});

it('takes the campaign from a sentence, and nothing for what is left out', async () => {
	const { text } = await call('Add', {
		campaign_id: `Campaign \`${campaign.id}\``,
		crm_record_id: '"A"',
		priority: 'none',
		rank: 0,
	});
	expect(records(text)).toEqual([
		expect.objectContaining({ crmRecordId: 'A', priority: 'HIGH', rank: 2, outcome: 'added' }),
	]);
});

it('adds many records with one call of a workflow, and gives the outcome of each', async () => {
	const { text } = await call('Add_many', {
		campaign_id: campaign.id,
		records: [
			{ crmRecordId: 'A', priority: 'low' },
			{ crmRecordId: 'there' },
			{ crmRecordId: 'x'.repeat(40) },
			{ crmRecordId: 'B' },
		],
	});
	expect(records(text)).toEqual([
		expect.objectContaining({ crmRecordId: 'A', outcome: 'added', priority: 'LOW' }),
		expect.objectContaining({ crmRecordId: 'there', outcome: 'alreadyInCampaign' }),
		{ error: expect.objectContaining({ code: 'invalidRecord' }) as Json },
		expect.objectContaining({ crmRecordId: 'B', outcome: 'added' }),
	]);
	expect(campaign.crmRecordIds()).toEqual(['there', 'A', 'B']);
});

describe('a bad argument', () => {
	/** What is wrong, what the model hands over, what it must read: the reason, and what to do. */
	const ACTIONS: Array<[what: string, id: () => string, says: RegExp]> = [
		['a name', () => 'spring sale', /campaign ID is not valid.*looks like 123e4567/s],
		['an unknown campaign', randomUUID, /does not know this campaign.*Check three things/s],
		[
			'a campaign in another state',
			() => simulator.createCampaign({ state: 'COMPLETE' }).id,
			/campaign: it is COMPLETE.*It has ended.*Use another campaign/s,
		],
	];

	describe.each(['Pause', 'Start'])('of the tool %s', (tool) => {
		it.each(ACTIONS)('%s: the model reads why, and what to do', async (_what, id, says) => {
			const { text } = await call(tool, { campaign_id: id() });
			expect(text).toMatch(says);
			expect(records(text)).toEqual([
				{ error: expect.objectContaining({ code: expect.any(String) as string }) as Json },
			]);
		});
	});

	it.each(ACTIONS)('%s: it is an error of the tool when that stops', async (_what, id, says) => {
		const { isError, text } = await call('Pause_or_stop', { campaign_id: id() });
		expect(isError).toBe(true);
		expect(text).toMatch(says);
		expect(text).not.toMatch(/Item 0/);
	});

	const RECORDS: Array<[what: string, args: () => Json, says: RegExp]> = [
		[
			'an id that is too long',
			() => ({ crm_record_id: 'x'.repeat(40) }),
			/longer than 32 characters \(40\).*Map the ID/s,
		],
		[
			'a record that 8x8 refuses',
			() => ({ crm_record_id: 'BAD-1' }),
			/8x8 refused the record.*not known to the CRM/s,
		],
		[
			'a campaign that is over',
			() => ({
				crm_record_id: 'A',
				campaign_id: simulator.createCampaign({ state: 'COMPLETE' }).id,
			}),
			/takes no more records.*add the records to another campaign/s,
		],
	];

	describe.each(['Add', 'Add_or_stop'])('of the tool %s', (tool) => {
		it.each(RECORDS)('%s: the model reads why, and what to do', async (_what, args, says) => {
			const { isError, text } = await call(tool, { campaign_id: campaign.id, ...args() });
			expect(text).toMatch(says);
			expect(isError).toBe(tool === 'Add_or_stop');
			expect(campaign.crmRecordIds()).toEqual(['there']);
		});
	});

	it('left out: n8n itself names it', async () => {
		const { isError, text } = await call('Add', { campaign_id: campaign.id });
		expect(isError).toBe(true);
		expect(text).toMatch(/Required.*crm_record_id/s);
		expect(simulator.requests).toEqual([]);
	});
});
