import { randomUUID } from 'node:crypto';
import { startChatModel, type ChatModel, type Turn } from './chatModel';
import { importExample, itemsOf, onlyExecution, readExample, setUp } from './exampleWorkflows';
import { rest, url, type Json } from './n8n';
import { credential, simulator } from './simulated';

const CAMPAIGN = 'c0ffee00-3333-4222-8333-444455556666';
const CHAT = 'When chat message received';

let model: ChatModel;
let openAi: { id: string; name: string };

beforeAll(async () => {
	model = await startChatModel();
	const name = `Model ${randomUUID()}`;
	const data = { apiKey: 'any', url: model.url, header: false };
	openAi = await rest('POST', '/credentials', { name, type: 'openAiApi', data });
});
afterAll(() => model.close());

/** What the chat shows: a text, or a question with buttons. */
interface Question {
	text: string;
	buttons: Array<{ text: string; link: string }>;
}

/** Who sits at the chat: the text of the button to press. */
type Person = (question: Question) => string;

const nobodyIsAsked: Person = ({ text }) => {
	throw new Error(`The chat asks: ${text}`);
};

/** n8n lets programs press no button. */
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

const HEARTBEAT = 'n8n|heartbeat';

/** Stays in the chat until the execution has ended, and gives the texts of the agent. */
async function sit(address: string, person: Person): Promise<string[]> {
	const texts: string[] = [];
	const socket = new WebSocket(address);
	const answers: Array<Promise<unknown>> = [];
	socket.addEventListener('message', ({ data }) => {
		const message = String(data);
		if (message === HEARTBEAT) return socket.send(`${HEARTBEAT}-ack`);
		if (message.startsWith('n8n|')) return;
		if (!message.startsWith('{')) return texts.push(message);
		const question = JSON.parse(message) as Question;
		const wanted = person(question);
		const { link } = question.buttons.find(({ text }) => text === wanted)!;
		answers.push(fetch(link, { headers: { 'user-agent': BROWSER } }));
	});
	await new Promise((resolve) => socket.addEventListener('close', resolve));
	await Promise.all(answers);
	return texts;
}

/**
 * Opens the chat of the editor, writes a message, and gives the agent's answer; the model says the
 * turns.
 */
async function chat(chatInput: string, ...turns: Turn[]): Promise<unknown> {
	return await chatAs(nobodyIsAsked, chatInput, ...turns);
}

