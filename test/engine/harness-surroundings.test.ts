import { NodeOperationError, type ICredentialType, type INodeType } from 'n8n-workflow';
import { runWorkflow } from '../../scripts/engine/runWorkflow';
import { fullText } from '../../scripts/engine/logs';
import { plainDescription, probe, source } from '../../scripts/engine/nodeTypes';
import { SOURCE, TESTED, connect, node, runNode } from '../../scripts/engine/runNode';
import {
	KEY,
	caller,
	callerApi,
	refuseB,
	saved,
	send,
	startEcho,
	threeItems,
	type Echo,
} from './caller';

let echo: Echo;
beforeAll(async () => {
	echo = await startEcho();
});
afterAll(() => echo.close());
beforeEach(() => echo.reset());

const texts = () => echo.seen.map(({ text }) => text);

describe('stopping an execution', () => {
	/** Never answers, and tells when the client hangs up. */
	function hang(onRequest: () => void): Promise<void> {
		return new Promise((hungUp) => {
			echo.answer = (_, response) => {
				response.on('close', () => hungUp());
				onRequest();
			};
		});
	}

	it('aborts the request in flight and saves the execution as cancelled', async () => {
		const button = new AbortController();
		const hungUp = hang(() => button.abort());
		const outcome = await echo.call({ cancel: button.signal, probe: 'never' });
		await hungUp;

		expect(outcome).toMatchObject({
			status: 'canceled',
			finished: false,
			saved: { status: 'canceled' },
		});
		expect(Object.keys(outcome.saved.nodes)).toEqual([SOURCE]);
		expect(texts()).toEqual(['a']);
		expect(outcome.probed).toEqual([]);
	});

	it('before it began sends nothing', async () => {
		const outcome = await echo.call({ cancel: AbortSignal.abort() });

		expect(outcome.status).toBe('canceled');
		expect(echo.seen).toEqual([]);
	});

	it('happens by itself when the workflow has run too long', async () => {
		void hang(() => undefined);
		const outcome = await echo.call({ executionTimeout: 300 });

		expect(outcome).toMatchObject({ status: 'canceled', saved: { status: 'canceled' } });
	});

	it('looks at the clock between nodes as well', async () => {
		const outcome = await echo.call({ executionTimeout: 0 });

		expect(outcome).toMatchObject({
			status: 'canceled',
			error: { name: 'TimeoutExecutionCancelledError' },
		});
		expect(echo.seen).toEqual([]);
	});
});

describe('credentials', () => {
	it('are applied by a function, after defaults, and decrypted once a request', async () => {
		const outcome = await echo.call();

		expect(echo.seen.map(({ authorization }) => authorization)).toEqual(
			Array(3).fill(`Plain ${KEY}`),
		);
		expect(outcome.credentialUse).toEqual({ decryptions: 3, authentications: 3 });
	});

	it('are applied by a generic object with expressions', async () => {
		const type: ICredentialType = {
			...callerApi,
			authenticate: {
				type: 'generic',
				properties: { headers: { '=author{{ "ization" }}': '={{ $credentials.key }}!' } },
			},
		};
		await echo.call({ credential: saved({ type }) });

		expect(echo.seen[0]?.authorization).toBe(`${KEY}!`);
	});

	it('may hold expressions', async () => {
		const data = { key: KEY, scheme: '={{ "Bea" + "rer" }}' };
		await echo.call({ credential: saved({ data }) });

		expect(echo.seen[0]?.authorization).toBe(`Bearer ${KEY}`);
	});

	it('get a token beforehand when theirs is empty, and keep it', async () => {
		const type: ICredentialType = {
			...callerApi,
			properties: [
				...callerApi.properties,
				{
					displayName: 'Token',
					name: 'token',
					type: 'hidden',
					typeOptions: { expirable: true },
					default: '',
				},
			],
			preAuthentication: jest.fn(() => Promise.resolve({ token: 'fresh' })),
			authenticate: {
				type: 'generic',
				properties: { headers: { authorization: '={{ $credentials.token }}' } },
			},
		};
		const credential = saved({ type, data: { key: KEY, token: '' } });
		await echo.call({ credential });

		expect(echo.seen.map(({ authorization }) => authorization)).toEqual(Array(3).fill('fresh'));
		expect(type.preAuthentication).toHaveBeenCalledTimes(1);
	});
});

describe('logs', () => {
	it('belong to the run that wrote them, even when runs overlap', async () => {
		const runs = await Promise.all(['x', 'y'].map((id) => echo.call({ items: [{ id }] })));

		const ofNode = runs.map(({ logs }) => logs.filter(({ level }) => level === 'info'));
		expect(ofNode).toEqual([
			[{ level: 'info', message: 'sending x', meta: "{ sent: 'x' }" }],
			[{ level: 'info', message: 'sending y', meta: "{ sent: 'y' }" }],
		]);
	});

	it('and outcome show a key that leaked, and no key that did not', async () => {
		expect(fullText(await echo.call())).not.toContain(KEY);

		echo.answer = ({ authorization }, response) => send(response, 200, { authorization });
		expect(fullText(await echo.call())).toContain(KEY);
	});

	it('carry what n8n reports of a failed node', async () => {
		const failing: INodeType = {
			description: plainDescription('failing'),
			execute() {
				throw new NodeOperationError(this.getNode(), `because of ${KEY}`);
			},
		};
		const { logs } = await runNode({ type: failing });

		expect(fullText(logs)).toContain(KEY);
	});
});

describe('a whole workflow', () => {
	it('runs along both outputs of a node', async () => {
		echo.answer = refuseB;
		const outcome = await runWorkflow({
			nodes: [
				node(SOURCE, 'source'),
				node(TESTED, 'caller', {
					parameters: { url: echo.url, text: '={{ $json.id }}' },
					onError: 'continueErrorOutput',
					credentials: { callerApi: { id: '7', name: 'My key' } },
				}),
				node('Done', 'probe', { parameters: { value: '={{ $json.echo }}' } }),
				node('Failed', 'probe', { parameters: { value: '={{ $json.day }}' } }),
			],
			connections: connect([SOURCE, TESTED], [TESTED, 'Done'], [TESTED, 'Failed', 1]),
			startNode: SOURCE,
			nodeTypes: { source: source(threeItems), caller, probe },
			credentials: [saved()],
		});

		const values = (name: string) => outcome.nodes[name]?.outputs[0]?.map(({ json }) => json.value);
		expect(values('Done')).toEqual(['a', 'c']);
		expect(values('Failed')).toEqual(['2025-01-31']);
	});

	it('does not start while a node has issues', async () => {
		await expect(echo.call({ parameters: { url: '' } })).rejects.toThrow(
			'Parameter "Url" is required',
		);
	});
});
