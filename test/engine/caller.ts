import {
	NodeApiError,
	type ICredentialType,
	type IDataObject,
	type INodeType,
	type JsonObject,
} from 'n8n-workflow';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { SavedCredential } from '../../scripts/engine/credentials';
import { startHttpServer, type HttpServer } from '../../scripts/process/httpServer';
import { plainDescription } from '../../scripts/engine/nodeTypes';
import { runNode, type NodeRunOutcome, type NodeToRun } from '../../scripts/engine/runNode';

/** The simplest node that does what ours does; it proves the harness, not the node. */
export const KEY = 'a-key-to-look-for';

/** Sends its parameter `text` for each item; a status of 400 or more is that item's failure. */
export const caller: INodeType = {
	description: {
		...plainDescription('caller', [
			{ displayName: 'Url', name: 'url', type: 'string', default: '', required: true },
			{ displayName: 'Text', name: 'text', type: 'string', default: 'a default' },
			{ displayName: 'Throw', name: 'throw', type: 'boolean', default: false },
		]),
		credentials: [{ name: 'callerApi', required: true }],
	},
	async execute() {
		const items = [];
		for (const item of this.getInputData().keys()) {
			const sent = this.getNodeParameter('text', item) as string;
			this.logger.info(`sending ${sent}`, { sent });
			const { statusCode, body } = (await this.helpers.httpRequestWithAuthentication.call(
				this,
				'callerApi',
				{
					method: 'POST',
					url: this.getNodeParameter('url', 0) as string,
					body: sent,
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
				},
			)) as { statusCode: number; body: IDataObject };
			if (statusCode < 400) {
				items.push({ json: body, pairedItem: { item } });
			} else if (this.continueOnFail() && !this.getNodeParameter('throw', 0)) {
				items.push({ json: { error: { code: statusCode } }, pairedItem: { item } });
			} else {
				throw new NodeApiError(this.getNode(), body as JsonObject, { itemIndex: item });
			}
		}
		this.addExecutionHints({ message: `${items.length} items` });
		return [items];
	},
};

export const callerApi: ICredentialType = {
	name: 'callerApi',
	displayName: 'Caller API',
	properties: [
		{ displayName: 'Key', name: 'key', type: 'string', default: '' },
		{ displayName: 'Scheme', name: 'scheme', type: 'string', default: 'Plain' },
	],
	authenticate: ({ scheme, key }, request) => {
		const authorization = `${scheme as string} ${key as string}`;
		return Promise.resolve({ ...request, headers: { ...request.headers, authorization } });
	},
};

export function saved(rest: Partial<SavedCredential> = {}): SavedCredential {
	return { id: '7', name: 'My key', type: callerApi, data: { key: KEY }, ...rest };
}

export interface Seen {
	text: string;
	authorization?: string;
}

export type Answerer = (request: Seen, response: ServerResponse) => void;

export interface Echo extends HttpServer {
	/** Requests since `start`, in order. */
	seen: Seen[];
	/** How to answer; default: 200 with `{echo: text}`. */
	answer: Answerer;
	/** Forgets what was seen, and answers as usual again. */
	reset(): void;
	/** Runs the caller against this server, with three items. */
	call(rest?: Partial<NodeToRun>): Promise<NodeRunOutcome>;
}

export const threeItems = [
	{ id: 'a', day: '2025-01-30' },
	{ id: 'b', day: '2025-01-31' },
	{ id: 'c', day: '2025-02-28' },
];

export function send(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}

const echoText: Answerer = ({ text: echo }, response) => send(response, 200, { echo });

/** Fails the second item. */
export const refuseB: Answerer = (request, response) =>
	request.text === 'b' ? send(response, 400, { message: 'b is bad' }) : echoText(request, response);

export async function startEcho(): Promise<Echo> {
	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const seen = { text: await text(request), authorization: request.headers.authorization };
		echo.seen.push(seen);
		echo.answer(seen, response);
	}
	const server = await startHttpServer((request, response) => void serve(request, response));
	const echo: Echo = {
		...server,
		seen: [],
		answer: echoText,
		reset() {
			echo.seen = [];
			echo.answer = echoText;
		},
		call: ({ parameters, ...rest } = {}) =>
			runNode({
				type: caller,
				parameters: { url: server.url, text: '={{ $json.id }}', ...parameters },
				items: threeItems,
				credential: saved(),
				...rest,
			}),
	};
	return echo;
}