async function chatAs(person: Person, chatInput: string, ...turns: Turn[]): Promise<unknown> {
	model.say(...turns);
	const example = setUp(readExample('ai-agent.json'), {
		campaignId: CAMPAIGN,
		credential,
		credentials: { openAiApi: openAi },
	});
	const { id } = await importExample(example);
	const sessionId = randomUUID();
	await rest('POST', `/workflows/${id}/run`, {
		triggerToStartFrom: { name: CHAT },
		chatSessionId: sessionId,
	});
	const response = await fetch(`${url}/webhook-test/${id}/${sessionId}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ action: 'sendMessage', sessionId, chatInput }),
	});
	if (!response.ok) throw new Error(`The chat answers ${await response.text()}`);
	type Started = { executionId: string; resumeToken?: string };
	const { executionId, resumeToken = '' } = (await response.json()) as Started;
	const query = new URLSearchParams({ sessionId, executionId, token: resumeToken });
	const texts = await sit(`${url.replace(/^http/, 'ws')}/chat?${query.toString()}`, person);
	const execution = await onlyExecution(id);
	expect(execution.status).toBe('success');
	expect(texts.at(-1)).toBe(itemsOf(execution, 'AI Agent').at(-1)?.output);
	return texts.at(-1);
}

const call = (tool: string, input: Json = {}): Turn => [{ tool, input }];

/** A call that a person is asked about first. */
const gated = (tool: string): Turn => [{ tool, input: { toolParameters: {}, hitlParameters: {} } }];

/** What a tool told the model last. */
const told = () => model.questions.at(-1)!.messages.at(-1)!.content;

it('gives the model five tools, and none that ends or purges the campaign', async () => {
	simulator.createCampaign({ id: CAMPAIGN });
	expect(await chat('Hello', 'What can I do?')).toBe('What can I do?');
	const [{ messages, tools = [] } = { messages: [] }] = model.questions;
	expect(messages.map(({ role, content }) => [role, content])).toEqual([
		[
			expect.stringMatching(/^(system|developer)$/),
			expect.stringMatching(/^You run one outbound calling campaign/),
		],
		['user', 'Hello'],
	]);
	expect(tools.map(({ function: { name } }) => name).sort()).toEqual([
		'Add_record',
		'Build_campaign',
		'Pause_campaign',
		'Resume_campaign',
		'Start_campaign',
	]);
	const add = tools.find(({ function: { name } }) => name === 'Add_record')!.function.parameters;
	expect(Object.keys(add.properties)).toEqual(['crmRecordId', 'scheduleAt', 'priority']);
	expect(add.required).toContain('crmRecordId');
});

it('adds the record that the model names, and tells the model what happened', async () => {
	simulator.createCampaign({ id: CAMPAIGN });
	const input = {
		crmRecordId: '15820400141',
		scheduleAt: '2027-05-18T17:00:00+02:00',
		priority: 'LOW',
	};
	expect(await chat('Call 15820400141 at 5 pm', call('Add_record', input), 'Added.')).toBe(
		'Added.',
	);
	expect(told()).toMatch(/"outcome":\s*"added"/);
	expect(simulator.campaign(CAMPAIGN).records()).toEqual([
		expect.objectContaining({
			crmRecordId: '15820400141',
			priority: 'LOW',
			nextAttemptAfter: '2027-05-18T15:00:00.000Z',
		}),
	]);
});

it('adds a record of which the model says nothing but the ID', async () => {
	simulator.createCampaign({ id: CAMPAIGN });
	await chat('Call 7', call('Add_record', { crmRecordId: '7' }), 'Added.');
	expect(simulator.campaign(CAMPAIGN).record('7')).toMatchObject({ priority: 'HIGH' });
});

it('adds several records of one answer, each with its own ID', async () => {
	simulator.createCampaign({ id: CAMPAIGN });
	const ids = ['11', '12', '13'];
	const calls = ids.map((crmRecordId) => ({ tool: 'Add_record', input: { crmRecordId } }));
	await chat('Call 11, 12 and 13', calls, 'Added.');
	expect(simulator.campaign(CAMPAIGN).crmRecordIds().sort()).toEqual(ids);
});

it('builds and starts the campaign, waiting for the build', async () => {
	simulator.createCampaign({ id: CAMPAIGN, state: 'CREATED', buildMs: 1_500, startMs: 0 });
	const asked: string[] = [];
	const person: Person = ({ text }) => {
		asked.push(text);
		return 'Let them ring';
	};
	await chatAs(person, 'Start', call('Build_campaign'), gated('Start_campaign'), 'It runs.');
	expect(asked).toEqual(['Phones will ring: the agent wants to run "Start_campaign".']);
	expect(simulator.campaign(CAMPAIGN).state).toBe('RUNNING');
});

it('starts nothing when the person says no, and the model is told', async () => {
	simulator.createCampaign({ id: CAMPAIGN, state: 'READY' });
	await chatAs(() => 'No', 'Start', gated('Start_campaign'), 'I did not start it.');
	expect(told()).toMatch(/rejected the tool call/);
	expect(simulator.requests).toEqual([]);
});

it('pauses and resumes the campaign', async () => {
	simulator.createCampaign({ id: CAMPAIGN, state: 'RUNNING' });
	await chat('Pause', call('Pause_campaign'), 'Paused.');
	expect(simulator.campaign(CAMPAIGN).state).toBe('PAUSED');
	await chatAs(() => 'Let them ring', 'Go on', gated('Resume_campaign'), 'It runs.');
	expect(simulator.campaign(CAMPAIGN).state).toBe('RUNNING');
});

it('tells the model why something failed, and the chat goes on', async () => {
	simulator.createCampaign({ id: CAMPAIGN, state: 'COMPLETE' });
	const sorry = 'The campaign is over.';
	expect(await chat('Call 7', call('Add_record', { crmRecordId: '7' }), sorry)).toBe(sorry);
	expect(told()).toMatch('campaignState');
	expect(simulator.campaign(CAMPAIGN).crmRecordIds()).toEqual([]);
});
