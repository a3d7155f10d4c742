import { randomUUID } from 'node:crypto';
import { startChatModel, type ChatModel, type Turn } from './chatModel';
import { intake, post, publishWorkflow, rest, type Json } from './n8n';
import { credential, RETRY, simulator } from './simulated';
import { actionTool, addTool } from './agentTools';

let model: ChatModel;
let modelCredential: { id: string; name: string };

beforeAll(async () => {
	model = await startChatModel();
	const name = `Model ${randomUUID()}`;
	const data = { apiKey: 'none', url: model.url };
	const saved = await rest<{ id: string }>('POST', '/credentials', {
		name,
		type: 'openAiApi',
		data,
	});
	modelCredential = { id: saved.id, name };
});
afterAll(() => model.close());

// Until version 2 n8n calls tools inside the agent's own run, from 3 on as nodes of the workflow.
describe.each([2.2, 3.1])('as a tool of the AI Agent node, version %s', (typeVersion) => {
	/** Lets an agent call tools, turn by turn, and gives what they answered to the model. */
	async function run(turns: Turn[], settings: Json = {}): Promise<string[]> {
		const path = randomUUID();
		const { nodes, edges } = intake(path);
		await publishWorkflow(
			[
				...nodes,
				{
					name: 'Node',
					type: '@n8n/n8n-nodes-langchain.agent',
					typeVersion,
					parameters: { promptType: 'define', text: 'Do as you are told.', options: {} },
				},
				{
					name: 'Model',
					type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
					typeVersion: 1.3,
					parameters: {
						model: { __rl: true, mode: 'id', value: 'scripted' },
						responsesApiEnabled: false,
						options: {},
					},
					credentials: { openAiApi: modelCredential },
				},
				addTool('Add', credential, settings),
				actionTool('Pause', 'pause', credential, settings),
			],
			[
				...edges,
				['Model', 'Node', { via: 'ai_languageModel' }],
				['Add', 'Node', { via: 'ai_tool' }],
				['Pause', 'Node', { via: 'ai_tool' }],
			],
		);
		model.say(...turns, 'Done.');
		const response = await post(path, [{}]);
		expect(await response.json()).toEqual([{ output: 'Done.' }]);
		const { messages } = model.questions.at(-1)!;
		return messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
	}

	const add = (campaign_id: string, crm_record_id: string) => ({
		tool: 'Add',
		input: { campaign_id, crm_record_id },
	});
	const pause = (campaign_id: string) => ({ tool: 'Pause', input: { campaign_id } });

	it('is described to the model', async () => {
		await run([]);
		const described = (model.questions[0]?.tools ?? []).map((tool) => tool.function);
		expect(described.map(({ name, description }) => [name, description]).sort()).toEqual([
			['Add', 'Add records to a campaign in 8x8 Contact Center Campaigns'],
			['Pause', 'Pause a campaign in 8x8 Contact Center Campaigns'],
		]);
	});

	it('makes every call of one answer, with Retry On Fail set', async () => {
		const { id } = simulator.createCampaign();
		const answers = await run(
			[
				[add(id, 'A'), add(id, 'B')],
				[add(id, 'C'), pause(id)],
			],
			RETRY,
		);
		expect(answers).toEqual([
			expect.stringMatching(/"crmRecordId":"A".*"outcome":"added"/),
			expect.stringMatching(/"crmRecordId":"B".*"outcome":"added"/),
			expect.stringMatching(/"crmRecordId":"C".*"outcome":"added"/),
			expect.stringMatching(/"state":"PAUSED"/),
		]);
		// n8n makes the calls of one turn side by side, so that either may be the first at 8x8.
		expect(simulator.campaign(id).crmRecordIds().sort()).toEqual(['A', 'B', 'C']);
		expect(simulator.requestCount).toBe(4);
	});

	it('answers the same call made again by what 8x8 says now, with Retry On Fail set', async () => {
		const { id } = simulator.createCampaign();
		const answers = await run([[add(id, 'A'), add(id, 'A')], [pause(id)], [pause(id)]], RETRY);
		// n8n makes the calls of one turn side by side, so that either may be the first at 8x8.
		expect([...answers.slice(0, 2).sort(), ...answers.slice(2)]).toEqual([
			expect.stringMatching(/"outcome":"added"/),
			expect.stringMatching(/"outcome":"alreadyInCampaign"/),
			expect.stringMatching(/"state":"PAUSED"/),
			expect.stringMatching(/"code":"campaignState"/),
		]);
		expect(simulator.campaign(id).crmRecordIds()).toEqual(['A']);
	});

	it('tells the model why an action failed and what to do', async () => {
		const { id } = simulator.createCampaign({ state: 'COMPLETE' });
		const answers = await run([[pause(id)], [pause('spring sale')], [pause(randomUUID())]]);
		expect(answers).toEqual([
			expect.stringMatching(
				/Cannot pause the campaign: it is COMPLETE.*It has ended.*Use another campaign/,
			),
			expect.stringMatching(/campaign ID is not valid.*looks like 123e4567/),
			expect.stringMatching(/does not know this campaign.*Check three things/),
		]);
	});

	it.each(['continueErrorOutput', 'continueRegularOutput'])(
		'tells the model of a failure whatever On Error says (%s)',
		async (onError) => {
			const { id } = simulator.createCampaign({ state: 'COMPLETE' });
			const answers = await run([[pause(id)], [add(id, 'A')]], { onError });
			expect(answers).toEqual([
				expect.stringMatching(/Cannot pause the campaign: it is COMPLETE/),
				expect.stringMatching(/takes no more records/),
			]);
		},
	);

	it('tells the model why a record failed and what to do', async () => {
		const { id } = simulator.createCampaign();
		const answers = await run([[add(id, 'BAD-1')], [add(id, 'x'.repeat(40))]]);
		expect(answers).toEqual([
			expect.stringMatching(/8x8 refused the record.*not known to the CRM/),
			expect.stringMatching(/CRM Record ID is longer than 32 characters.*Map the ID/),
		]);
	});
});
