import type { IncomingMessage } from 'node:http';
import { startHttpServer } from '../../scripts/process/httpServer';
import type { Json } from './n8n';

/** What a model says in its turn: a text, or calls of tools. */
export type Turn = string | Array<{ tool: string; input: Json }>;

/** A message as it is sent to a model. */
export interface Message {
	role: string;
	content: string;
}

/** A request to the model, as OpenAI's Chat Completions API defines it. */
interface Question {
	messages: Message[];
	tools?: Array<{
		function: {
			name: string;
			description: string;
			parameters: { properties: Json; required?: string[] };
		};
	}>;
}

export interface ChatModel {
	/** The base URL for the credential. */
	url: string;
	/** What was asked, in order. */
	questions: Question[];
	/** What it says from now on, one turn a question. */
	say(...turns: Turn[]): void;
	close(): Promise<void>;
}

/** A chat model on this machine that speaks OpenAI's Chat Completions API, and says what it is told to. */
export async function startChatModel(): Promise<ChatModel> {
	const questions: Question[] = [];
	let turns: Turn[] = [];
	const server = await startHttpServer((request, response) => {
		void bodyOf(request).then((question) => {
			questions.push(question);
			const turn = turns.shift() ?? 'I have nothing to say.';
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(completion(turn, questions.length)));
		});
	});
	return {
		url: `${server.url}/v1`,
		questions,
		say(...next) {
			turns = next;
			questions.length = 0;
		},
		close: () => server.close(),
	};
}

async function bodyOf(request: IncomingMessage): Promise<Question> {
	const chunks = await request.setEncoding('utf8').toArray();
	return JSON.parse(chunks.join('')) as Question;
}

function completion(turn: Turn, count: number): Json {
	const calls = typeof turn === 'string' ? [] : turn;
	const message = {
		role: 'assistant',
		content: typeof turn === 'string' ? turn : null,
		...(calls.length && {
			tool_calls: calls.map(({ tool, input }, index) => ({
				id: `call_${count}_${index}`,
				type: 'function',
				function: { name: tool, arguments: JSON.stringify(input) },
			})),
		}),
	};
	return {
		id: `chatcmpl-${count}`,
		object: 'chat.completion',
		created: 1_795_425_600,
		model: 'gpt-5-mini',
		choices: [{ index: 0, message, finish_reason: calls.length ? 'tool_calls' : 'stop' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
